"""What MkDocs calls: read the content, hand the engine's extension over, add the files it makes, check the pages."""

from __future__ import annotations

import logging
import os
from dataclasses import replace
from pathlib import Path

from jinja2 import pass_context
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.utils.templates import url_filter

from explainer.checks.checks import check, check_uses
from explainer.data.problem import ContentError
from explainer.delivery.actors import actor_styles
from explainer.delivery.assets import SHEETS, asset_files, is_unused
from explainer.outputs.booklet.binding import BookletTreeprocessor
from explainer.outputs.booklet.front import running_heads
from explainer.outputs.files import GLOBALS, feed_id, made_files, script_source
from explainer.outputs.search import SearchIndex
from explainer.outputs.share_pictures import share_path
from explainer.outputs.structured import Crumb, Subject, structured_script
from explainer.outputs.twin import TWIN, twin
from explainer.pages.claims import page_citation_html
from explainer.pages.definitions import Filling
from explainer.pages.extension import ExplainerExtension
from explainer.pages.links import leftovers
from explainer.pages.reading_time import minutes_to_read
from explainer.pictures.design import dark_values, light_values
from explainer.pictures.export import PictureError, draw_pictures, plotly_library
from explainer.publication.publication import HEADS, read_publication

log = get_plugin_logger("explainer")
_run = {"serves": False}


def on_startup(command, dirty):
    _run["serves"] = command == "serve"


def on_config(config):
    root = _root(config)
    try:
        publication = read_publication(root, config.repo_url or "", config.site_url or "", config.site_name)
        _check(publication, strict=config.strict)
        pictures = draw_pictures(publication.drawings, root, required=os.environ.get("PICTURES") == "required")
    except (ContentError, PictureError) as error:
        # Raised before MkDocs empties the site folder, so the last good site stays.
        raise PluginError(str(error)) from None
    publication = replace(publication, pictures=pictures)
    extension = ExplainerExtension(publication, late_passes={"booklet": BookletTreeprocessor})
    config.markdown_extensions.append(extension)
    config.extra["publication"], config.extra["explainer_extension"] = publication, extension
    config.extra["theme_colours"] = {"light": light_values(root)["paper"], "dark": dark_values(root)["paper"]}
    config.extra["search_index"] = SearchIndex(publication)
    # MkDocs dates its files; two builds of one content must be equal.
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(publication.dossier.edition.article.compiled_at))
    return config


def on_files(files, config):
    publication = config.extra["publication"]
    made = made_files(publication, _root(config))
    assets = asset_files(
        {file.src_uri: file.content_bytes for file in files if _is_written_asset(file, config)},
        {"site": config.extra_css, "full": config.extra["full_css"], "embed": config.extra["embed_css"]},
        {name: config.extra[f"{name}_js"] for name in ("site", "figures", "embed")},
        actors=actor_styles(publication.dossier.edition),
        heads=running_heads(publication),
        library=plotly_library(_root(config)).read_bytes(),
    )
    config.extra_css = [f"{SHEETS}site.css"]
    config.extra["assets"] = {path: name for path, (name, _) in assets.items()}
    for file in [file for file in files if is_unused(file.src_uri) or _is_written_asset(file, config)]:
        files.remove(file)
    for path, content in {**made, **dict(assets.values())}.items():
        files.append(File.generated(config, path, content=content))
    files.append(File.generated(config, "feed.xml", content=""))  # links may lead there; its template writes it
    return files


def on_nav(nav, config, files):
    config.extra["nav"] = nav
    return nav


def on_page_markdown(markdown, page, config, files):
    config.extra["explainer_extension"].page = page.file.src_uri
    if written := config.extra["publication"].by_name.get(page.file.src_uri):
        page.meta.update({name: text for name in HEADS if (text := getattr(written.meta, name))})  # inserts filled in
    return markdown


def on_page_content(html, page, config, files):
    config.extra["search_index"].read(page.file.src_uri, html)
    return html


def on_env(env, config, files):
    # Every page is converted now, so who uses a term is known.
    extension = config.extra["explainer_extension"]
    _tell(check_uses(config.extra["publication"], extension.mentions), strict=config.strict)
    pages = {file.src_uri: file.page for file in files.documentation_pages()}
    urls = {name: _address(page) for name, page in pages.items()}
    in_order = dict.fromkeys([page.file.src_uri for page in config.extra["nav"].pages] + sorted(pages))
    config.extra["subjects"] = {name: _subject(pages[name], config, config.extra["nav"]) for name in in_order}
    config.extra["filling"] = Filling(extension.definitions, urls.get)

    @pass_context
    def delivered_url(context, path):
        return url_filter(context, config.extra["assets"].get(path, path))

    env.filters["url"] = delivered_url  # templates name a style or script as it stands in docs/
    env.filters |= {"feed_id": feed_id, "script_source": script_source}
    env.globals |= {**GLOBALS, "serves": _run["serves"]}  # a page served live has a script more, so no policy
    return env


def on_page_context(context, page, config, nav):
    publication, mentions = config.extra["publication"], config.extra["explainer_extension"].mentions
    context["minutes"] = minutes_to_read(page.content) if page.meta.get("number") else None
    context["citation"] = page_citation_html(page.file.src_uri, publication)
    context["subject"] = config.extra["subjects"][page.file.src_uri]
    context["structured"] = structured_script(context["subject"], publication, mentions)
    return context


def on_post_page(output, page, config):
    root = "../" * _address(page).count("/")
    output = config.extra["filling"].fill(output, page.file.src_uri, root)
    for fault in leftovers(output):
        log.warning("docs/%s: %s", page.file.src_uri, fault)
    if page.meta.get("template") != "embed.html":
        text = twin(output, config.extra["subjects"][page.file.src_uri], _root(config))
        _write(Path(page.file.abs_dest_path).with_name(TWIN), text)
    return output


@event_priority(50)  # before Material's plugin writes its index
def on_post_build(config):
    search = config.plugins.get("material/search")
    if search is not None:
        search.search_index.entries = [entry.data() for entry in config.extra["search_index"].entries()]


def on_serve(server, config, builder):
    server.builder = _keep_serving(builder)
    server.watch(str(_root(config) / "hooks"))
    return server


def _root(config):
    return Path(config.config_file_path).parent


def _subject(page, config, nav):
    """What machines are told of a page; a chart's own page stands under the gallery, outside the navigation."""
    meta, in_nav = page.meta, {one.file.src_uri: one for one in nav.pages}
    described = meta.get("description") or meta.get("answer") or meta.get("standfirst") or config.site_description
    steps = [Crumb(config.site_name, "")]
    holder = in_nav["charts.md"] if page.file.src_uri.startswith("charts/") else page
    steps += [Crumb(section.title, _address(section.children[0])) for section in reversed(holder.ancestors)]
    if holder is not page:
        steps.append(Crumb(holder.title, _address(holder)))
    facts = page.file.src_uri, _address(page), meta.get("title") or page.title, described
    publication = config.extra["publication"]
    written = publication.by_name.get(page.file.src_uri)
    image = share_path(written) if written else meta.get("image") or ""
    modified = publication.dossier.modified(page.file.src_uri)
    return Subject(*facts, (), modified, config.site_url or "", image, meta.get("name") or "").under(steps)


def _write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _address(page):
    """Where a page stands under the site; the front page, which MkDocs calls “./”, at “”."""
    return page.url.removeprefix("./")


def _is_written_asset(file, config):
    return file.src_dir == config.docs_dir and file.src_uri.endswith((".css", ".js", ".woff2"))


def _check(publication, *, strict):
    """What `make check` finds ends a strict build; who writes under `serve` is told, and sees the page all the same."""
    # Unused terms are told when the pages are converted: to convert them for it beforehand would take as long again.
    problems = check(publication, with_uses=False).problems
    if problems and strict and not _run["serves"]:
        raise ContentError(problems)
    _tell(problems, strict=strict)


def _tell(problems, *, strict):
    """In a strict build a warning makes it fail at its end."""
    if problems:
        log.log(logging.INFO if strict and _run["serves"] else logging.WARNING, "%s", ContentError(problems))


def _keep_serving(builder):
    """Under `serve` a fault is told and the last good site stays on; MkDocs would hang on every request."""

    def build():
        try:
            builder()
        except (Abort, PluginError) as error:
            log.error("%s\nThe site as it was before is still served.", error)

    return build

"""What MkDocs calls, which this file and live_site.py alone know: each event hands over to the one `Build`."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from jinja2 import pass_context
from live_site import SERVED_AT, LiveSite, keep_mentions, kept_mentions
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.utils.templates import url_filter

from explainer.data.problem import UNFORESEEN, ContentError, broken
from explainer.delivery.assets import SCRIPTS, SHEETS, is_unused
from explainer.outputs.build import Build, refuse
from explainer.outputs.pictures import share_path
from explainer.outputs.structured import Crumb, Subject
from explainer.pictures.export import PictureError

log = get_plugin_logger("explainer")


@dataclass
class _Run:
    """What lasts from event to event: the server, where MkDocs serves, the build under way, the navigation."""

    live: LiveSite | None = None
    build: Build | None = None
    nav: object = None

    @property
    def serves(self):
        return self.live is not None or SERVED_AT in os.environ

    @property
    def some(self):
        """Whether only some pages are built."""
        return self.live is not None and self.live.some


run = _Run()


def on_startup(command, dirty):
    run.live = LiveSite(some=dirty) if command == "serve" else None


def on_config(config):
    config.site_url = os.environ.get(SERVED_AT, config.site_url)
    names = config.repo_url or "", config.site_url or "", config.site_name
    # What the checks find ends a strict build; who writes under `serve` is told, and sees the page all the same.
    tell = refuse if config.strict and not run.serves else lambda problems: _tell(problems, config)
    try:
        if run.some:
            config.theme.static_templates.clear()  # they tell of all pages
            run.build = Build.read_for_some(_root(config), names, kept_mentions(_root(config)))
        else:
            run.build = Build.read(_root(config), names, tell, pictures=os.environ.get("PICTURES") == "required")
    except (ContentError, PictureError) as error:
        # Raised before MkDocs empties the site folder, so the last good site stays.
        raise PluginError(str(error)) from None
    config.markdown_extensions.append(run.build.extension)
    # MkDocs dates its files; two builds of one content must be equal.
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(run.build.publication.dossier.edition.article.compiled_at))
    return config


def on_files(files, config):
    ours = [file for file in files if _is_written_asset(file, config)]
    sheets = {"site": config.extra_css, "full": config.extra["full_css"], "embed": config.extra["embed_css"]}
    made = run.build.files({file.src_uri: file.content_bytes for file in ours}, sheets, config.extra_javascript)
    config.extra_css = [f"{SHEETS}site.css"]
    config.extra_javascript = [f"{SCRIPTS}site.js"]
    for file in [*ours, *(file for file in files if is_unused(file.src_uri))]:
        files.remove(file)
    later = dict.fromkeys(run.build.made_later(), "")
    for path in made.keys() | later.keys():
        if (before := files.get_file_from_path(path)) is not None:
            files.remove(before)  # a template of ours that MkDocs took for a file of the theme
    if run.live:
        run.live.choose(files, config, made, later)
    else:
        for path, content in {**made, **later}.items():
            files.append(File.generated(config, path, content=content))
    return files


def on_nav(nav, config, files):
    run.nav = nav
    if run.some:  # the navigation has the titles of all pages
        for file in files.documentation_pages():
            file.page.read_source(config)
    return nav


def on_page_markdown(markdown, page, config, files):
    meta, body = run.build.begin(page.file.src_uri, markdown)
    page.meta.update(meta)
    return body


def on_page_content(html, page, config, files):
    if not run.some:
        run.build.search.read(page.file.src_uri, html)
    page.meta["search"] = {"exclude": True}  # Material’s plugin would read it once more, for entries that ours replace
    return html


def on_env(env, config, files):
    pages = {file.src_uri: file.page for file in files.documentation_pages()}
    if run.live:
        env.bytecode_cache = run.live.compiled
    if run.some:
        run.live.write(files, run.build.scripts())
    else:
        _tell(run.build.unused_terms(), config)
    in_order = dict.fromkeys([page.file.src_uri for page in run.nav.pages] + sorted(pages))
    run.build.subjects.update((name, _subject(pages[name], config)) for name in in_order)

    @pass_context
    def delivered_url(context, path):
        return url_filter(context, run.build.assets.get(path, path))

    names, filters = run.build.template_names(serves=run.serves)
    env.globals |= names
    env.filters |= {**filters, "url": delivered_url}  # templates name a style or script as it stands in docs/
    return env


def on_page_context(context, page, config, nav):
    return context | run.build.context(page.file.src_uri, page.content, numbered=bool(page.meta.get("number")))


def on_post_page(output, page, config):
    output, faults = run.build.finish(page.file.src_uri, output)
    for fault in faults:
        log.warning("docs/%s: %s", page.file.src_uri, fault)
    for name, content in ({} if run.some else run.build.beside(page.file.src_uri, output)).items():
        path = Path(page.file.abs_dest_path).with_name(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return output


def on_build_error(error):
    # In a sentence; “mkdocs build --verbose” shows the way there.
    if not (run.live or isinstance(error, MkDocsException) or log.isEnabledFor(logging.DEBUG)):
        raise PluginError(f"{broken(error)}\n{UNFORESEEN}") from None


@event_priority(50)  # before Material's plugin writes its index
def on_post_build(config):
    if search := config.plugins.get("material/search"):
        search.config.enabled = not run.some  # its index is of all pages
        search.search_index.entries = [entry.data() for entry in run.build.search.entries()]
    if not run.some:
        keep_mentions(run.build.extension.mentions, _root(config))


def on_serve(server, config, builder):
    server.watch(str(Path(__file__).parent))
    return run.live.take_over(server, config)


def on_shutdown():
    if run.live:
        run.live.stop()


def _root(config):
    # MkDocs leaves the path as it was typed; the browser that draws charts has another folder to start from.
    return Path(config.config_file_path).absolute().parent


def _subject(page, config):
    """What machines are told of a page; a chart's own page stands under the gallery, outside the navigation."""
    publication, name, meta = run.build.publication, page.file.src_uri, page.meta
    described = meta.get("description") or meta.get("answer") or meta.get("standfirst") or config.site_description
    holder = page
    if name.startswith("charts/"):
        holder = next((one for one in run.nav.pages if one.file.src_uri == "charts.md"), page)  # it may be out of it
    steps = [Crumb(config.site_name, "")]
    steps += [Crumb(section.title, _address(section.children[0])) for section in reversed(holder.ancestors)]
    if holder is not page:
        steps.append(Crumb(holder.title, _address(holder)))
    written = publication.by_name.get(name)
    return Subject(
        name,
        _address(page),
        meta.get("title") or page.title,
        described,
        (),
        publication.dossier.modified(name),
        config.site_url or "",
        share_path(written) if written else meta.get("image") or "",
        meta.get("name") or "",
    ).under(steps)


def _address(page):
    """Where a page stands under the site; the front page, which MkDocs calls “./”, at “”."""
    return page.url.removeprefix("./")


def _is_written_asset(file, config):
    return file.src_dir == config.docs_dir and file.src_uri.endswith((".css", ".js", ".woff2"))


def _tell(problems, config):
    """In a strict build a warning makes it fail at its end."""
    if problems:
        level = logging.INFO if config.strict and run.live else logging.WARNING
        log.log(level, "%s", ContentError(problems))

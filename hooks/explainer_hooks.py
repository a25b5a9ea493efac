"""What MkDocs calls: read the content, hand the engine's extension over, add the files it makes, check the pages."""

from __future__ import annotations

import gc
import logging
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File

from explainer.blocks.citation import page_citation_html
from explainer.chart_data import chart_exports
from explainer.chart_pages import chart_pages
from explainer.charts.picture import PictureError, draw_pictures
from explainer.charts.picture_files import picture_files
from explainer.charts.tokens import dark_values, light_values
from explainer.checks import check
from explainer.downloads import downloads
from explainer.extension import ExplainerExtension
from explainer.filling import Filling
from explainer.leftovers import leftovers
from explainer.library import plotly_library
from explainer.machines.feed import FEED_FILE, feed
from explainer.machines.icons import icon_files
from explainer.machines.llms import LLMS_FILE, TWIN, llms
from explainer.machines.sharing import share_files, share_path
from explainer.machines.structured import structured_script
from explainer.machines.subject import Crumb, Subject
from explainer.machines.twin import twin
from explainer.problem import ContentError
from explainer.publication import read_publication
from explainer.related import related_pages

log = get_plugin_logger("explainer")
_run = {"serves": False}


def on_startup(command, dirty):
    _run["serves"] = command == "serve"


def on_config(config):
    root = Path(config.config_file_path).parent
    gc.unfreeze()  # under `serve`, what the build before has read may go
    gc.disable()  # nothing that is read is garbage; the collector would look through all of it again and again
    try:
        publication = read_publication(root, config.repo_url or "", config.site_url or "", config.site_name)
        _check(publication, strict=config.strict)
        pictures = draw_pictures(publication.drawings, root, required=os.environ.get("PICTURES") == "required")
    except (ContentError, PictureError) as error:
        # Raised before MkDocs empties the site folder, so the last good site stays.
        raise PluginError(str(error)) from None
    finally:
        gc.freeze()
        gc.enable()
    publication = replace(publication, pictures=pictures)
    extension = ExplainerExtension(publication)
    config.markdown_extensions.append(extension)
    config.extra["publication"], config.extra["explainer_extension"] = publication, extension
    # MkDocs dates its files; two builds of one content must be equal.
    compiled = datetime.combine(publication.dossier.edition.compiled.first, datetime.min.time(), UTC)
    os.environ.setdefault("SOURCE_DATE_EPOCH", f"{compiled.timestamp():.0f}")
    return config


def on_files(files, config):
    publication = config.extra["publication"]
    made = {**downloads(publication), **chart_exports(publication), **chart_pages(publication)}
    made |= {f"assets/charts/{id_}.js": drawing.script for id_, drawing in publication.drawings.items()}
    root = Path(config.config_file_path).parent
    made |= picture_files(publication, root) | share_files(publication, root)
    made |= {FEED_FILE: feed(publication)} | icon_files(root, config.site_name, config.site_description)
    config.extra["theme_colours"] = {"light": light_values(root)["paper"], "dark": dark_values(root)["paper"]}
    for path, content in made.items():
        if theirs := files.get_file_from_path(path):
            files.remove(theirs)  # the theme's own icon
        files.append(File.generated(config, path, content=content))
    library = plotly_library(root)
    files.append(File.generated(config, "assets/javascripts/plotly.min.js", abs_src_path=str(library)))
    return files


def on_nav(nav, config, files):
    config.extra["nav"], config.extra["subjects"] = nav, []
    return nav


def on_page_markdown(markdown, page, config, files):
    config.extra["explainer_extension"].page = page.file.src_uri
    return markdown


def on_env(env, config, files):
    # Every page is converted now, so who uses a term is known.
    extension = config.extra["explainer_extension"]
    extension.mentions.whole = True
    urls = {file.src_uri: file.url.removeprefix("./") for file in files.documentation_pages()}
    config.extra["related"] = related_pages(config.extra["publication"])
    config.extra["filling"] = Filling(extension.definitions, urls.get)
    return env


def on_page_context(context, page, config, nav):
    publication, mentions = config.extra["publication"], config.extra["explainer_extension"].mentions
    context["citation"] = page_citation_html(page.file.src_uri, publication)
    context["subject"] = subject = _subject(page, config, nav)
    context["related"] = config.extra["related"].get(page.file.src_uri, ())
    context["structured"] = structured_script(subject, publication, mentions)
    return context


def on_post_page(output, page, config):
    root = "../" * _address(page).count("/")
    output = config.extra["filling"].fill(output, page.file.src_uri, root)
    for fault in leftovers(output):
        log.warning("docs/%s: %s", page.file.src_uri, fault)
    if page.meta.get("template") != "embed.html":
        subject = _subject(page, config, config.extra["nav"])
        text = twin(output, subject, Path(config.config_file_path).parent)
        _write(Path(page.file.abs_dest_path).with_name(TWIN), text)
        config.extra["subjects"].append(subject)
    return output


def on_post_build(config):
    order = [page.file.src_uri for page in config.extra["nav"].pages]
    places = {name: place for place, name in enumerate(order)}
    subjects = sorted(config.extra["subjects"], key=lambda one: (places.get(one.name, len(order)), one.name))
    text = llms(subjects, config.extra["publication"], config.site_description)
    _write(Path(config.site_dir) / LLMS_FILE, text)


def on_serve(server, config, builder):
    server.builder = _keep_serving(builder)
    server.watch(str(Path(config.config_file_path).parent / "hooks"))
    return server


def _subject(page, config, nav):
    """What machines are told of a page; a chart's own page stands under the gallery, outside the navigation."""
    meta, in_nav = page.meta, {one.file.src_uri: one for one in nav.pages}
    described = meta.get("description") or meta.get("answer") or meta.get("standfirst") or config.site_description
    steps = [Crumb(config.site_name, "")]
    holder = in_nav["charts.md"] if page.file.src_uri.startswith("charts/") else page
    steps += [Crumb(section.title, _address(section.children[0])) for section in reversed(holder.ancestors)]
    if holder is not page:
        steps.append(Crumb(holder.title, _address(holder)))
    facts = page.file.src_uri, _address(page), meta.get("title") or page.title, described, page.markdown
    publication = config.extra["publication"]
    written = publication.by_name.get(page.file.src_uri)
    image = share_path(written) if written else meta.get("image") or ""
    modified = publication.dossier.modified(page.file.src_uri)
    return Subject(*facts, (), modified, config.site_url or "", image).under(steps)


def _write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _address(page):
    """Where a page stands under the site; the front page, which MkDocs calls “./”, at “”."""
    return page.url.removeprefix("./")


def _check(publication, *, strict):
    """What `make check` finds ends a strict build; who writes under `serve` is told, and sees the page all the same."""
    problems = check(publication).problems
    if problems and strict and not _run["serves"]:
        raise ContentError(problems)
    if problems:
        log.log(logging.INFO if strict else logging.WARNING, "%s", ContentError(problems))


def _keep_serving(builder):
    """Under `serve` a fault is told and the last good site stays on; MkDocs would hang on every request."""

    def build():
        try:
            builder()
        except (Abort, PluginError) as error:
            log.error("%s\nThe site as it was before is still served.", error)

    return build

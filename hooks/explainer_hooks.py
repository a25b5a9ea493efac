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
from explainer.checks import check
from explainer.downloads import downloads
from explainer.extension import ExplainerExtension
from explainer.filling import Filling
from explainer.leftovers import leftovers
from explainer.library import plotly_library
from explainer.problem import ContentError
from explainer.publication import read_publication
from explainer.running_heads import running_heads
from explainer.typeface import STYLESHEET, font_faces, typeface

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
    config.extra["typeface"] = typeface(root)
    if config.extra["typeface"]:
        config.extra_css.insert(0, STYLESHEET)
    # MkDocs dates its files; two builds of one content must be equal.
    compiled = datetime.combine(publication.dossier.edition.compiled.first, datetime.min.time(), UTC)
    os.environ.setdefault("SOURCE_DATE_EPOCH", f"{compiled.timestamp():.0f}")
    return config


def on_files(files, config):
    publication = config.extra["publication"]
    made = {**downloads(publication), **chart_exports(publication), **chart_pages(publication)}
    made |= {f"assets/charts/{id_}.js": drawing.script for id_, drawing in publication.drawings.items()}
    made |= running_heads(publication)
    made |= picture_files(publication, Path(config.config_file_path).parent)
    if config.extra["typeface"]:
        made |= {**config.extra["typeface"], STYLESHEET: font_faces(config.extra["typeface"])}
    for path, content in made.items():
        files.append(File.generated(config, path, content=content))
    library = plotly_library(Path(config.config_file_path).parent)
    files.append(File.generated(config, "assets/javascripts/plotly.min.js", abs_src_path=str(library)))
    return files


def on_page_markdown(markdown, page, config, files):
    config.extra["explainer_extension"].page = page.file.src_uri
    return markdown


def on_env(env, config, files):
    # Every page is converted now, so who uses a term is known.
    extension = config.extra["explainer_extension"]
    extension.mentions.whole = True
    urls = {file.src_uri: file.url.removeprefix("./") for file in files.documentation_pages()}
    config.extra["filling"] = Filling(extension.definitions, urls.get)
    return env


def on_page_context(context, page, config, nav):
    context["citation"] = page_citation_html(page.file.src_uri, config.extra["publication"])
    return context


def on_post_page(output, page, config):
    root = "../" * page.url.removeprefix("./").count("/")
    output = config.extra["filling"].fill(output, page.file.src_uri, root)
    for fault in leftovers(output):
        log.warning("docs/%s: %s", page.file.src_uri, fault)
    return output


def on_serve(server, config, builder):
    server.builder = _keep_serving(builder)
    server.watch(str(Path(config.config_file_path).parent / "hooks"))
    return server


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

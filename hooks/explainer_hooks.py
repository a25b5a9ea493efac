"""What MkDocs calls: read the content, hand the engine's extension over, add the files it makes, check the pages."""

from __future__ import annotations

import gc
import logging
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import pass_context
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.utils.templates import url_filter

from explainer.assets import LIBRARY, SCRIPTS, SHEETS, delivered, hashed, is_unused
from explainer.blocks.citation import page_citation_html
from explainer.chart_data import chart_exports
from explainer.chart_pages import chart_pages
from explainer.charts.picture import PictureError, draw_pictures
from explainer.charts.picture_files import picture_files
from explainer.checks import check
from explainer.downloads import downloads
from explainer.extension import ExplainerExtension
from explainer.filling import Filling
from explainer.hosting import headers_file, htaccess_file, robots_file
from explainer.leftovers import leftovers
from explainer.library import plotly_library
from explainer.policy import inline_hashes, policy, with_policy
from explainer.problem import ContentError
from explainer.publication import read_publication

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
    config.extra["inline"] = set()  # hashes of the scripts that stand in pages
    # MkDocs dates its files; two builds of one content must be equal.
    compiled = datetime.combine(publication.dossier.edition.compiled.first, datetime.min.time(), UTC)
    os.environ.setdefault("SOURCE_DATE_EPOCH", f"{compiled.timestamp():.0f}")
    return config


def on_files(files, config):
    publication = config.extra["publication"]
    made = {**downloads(publication), **chart_exports(publication), **chart_pages(publication)}
    made |= {f"assets/charts/{id_}.js": drawing.script for id_, drawing in publication.drawings.items()}
    made["robots.txt"] = robots_file(config.site_url or "")
    made |= picture_files(publication, Path(config.config_file_path).parent)
    for path, content in made.items():
        files.append(File.generated(config, path, content=content))
    config.extra["assets"] = _deliver_assets(files, config)
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

    @pass_context
    def delivered_url(context, path):
        return url_filter(context, config.extra["assets"].get(path, path))

    env.filters["url"] = delivered_url  # templates name a style or script as it stands in docs/
    return env


def on_page_context(context, page, config, nav):
    context["citation"] = page_citation_html(page.file.src_uri, config.extra["publication"])
    return context


def on_post_page(output, page, config):
    root = "../" * page.url.removeprefix("./").count("/")
    output = config.extra["filling"].fill(output, page.file.src_uri, root)
    for fault in leftovers(output):
        log.warning("docs/%s: %s", page.file.src_uri, fault)
    return _guard(output, config)


def on_post_template(output, template_name, config):
    return _guard(output, config) if template_name.endswith(".html") else output


def on_post_build(config):
    rules = policy(config.extra["inline"])
    for name, content in {
        "_headers": headers_file(rules),
        ".htaccess": htaccess_file(rules, config.site_url or ""),
    }.items():
        Path(config.site_dir, name).write_text(content, encoding="utf-8")


def on_serve(server, config, builder):
    server.builder = _keep_serving(builder)
    server.watch(str(Path(config.config_file_path).parent / "hooks"))
    return server


def _guard(html, config):
    """Give a page its policy and remember its scripts for the headers; `serve` adds a script of its own."""
    config.extra["inline"].update(inline_hashes(html))
    return html if _run["serves"] else with_policy(html)


def _deliver_assets(files, config):
    """Put styles and scripts in under hashed names, and leave out what no page loads; return the names."""
    for file in [file for file in files if is_unused(file.src_uri)]:
        files.remove(file)
    library = plotly_library(Path(config.config_file_path).parent)
    names = {LIBRARY: hashed(LIBRARY, library.read_bytes())}
    files.append(File.generated(config, names[LIBRARY], abs_src_path=str(library)))
    ours = {
        file.src_uri: file
        for file in files
        if file.src_dir == config.docs_dir and file.src_uri.endswith((".css", ".js"))
    }
    bundles = {f"{SHEETS}site.css": config.extra_css, f"{SHEETS}embed.css": config.extra["embed_css"]}
    sheets = {bundle: [ours[path].content_string for path in paths] for bundle, paths in bundles.items()}
    scripts = {path: file.content_string for path, file in ours.items() if path.startswith(SCRIPTS)}
    for path, (name, content) in delivered(sheets, scripts).items():
        names[path] = name
        files.append(File.generated(config, name, content=content))
    for file in ours.values():
        files.remove(file)
    config.extra_css = [f"{SHEETS}site.css"]
    return names


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

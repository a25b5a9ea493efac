"""What MkDocs calls: read the content, hand the engine's extension over, add the files it makes, check the pages."""

from __future__ import annotations

import gc
import os
from datetime import UTC, datetime
from pathlib import Path

from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File

from explainer.exports import exports
from explainer.extension import ExplainerExtension
from explainer.filling import Filling
from explainer.leftovers import leftovers
from explainer.library import plotly_library
from explainer.problem import ContentError
from explainer.publication import read_publication

log = get_plugin_logger("explainer")


def on_config(config):
    root = Path(config.config_file_path).parent
    gc.disable()  # nothing that is read is garbage; the collector would look through all of it again and again
    try:
        publication = read_publication(root, config.repo_url or "")
    except ContentError as error:
        # Raised before MkDocs empties the site folder, so the last good site stays.
        raise PluginError(str(error)) from None
    finally:
        gc.freeze()
        gc.enable()
    extension = ExplainerExtension(publication)
    config.markdown_extensions.append(extension)
    config.extra["publication"], config.extra["explainer_extension"] = publication, extension
    # MkDocs dates its files; two builds of one content must be equal.
    compiled = datetime.combine(publication.dossier.edition.compiled.first, datetime.min.time(), UTC)
    os.environ.setdefault("SOURCE_DATE_EPOCH", f"{compiled.timestamp():.0f}")
    return config


def on_files(files, config):
    publication = config.extra["publication"]
    made = dict(exports(publication.dossier))
    made |= {f"assets/charts/{id_}.js": drawing.script for id_, drawing in publication.drawings.items()}
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


def _keep_serving(builder):
    """Under `serve` a fault is told and the last good site stays on; MkDocs would hang on every request."""

    def build():
        try:
            builder()
        except (Abort, PluginError) as error:
            log.error("%s\nThe site as it was before is still served.", error)

    return build

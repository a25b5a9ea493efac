"""Measure the charts: what a page with two of them weighs, what asking for one costs, and how drawing grows."""

from __future__ import annotations

import gzip
import re
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from mkdocs_site import SitePage

from explainer.charts import picture
from explainer.charts.drawing import Drawing
from explainer.charts.picture import draw_pictures
from explainer.publication import read_publication

ROOT = Path(__file__).resolve().parent.parent
PAGE = "new-faces-in-minsk/index.html"  # an explainer with two charts
_FIGURE = re.compile(r'<figure class="chart.*?</figure>', re.DOTALL)
_OWN_SCRIPT = re.compile(r'<script src="[^"]*/chart[\w.-]*\.js"[^>]*></script>')


def _zipped(content: bytes) -> int:
    return len(gzip.compress(content, 9, mtime=0))


def _over_the_wire(site: Path, page: str) -> int:
    """The page with every stylesheet and script that it names, each by itself."""
    total = _zipped(page.encode())
    named = SitePage(PAGE.removesuffix("index.html"), page).tree.xpath(
        "//link[@rel='stylesheet']/@href | //script/@src"
    )
    return total + sum(_zipped((site / PAGE).parent.joinpath(str(name)).resolve().read_bytes()) for name in named)


def page_weights(site: Path) -> None:
    """Print the bytes of a page with two charts before interaction beside those without, and after."""
    page = (site / PAGE).read_text(encoding="utf-8")
    assert len(_FIGURE.findall(page)) == 2, f"{PAGE} was to have two charts"
    with_charts = _over_the_wire(site, page)
    without = _over_the_wire(site, _OWN_SCRIPT.sub("", _FIGURE.sub("", page)))
    ids = re.findall(r'data-chart="([^"]+)"', page)
    after = [*site.glob("assets/javascripts/plotly.*.js"), *(site / f"assets/charts/{id_}.js" for id_ in ids)]
    print(f"\n{PAGE} with its scripts and styles, gzip")
    print(f"  without charts       {without / 1024:7.1f} KiB")
    print(f"  with two charts      {with_charts / 1024:7.1f} KiB   ({with_charts / without:.2f} times; to reach: 1.50)")
    print(f"  asked for, one chart {_zipped(after[0].read_bytes()) / 1000:7.1f} kB     (to reach: at most 400, once)")
    for path in after[1:]:
        print(f"  and its data         {_zipped(path.read_bytes()) / 1000:7.1f} kB     {path.name}")


def drawing(work: Path) -> None:
    """Print the time of all pictures cold and warm, how many are drawn when one chart changes, and of 200 charts."""
    drawings = dict(read_publication(ROOT).drawings)
    batches: list[int] = []
    export = picture._export

    def counted(figures: list[dict], *rest: object) -> None:
        batches.append(len(figures))
        export(figures, *rest)  # type: ignore[arg-type]

    picture._export = counted  # type: ignore[assignment]

    def timed(some: dict[str, Drawing], folder: str) -> float:
        start = time.perf_counter()
        draw_pictures(some, ROOT, required=True, kept_in=work / folder)
        return time.perf_counter() - start

    print(f"\npictures of {len(drawings)} charts, wide and narrow")
    print(
        f"  cold               {timed(drawings, 'all'):7.2f} s   ({batches.pop()} drawings, one start of the browser)"
    )
    print(f"  warm               {timed(drawings, 'all'):7.2f} s   ({len(batches)} starts)")
    name = next(iter(drawings))
    drawings[name] = replace(drawings[name], figures=drawings[name].figures + " ")
    seconds = timed(drawings, "all")
    print(f"  one chart changed  {seconds:7.2f} s   ({batches.pop()} drawings, its wide and its narrow form)")
    model = drawings["drones-by-month"]
    for count in (50, 100, 200):
        made = {f"made-{number}": replace(model, chart=f"made-{number}") for number in range(count)}
        seconds = timed(made, f"made-{count}")
        print(f"  {count:3} charts         {seconds:7.2f} s   ({seconds / count:.2f} s a chart, {len(batches)} start)")
        batches.clear()
    picture._export = export


def main(site: Path) -> None:
    """Run every measurement on a built site."""
    page_weights(site)
    with tempfile.TemporaryDirectory() as folder:
        drawing(Path(folder))

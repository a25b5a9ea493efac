"""A picture that an editor adds, with its caption and who made it."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from ..data.pictures import FOLDER
from ..data.site_records import PictureRecord
from .base import ExplainerBlock
from .markup import add, h
from .templates import View, rendered


@dataclass(frozen=True)
class PictureView(View):
    """The picture whose maker and terms are told."""

    picture: PictureRecord


class PictureBlock(ExplainerBlock):
    """A picture of data/pictures.yml.

    Argument:
        The picture's id.

    Content:
        Its caption, which is prose like any other: it may cite, and is checked.
    """

    NAME = "picture"

    def on_create(self, parent: Element) -> Element:
        """Make the figure; its size is known before the file comes, so that nothing on the page jumps."""
        context = self.context
        picture, image = context.dossier.pictures[self.ids[0]], context.publication.images[self.ids[0]]
        figure = SubElement(parent, "figure", {"class": "picture", "id": f"picture-{picture.id}"})
        attributes = {
            "src": f"{FOLDER}/{picture.file}",
            "alt": picture.alt,
            "width": str(image.width),
            "height": str(image.height),
            "decoding": "async",
        }
        # The booklet is there to be printed, and a browser prints no picture that it has not fetched.
        add(figure, h("img", attributes if context.part_of_a_whole else {**attributes, "loading": "lazy"}))
        SubElement(figure, "figcaption")
        return figure

    def on_add(self, block: Element) -> Element:
        """The content is the caption."""
        return block[1]

    def on_end(self, block: Element) -> None:
        """Say under the caption whose the picture is."""
        picture = self.context.dossier.pictures[self.ids[0]]
        add(block[1], rendered("picture", self.context.publication, PictureView(picture)))

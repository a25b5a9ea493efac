"""The grammar of blocks: what a page can write after `///`, as data; what blocks become is made in `blocks/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class BlockGrammar:
    """What one block may say.

    `names` is the kind of record whose ids its argument names (none: it takes no argument), `several` whether more
    than one. `options` has the values of each option (none: any text). `content` says in words what stands between
    its lines (none: nothing does).
    """

    name: str
    names: str = ""
    several: bool = False
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    content: str = ""


CHART_FORMS = ("text", "page", "embed", "caption")

_ALL = (
    BlockGrammar(
        "answers",
        options={"head": ()},
        content="headings, each with a list of cited answers, “- **Who** said ….[^claim-id]”",
    ),
    BlockGrammar("argues", content="paragraphs that cite statements of the article, “The author argues ….[^a55]”"),
    BlockGrammar("booklet"),
    BlockGrammar("brief", options={"head": ()}, content="a list of cited sentences, “- Sentence.[^claim-id]”"),
    BlockGrammar("changes"),
    BlockGrammar("chart", names="charts", options={"form": CHART_FORMS}),
    BlockGrammar("chart-record", names="charts"),
    BlockGrammar("claims"),
    BlockGrammar("contents"),
    BlockGrammar("datasets"),
    BlockGrammar("differs", names="article", several=True),
    BlockGrammar("evidence"),
    BlockGrammar("gallery"),
    BlockGrammar("glossary"),
    BlockGrammar("marks"),
    BlockGrammar("people"),
    BlockGrammar("places"),
    BlockGrammar("scenarios"),
    BlockGrammar("sources"),
    BlockGrammar("tally"),
    BlockGrammar("timeline"),
)
BLOCKS: Mapping[str, BlockGrammar] = {block.name: block for block in _ALL}

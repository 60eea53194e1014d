"""The text of a report as it was recovered: headings and lines, each with its line number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from assistant.web.render.anchors import Anchors
from assistant.web.render.facts import Known, text_facts
from assistant.web.render.grid import spoken
from assistant.web.render.markup import join, tag
from ingest.model import Block, Check, Figure, Section

RECOVERED = "목록에서 찾은 제목"
DEEPEST = 6  # of the heading elements; the document's own title is h1
INDENTS = 5

_DRAWN = frozenset({"||", "#", "##", "###", "<", "【", "[", "]", "〈", "《"})  # marks, not numbers


def unprinted(section: Section, depth: int) -> Markup:
    """The heading of a section whose title does not stand at its place."""
    mark = tag("span", RECOVERED, class_="bogo-recovered") if section.recovered else ""
    return tag(_level(depth), section.title, " ", mark, id=f"s{section.id}", class_="bogo-title")


def heading(
    block: Block, depth: int, known: Sequence[Known], anchors: Anchors, *, opens: bool
) -> Markup:
    """A heading where it is printed; the first one of its section carries the section's name."""
    name = f"s{block.section}" if opens else None
    title = tag(_level(depth), *_said(block, known), id=name)
    return _row(block, title, anchors, "bogo-heading")


def line(block: Block, known: Sequence[Known], anchors: Anchors) -> Markup:
    """A paragraph, an item or a note."""
    kind = f"bogo-{block.kind} bogo-in-{min(block.depth, INDENTS)}"
    return _row(block, tag("p", *_said(block, known)), anchors, kind)


def _row(block: Block, said: Markup, anchors: Anchors, kind: str) -> Markup:
    return tag(
        "div",
        _numbers(block, anchors),
        said,
        id=anchors.block(block.id),
        class_=f"bogo-block {kind}",
    )


def _numbers(block: Block, anchors: Anchors) -> Markup:
    """The number of the block's first line, and a name for each of its other lines."""
    first, last = block.place.first_line, block.place.last_line
    if first is None or last is None:
        return tag("span", class_="bogo-ln")
    rest = [tag("span", id=anchors.line(number)) for number in range(first + 1, last + 1)]
    shown, to = (str(first), "") if first == last else (f"{first}~{last}", f"~{last}")
    until = tag("span", to, class_="bogo-to") if to else ""
    number = tag("a", str(first), until, href=f"#L{first}", tabindex=-1)
    name = anchors.line(first)
    return tag("span", number, *rest, id=name, class_="bogo-ln", title=f"원문 {shown}행")


def _said(block: Block, known: Sequence[Known]) -> Iterator[Markup | str]:
    if block.marker and block.marker not in _DRAWN:
        yield tag("span", block.marker, class_="bogo-marker")
        yield " "
    end = 0
    for begin, stop, one, figure in sorted(_checked(block, known), key=lambda f: f[:2]):
        if begin < end:
            continue
        yield block.text[end:begin]
        yield _figure(block.text[begin:stop], one, figure)
        end = stop
    yield block.text[end:]


def _checked(block: Block, known: Sequence[Known]) -> Iterator[tuple[int, int, Known, Figure]]:
    """Where the figures that were checked stand, with their units, in the block's text."""
    for one in known:
        at = block.text.find(one.statement.text)
        for figure in one.statement.figures if at >= 0 else ():
            begin, end = at + figure.span[0], at + figure.span[1]
            spoken_of = figure.check is not Check.UNCHECKED
            if spoken_of and figure.printed in block.text[begin:end]:
                yield begin, end, one, figure


def _figure(printed: str, known: Known, figure: Figure) -> Markup:
    said = join([printed, spoken(figure.check)])
    facts = text_facts(known, figure)
    return tag("span", said, class_=f"bogo-figure bogo-{figure.check}", tabindex=0, title=facts)


def _level(depth: int) -> str:
    return f"h{min(depth + 1, DEEPEST)}"

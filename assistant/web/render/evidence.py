"""The evidence panel: each cited place as it stands in the original."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from assistant.answer import Citation
from assistant.web.ports import DocumentView, SourceLine, SourceTable, SourceView
from assistant.web.render.answer import anchor
from assistant.web.render.links import citation_link, document_link
from assistant.web.render.markup import join, tag
from assistant.web.render.pictures import page_picture
from assistant.web.render.table import Cell, table
from assistant.web.render.words import where

Evidence = Sequence[tuple[Citation, SourceView | None]]

EMPTY = "질문하시면 답변의 근거가 된 표와 문장이 여기에 원문 그대로 나타납니다."
NO_EVIDENCE = "이 답변에는 인용한 자료가 없습니다."
GONE = "원문을 지금은 열 수 없어 인용한 부분만 보여 드립니다."
NO_DOCUMENTS = "아직 등록된 보고서가 없습니다. 보고서를 등록하면 질문하실 수 있습니다."


@dataclass(frozen=True, slots=True)
class Shown:
    """The evidence of one answer; `turn` counts the conversation's answers from 0."""

    turn: int
    question: str
    evidence: Evidence


def panel(shown: Sequence[Shown], documents: Sequence[DocumentView]) -> str:
    """The latest answer's evidence open, earlier ones folded, the list of documents last."""
    latest = _latest(shown[-1]) if shown else tag("p", EMPTY, class_="bogo-empty")
    earlier = [_earlier(one) for one in reversed(shown[:-1]) if one.evidence]
    return tag(
        "div",
        tag("h2", "근거", id="bogo-evidence"),
        latest,
        *earlier,
        _documents(documents, folded=bool(shown)),
        class_="bogo-panel",
    )


def _latest(one: Shown) -> Markup:
    question = tag("p", one.question, class_="bogo-asked")
    cards = _cards(one) if one.evidence else tag("p", NO_EVIDENCE, class_="bogo-empty")
    return tag("section", question, cards)


def _earlier(one: Shown) -> Markup:
    heading = tag("summary", tag("span", "이전 근거", class_="bogo-tagged"), " ", one.question)
    return tag("details", heading, _cards(one), class_="bogo-earlier")


def _cards(one: Shown) -> Markup:
    """One card for each place; citations of the same table share one."""
    groups: dict[object, list[tuple[Citation, SourceView | None]]] = {}
    for citation, view in one.evidence:
        shared = citation.block is not None and view is not None and view.table is not None
        place = (citation.document_id, citation.revision, citation.block)
        groups.setdefault(place if shared else citation.n, []).append((citation, view))
    return join(_card(one.turn, group) for group in groups.values())


def _card(turn: int, group: Evidence) -> Markup:
    citation, view = group[0]
    anchors = [tag("span", "", id=anchor(turn, other.n)) for other, _ in group[1:]]
    title = view.title if view and view.title else citation.title or citation.document
    return tag(
        "article",
        *anchors,
        tag(
            "header",
            tag("span", "".join(f"[{other.n}]" for other, _ in group), class_="bogo-n"),
            tag("h3", tag("bdi", title)),
            tag("span", "예시 문서", class_="bogo-sample") if citation.sample else "",
        ),
        _place(citation, view, alone=len(group) == 1),
        *(_cell_path(other, alone=len(group) == 1) for other, _ in group),
        _original(group),
        id=anchor(turn, citation.n),
        class_="bogo-card",
    )


def _place(citation: Citation, view: SourceView | None, *, alone: bool) -> Markup:
    path = " › ".join(view.section_path) if view and view.section_path else citation.section
    lines = where(citation) if alone else ""
    parts = [
        tag("span", path, class_="bogo-path") if path else "",
        tag("span", lines, class_="bogo-where") if lines else "",
        tag("bdi", view.name if view else citation.document, class_="bogo-file"),
        citation_link(citation) if view and alone else "",
    ]
    return tag("p", *parts, class_="bogo-in")


def _cell_path(citation: Citation, *, alone: bool) -> Markup | str:
    """Row and column of the cited cell; with its lines where several share the card."""
    cell = citation.cell
    labels = (" › ".join(cell.row), " › ".join(cell.column)) if cell else ()
    said = " × ".join(label for label in labels if label)
    lines = "" if alone else where(citation)
    if alone and not said:
        return ""
    number = tag("span", f"[{citation.n}]", class_="bogo-n")
    place = tag("span", f" {lines}", class_="bogo-where") if lines else ""
    link = "" if alone else join([" ", citation_link(citation)])
    return tag("p", number, " ", said, place, link, class_="bogo-cell")


def _original(group: Evidence) -> Markup:
    citation, view = group[0]
    picture = page_picture(citation, view.picture) if view and view.picture else Markup("")
    if view is None or not (view.table or view.lines):
        gone = tag("p", GONE, class_="bogo-empty") if view is None else ""
        return join([gone, tag("blockquote", citation.quote, class_="bogo-quote"), picture])
    parts: list[Markup] = [picture]
    if view.table is not None:
        parts.append(table(view.table, _marks(group)))
    if view.lines:
        parts.append(_lines(view.lines))
    return join(parts)


def _marks(group: Evidence) -> dict[Cell, tuple[int, ...]]:
    marks: dict[Cell, tuple[int, ...]] = {}
    for citation, view in group:
        source: SourceTable | None = view.table if view else None
        if source is not None and source.marked is not None:
            marks[source.marked] = (*marks.get(source.marked, ()), citation.n)
    return marks


def _lines(lines: Sequence[SourceLine]) -> Markup:
    return tag("div", *(_line(line) for line in lines), class_="bogo-lines")


def _line(line: SourceLine) -> Markup:
    number = "" if line.number is None else str(line.number)
    said = tag("mark", line.text) if line.cited else line.text
    return tag(
        "div",
        tag("span", number, class_="bogo-ln", aria_hidden="true"),
        tag("span", said, class_="bogo-said"),
        class_="bogo-line bogo-cited-line" if line.cited else "bogo-line",
    )


def _documents(documents: Sequence[DocumentView], *, folded: bool) -> Markup:
    heading = f"답할 수 있는 자료 {len(documents)}건"
    if not documents:
        return tag("p", NO_DOCUMENTS, class_="bogo-empty")
    items = tag("ul", *(_document(document) for document in documents))
    return tag(
        "details",
        tag("summary", heading),
        items,
        class_="bogo-documents",
        open=None if folded else "open",
    )


def _document(document: DocumentView) -> Markup:
    about = " · ".join(
        part for part in (document.agency, f"{document.year}년" if document.year else "") if part
    )
    title = tag("bdi", document.title or document.name)
    return tag(
        "li",
        tag("b", document_link(document.id, title) if document.id else title),
        tag("span", "예시 문서", class_="bogo-sample") if document.sample else "",
        tag("span", about, class_="bogo-about") if about else "",
        tag("bdi", document.name, class_="bogo-file"),
    )

"""The outline of a document, and the way between its parts."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from assistant.web.ports import DocumentPage, PartView
from assistant.web.render.blocks import RECOVERED
from assistant.web.render.markup import tag
from ingest.model import Section, SectionKind

MEANT = "본문에는 없어 사업 목록에서 찾은 제목입니다."
MAIN = frozenset({SectionKind.PART, SectionKind.DEPARTMENT, SectionKind.PROJECT})


def depths(sections: Sequence[Section]) -> list[int]:
    """How deep each section stands, the report itself at 0."""
    found: list[int] = []
    for section in sections:
        found.append(0 if section.parent is None else found[section.parent] + 1)
    return found


def outline(shown: DocumentPage) -> Markup:
    """Parts, departments, projects and the headings outside of projects, as links."""
    deep = depths(shown.sections)
    listed = [section for section in _listed(shown.sections) if section.parent is not None]
    found = any(section.recovered for section in listed)
    note = tag("p", _recovered(), f" {MEANT}", class_="bogo-meant") if found else ""
    entries = [_entry(shown, section, deep[section.id]) for section in listed]
    return tag(
        "nav",
        tag("h2", "목차"),
        note,
        tag("ol", *entries),
        tag("a", "목차 닫기", href="#content", class_="bogo-close"),
        id="outline",
        class_="bogo-outline",
        aria_label="목차",
    )


def _listed(sections: Sequence[Section]) -> list[Section]:
    inside: set[int] = set()  # a project
    listed = []
    for section in sections:
        if section.parent in inside or section.kind is SectionKind.PROJECT:
            inside.add(section.id)
        if section.id not in inside or section.kind in MAIN:
            listed.append(section)
    return listed


def _entry(shown: DocumentPage, section: Section, depth: int) -> Markup:
    part = shown.starts[section.id]
    elsewhere = "" if part == shown.part else f"?part={part}"
    mark = _recovered() if section.recovered else ""
    link = tag("a", section.title, href=f"{elsewhere}#s{section.id}")
    return tag("li", link, mark, class_=f"bogo-{section.kind} bogo-in-{min(depth, 4)}")


def _recovered() -> Markup:
    """The mark in short; in whole for those who hear it or point at it."""
    short, rest = RECOVERED[:2], RECOVERED[2:]
    spoken = tag("span", rest, class_="bogo-spoken")
    return tag("span", short, spoken, class_="bogo-recovered", title=RECOVERED)


def parts(shown: DocumentPage) -> Markup | str:
    """Links to the parts of a long document; nothing where there is only one."""
    if len(shown.parts) < 2:
        return ""
    links = [_part(n, part, shown.part) for n, part in enumerate(shown.parts, 1)]
    return tag("nav", tag("ol", *links), class_="bogo-parts", aria_label="나누어진 쪽")


def _part(number: int, part: PartView, current: int) -> Markup:
    lines = f" ({part.lines[0]:,}~{part.lines[1]:,}행)" if part.lines else ""
    here = "page" if number == current else None
    return tag("li", tag("a", part.title, lines, href=f"?part={number}", aria_current=here))

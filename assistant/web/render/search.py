"""`/search`: a form, and the passages found for a question, each with the reasons for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from assistant.finding import MOST, USUAL, Findings
from assistant.web.render.frame import page
from assistant.web.render.links import LOOKING
from assistant.web.render.markup import tag
from assistant.web.render.passage import card, largest
from assistant.web.render.words import STATUS

LEAD = "질문에 어떤 구절이 어떤 차례로 나오는지, 왜 나오는지 보여 드립니다."
NOTHING = "찾은 구절이 없습니다. 다른 말로 묻거나 조건을 줄여 주십시오."
ALL = "모두"


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed, as it was typed, and the names that can be chosen from."""

    question: str = ""
    k: str = ""
    document: str = ""
    agency: str = ""
    department: str = ""
    year: str = ""
    documents: Sequence[str] = ()
    agencies: Sequence[str] = ()
    departments: Sequence[str] = ()
    years: Sequence[str] = ()


def search(form: Form, brand: str, findings: Findings | None = None, refusal: str = "") -> str:
    """The whole page; `refusal` is one sentence in place of passages."""
    inside = tag(
        "main",
        tag("h1", LOOKING),
        tag("p", LEAD, class_="bogo-lead"),
        _form(form),
        tag("p", refusal, class_="bogo-refusal", role="alert") if refusal else "",
        _found(findings) if findings else "",
        id="content",
        class_="bogo-search",
    )
    title = f"{form.question} · {LOOKING}" if form.question else LOOKING
    return page(title, brand, inside, root="", styles=("search.css",), scripts=())


def _form(form: Form) -> Markup:
    return tag(
        "form",
        _field("질문", "q", form.question, class_="bogo-asked", required="required"),
        _chosen("기관", "agency", form.agency, form.agencies),
        _chosen("부서", "department", form.department, form.departments),
        _year(form),
        _chosen("문서", "document", form.document, form.documents),
        _field("구절 수", "k", form.k or str(USUAL), type="number", min=1, max=MOST),
        tag("button", "찾기", type="submit"),
        action="search",
        method="get",
        role="search",
        class_="bogo-form",
    )


def _field(
    label: str, name: str, value: str, class_: str | None = None, **attributes: str | int
) -> Markup:
    written = {"type": "text", "autocomplete": "off", **attributes}
    return tag(
        "p",
        tag("label", label, for_=f"f-{name}"),
        tag("input", id=f"f-{name}", name=name, value=value, **written),
        class_=class_,
    )


def _chosen(label: str, name: str, value: str, names: Iterable[str]) -> Markup:
    """A field in which a part of a name suffices; browsers offer the whole names."""
    field = _field(label, name, value, list=f"n-{name}", placeholder=ALL)
    return field + tag("datalist", *(tag("option", value=one) for one in names), id=f"n-{name}")


def _year(form: Form) -> Markup:
    years = form.years if form.year in ("", *form.years) else (*form.years, form.year)
    options = [
        tag("option", text, value=value, selected="selected" if value == form.year else None)
        for value, text in (("", ALL), *((year, f"{year}년") for year in years))
    ]
    label = tag("label", "연도", for_="f-year")
    return tag("p", label, tag("select", *options, id="f-year", name="year"))


def _found(findings: Findings) -> Markup:
    if not findings.found:
        return tag("p", NOTHING, class_="bogo-refusal", role="alert")
    scale = largest(findings.found)
    cards = [card(rank, found, scale) for rank, found in enumerate(findings.found, 1)]
    return tag("section", _reading(findings), tag("ol", *cards), aria_label="찾은 구절")


def _reading(findings: Findings) -> Markup:
    """How the question was read, and what decided the order."""
    order = (
        "답이 인용한 구절을 앞에 두고, 나머지는 검색의 순서대로 두었습니다."
        if findings.promoted
        else "검색의 순서대로 두었습니다."
    )
    kind = f" ({findings.kind})" if findings.kind else ""
    facts = (
        ("찾은 말", findings.meant),
        ("규칙의 답", f"{STATUS[findings.status]}{kind}"),
        ("차례", order),
        *(("읽은 법", said) for said in findings.assumptions),
    )
    pairs = [tag("div", tag("dt", name), tag("dd", fact)) for name, fact in facts]
    return tag("dl", *pairs, class_="bogo-reading")

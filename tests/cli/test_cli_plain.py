from assistant.answer import Answer, CellPath, Checked, Choice, Citation, Status, Versions
from assistant.cli.plain import shown


def citation(**changes):
    return Citation(
        **{
            "n": 1,
            "document": "계획.txt",
            "document_id": "d",
            "revision": "r",
            "title": "2030년 주요업무계획",
            "section": "예산현황",
            "lines": (12, 12),
            "quote": "도서관팀  834,500\n734,500",
            **changes,
        }
    )


def answer(text="834,500천원입니다. [1]", **changes):
    versions = Versions(software="0", index="0", prompt="0")
    values = {"status": Status.ANSWERED, "citations": (citation(),), **changes}
    return Answer(question="예산은?", answer=text, versions=versions, **values)


def test_the_answer_and_its_source():
    assert shown(answer()).splitlines() == [
        "834,500천원입니다. [1]",
        "",
        "출처",
        "[1] 2030년 주요업무계획 > 예산현황",
        "    계획.txt, 12행",
        "    “도서관팀 834,500 734,500”",
    ]


def test_cells_pages_and_samples_are_named():
    cell = CellPath(row=("문화과", "도서관팀"), column=("2030년",))
    text = shown(
        answer(citations=(citation(cell=cell, page=3, lines=(12, 14), sample=True, section=""),))
    )
    assert "[1] (예시) 2030년 주요업무계획\n" in text
    assert "계획.txt, 3쪽, 12~14행" in text
    assert "문화과 > 도서관팀 × 2030년" in text


def test_long_quotes_are_cut():
    lines = shown(answer(citations=(citation(quote="가나 " * 300),))).splitlines()
    assert lines[-1].endswith(" …”")
    assert len(lines[-1]) < 180


def test_what_may_be_meant_is_listed_with_its_question():
    choices = (
        Choice(id="1", label="2030년", question="2030년 예산은?", value=834500, unit="천원"),
        Choice(id="2", label="2029년 예산은?", question="2029년 예산은?", citation=1),
    )
    text = shown(answer("어느 해입니까?", status=Status.CLARIFY, choices=choices))
    assert "  - 2030년: 834,500천원 → 2030년 예산은?" in text
    assert "  - 2029년 예산은? [1]" in text


def test_what_the_answer_has_said_is_not_said_again():
    choices = (
        Choice(id="1", label="2030년: 834,500천원", question="2030년 예산은?", value=834500),
        Choice(id="2", label="2029년: 734,500천원", question="2029년 예산은?", value=734500),
    )
    said = "어느 해입니까?\n- 2030년: 834,500천원 [1]\n- 2029년: 734,500천원 [2]"
    text = shown(answer(said, status=Status.CLARIFY, choices=choices, citations=()))
    assert text.removeprefix(said).split("\n") == [
        "",
        "",
        "이렇게 물어 주십시오:",
        "  - 2030년 예산은?",
        "  - 2029년 예산은?",
    ]


def test_what_is_near_is_listed_where_nothing_was_found():
    near = (Choice(id="1", label="2030년", question="2030년 예산은?"),)
    text = shown(answer("2031년은 없습니다.", status=Status.NOT_FOUND, nearest=near, citations=()))
    assert text.splitlines()[1:] == ["", "대신 찾은 것:", "  - 2030년 → 2030년 예산은?"]


def test_assumptions_and_checks_are_said_once():
    text = shown(
        answer(
            "2030년 기준으로 834,500천원입니다.",
            assumptions=("2030년 기준", "연도를 적지 않아 2030년으로 보았습니다."),
            checks=(Checked(kind="sum", message="합계와 다릅니다."),),
        )
    )
    assert text.count("2030년 기준") == 1
    assert "※ 연도를 적지 않아 2030년으로 보았습니다.\n※ 합계와 다릅니다." in text


def test_a_series_lines_up():
    rows = [
        {"label": "도서관팀", "value": "834500", "unit": "천원", "year": 2030, "citation": 1},
        {"label": "공연팀(2팀)", "value": "-5", "unit": "천원", "year": 2029},
    ]
    assert shown(answer(series=rows)).splitlines()[1:7] == [
        "",
        "구분         연도    값 (천원)  근거",
        "────────────────────────────────────",
        "도서관팀     2030년    834,500  [1]",
        "공연팀(2팀)  2029년         △5",
        "",
    ]


def test_units_that_differ_stand_with_their_values():
    rows = [
        {"label": "집행액", "value": 10, "unit": "천원"},
        {"label": "집행률", "value": 81.5, "unit": "%"},
    ]
    assert shown(answer(series=rows)).splitlines()[2:6] == [
        "구분        값",
        "──────────────",
        "집행액  10천원",
        "집행률   81.5%",
    ]

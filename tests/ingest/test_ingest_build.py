import pytest
from ingest_reading import cell, on_line, planned, read, values

from ingest.errors import Empty
from ingest.model import BlockKind, SectionKind, StatementKind


def statement(report, text):
    (found,) = [s for s in report.statements if s.text == text]
    return found


def test_headings_nest_by_their_marks():
    report = planned("Ⅰ. 총괄\n\n□ 추진계획\n\n○ 꽃길\n\n- 물 주기\n\n□ 기대효과\n\n- 맑은 마을\n")
    titles = [s.title for s in report.path(statement(report, "물 주기").section)]
    assert titles == [report.title, "총괄", "추진계획"]
    assert statement(report, "물 주기").heads == ("꽃길",)
    assert report.path(statement(report, "맑은 마을").section)[-1].title == "기대효과"
    assert statement(report, "맑은 마을").heads == ()


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ("1 조직\n\n□ 현황\n\n- 꽃\n", ["조직", "현황"]),
        ("1 조직\n\n□ 현황\n\n- 풀\n\n2 예산\n\n□ 내역\n\n- 꽃\n", ["예산", "내역"]),
        ("□ 추진계획\n\n1 꽃길 잇기\n\n- 꽃\n", ["추진계획", "꽃길 잇기"]),
        ("□ 추진계획\n\n1 꽃길 잇기\n\n- 풀\n\n2 물길 잇기\n\n- 꽃\n", ["추진계획", "물길 잇기"]),
        ("□ 추진계획\n\n1 꽃길 잇기\n\n- 풀\n\n□ 기대효과\n\n- 꽃\n", ["기대효과"]),
    ],
    ids=["outside", "outside again", "inside", "inside again", "next box"],
)
def test_numbered_headings_stand_outside_of_boxes_or_inside(body, path):
    report = planned(body)
    sections = report.path(statement(report, "꽃").section)
    assert [s.title for s in sections[1:]] == path


def test_items_stand_under_the_items_above_them():
    report = planned("□ 추진계획\n\n○ 꽃길\n- 심기\n· 나무 30그루\n- 물 주기\n○ 물길\n- 파기\n")
    heads = {s.text: s.heads for s in report.statements}
    assert heads["나무 30그루"] == ("꽃길", "심기")
    assert heads["물 주기"] == ("꽃길",)
    assert heads["파기"] == ("물길",)


def test_a_tagged_task_holds_what_follows_whatever_its_mark():
    report = planned(
        "□ 추진계획\n\n- **신규** 꽃길 조성\n - 소요예산 : 100천원\n\n○ **계속** 물길 정비\n\n- 소요예산 : 200천원\n"
    )
    heads = [s.heads for s in report.statements if s.row_path == ("소요예산",)]
    assert heads == [("신규 꽃길 조성",), ("계속 물길 정비",)]


@pytest.mark.parametrize("mark", ["", "□ ", "- □ "])
def test_a_budget_line_of_its_own_speaks_for_the_whole_project(mark):
    report = planned(f"□ 계획\n\n○ 꽃길\n\n- 나무 30그루\n\n{mark}2031년 소요예산 : 1,200천원\n")
    (budget,) = [s for s in report.statements if "소요예산" in " ".join(s.row_path)]
    assert budget.heads == ()
    assert budget.section == 0
    assert values(budget.figures) == ["1200 천원"]


@pytest.mark.parametrize(
    ("line", "kind", "key", "text"),
    [
        ("- 소요예산 : 1,200천원", StatementKind.ITEM, ("소요예산",), "1,200천원"),
        ("- (목적) 꽃길을 잇고자 함", StatementKind.ITEM, ("목적",), "꽃길을 잇고자 함"),
        ("- 운영시간 13:00~18:00", StatementKind.LINE, (), "운영시간 13:00~18:00"),
        ("- 3월~5월 꽃 심기", StatementKind.LINE, (), "3월~5월 꽃 심기"),
        ("※ 꽃길: 3km는 제외", StatementKind.ITEM, ("꽃길",), "3km는 제외"),
        ("인력현황 : 정원 21명", StatementKind.ITEM, ("인력현황",), "정원 21명"),
    ],
)
def test_what_a_line_says(line, kind, key, text):
    report = planned(f"□ 추진계획\n\n- 시작함\n\n{line}\n")
    found = report.statements[-1]
    assert (found.kind, found.row_path, found.text) == (kind, key, text)


def test_a_key_alone_holds_what_follows():
    report = planned("□ 추진계획\n\n- 추진일정 :\n - 3월 : 심기\n")
    assert statement(report, "심기").heads == ("추진일정 :",)
    assert statement(report, "심기").row_path == ("3월",)


@pytest.mark.parametrize(
    ("body", "text", "year"),
    [
        ("□ 추진계획\n\n- 꽃길 3km\n", "꽃길 3km", 2031),
        ("□ 추진계획\n\n- '30년 꽃길 3km\n", "'30년 꽃길 3km", 2030),
        ("□ 추진계획\n\n- 2029년 꽃길 : 3km\n", "3km", 2029),
        ("□ 추진계획\n\n○ 2030년 정비\n- 꽃길 3km\n", "꽃길 3km", 2030),
        ("□ 2030년 추진실적\n\n- 꽃길 3km\n", "꽃길 3km", 2030),
        ("□ 추진실적\n\n- 꽃길 3km\n", "꽃길 3km", None),
        ("Ⅲ. 2032년 추진계획\n\n□ 사업개요\n\n- 꽃길 3km\n", "꽃길 3km", 2032),
    ],
    ids=["report", "line", "key", "item above", "heading", "done before", "part"],
)
def test_the_year_of_a_statement(body, text, year):
    assert statement(planned(body), text).year == year


def test_what_a_progress_report_did_was_in_its_own_year():
    report = read("2030년 주요업무보고\n\n물빛과\n\n□ 추진실적\n\n- 꽃길 3km\n")
    assert statement(report, "꽃길 3km").year == 2030


def test_a_heading_with_a_count_is_a_statement():
    report = planned("□ 공용차량 - 총232대\n\n- 승용 65대\n")
    assert values(statement(report, "공용차량 - 총232대").figures) == ["232 대"]


@pytest.mark.parametrize(
    "contents",
    [
        "목 차\n\n. 일반현황\t1\nⅡ. 꽃길 사업\t3\n",
        "|| 목 차 ||\n\nI. 일반현황\t1\n-----\t---\n\nII. 꽃길 사업\t3\n-----\t---\n",
        "# 보고순서\n\nΙ.\t일 반 현 황\t• •\t1\nⅡ.\t꽃길 사업\t•\t3\n",
    ],
    ids=["tabs", "rules", "dots"],
)
def test_tables_of_contents_say_nothing(contents):
    report = planned(f"{contents}\nⅠ. 일반현황\n\n- 정원 21명\n")
    assert [s.text for s in report.statements if "사업" in s.text or s.column_path] == []
    parts = [s.title for s in report.sections if s.kind is SectionKind.PART]
    assert parts == ["일반현황"]


def test_page_numbers_say_nothing():
    report = planned("□ 추진계획\n\n- 꽃길 3km\n\n12\n\n- 13 -\n\n- 물길 5km\n")
    assert [s.text for s in report.statements][-2:] == ["꽃길 3km", "물길 5km"]


def test_lines_that_only_give_a_unit_are_notes_and_no_statements():
    report = planned("□ 예산\n\n(단위: 천원)\n\n구분\t꽃길\n계\t3\n")
    assert not on_line(report, 9)
    (note,) = [b for b in report.blocks if b.place.first_line == 9]
    assert note.kind is BlockKind.NOTE


def test_named_counts_have_the_unit_of_the_total_above_which_is_their_sum():
    text = "건축물(23), 교량(1), 터널(2)"
    report = planned(f"□ 대상\n\n- 시설 26개소\n - {text}\n")
    assert values(statement(report, text).figures) == ["23 개소", "1 개소", "2 개소"]
    report = planned(f"□ 대상\n\n- 시설 27개소\n - {text}\n")
    assert statement(report, text).figures == ()


def test_blocks_and_statements_are_numbered_and_refer_to_each_other():
    report = planned("□ 추진계획\n\n- 꽃길 3km\n\n구분\t꽃길\n계\t3\n\n※ 끝\n")
    assert [b.id for b in report.blocks] == list(range(len(report.blocks)))
    assert [s.id for s in report.statements] == list(range(len(report.statements)))
    for found in report.statements:
        block = report.blocks[found.block]
        assert block.section == found.section
        assert block.place.first_line <= found.place.first_line <= block.place.last_line
        assert (block.kind is BlockKind.TABLE) == (found.kind is StatementKind.CELL)


def test_a_statement_over_two_lines_names_both():
    report = planned("□ 추진계획\n\n- 꽃길을 넓히고\n물길을 이음\n")
    place = statement(report, "꽃길을 넓히고 물길을 이음").place
    assert (place.first_line, place.last_line) == (9, 10)


def test_the_captions_of_tables_are_the_lines_right_above():
    report = planned("□ 현황\n\n<꽃길 현황>\n\n구분\t꽃길\n계\t3\n")
    (table,) = [b.table for b in report.blocks if b.table]
    assert table.caption == "꽃길 현황"
    assert cell(report, "계", "꽃길").section == report.sections[-1].id


def test_windows_line_ends_and_a_mark_do_not_move_lines():
    body = "2031년 주요업무계획\r\n\r\n□ 현황\r\n\r\n구분\t꽃길\r\n계\t3\r\n"
    report = read(b"\xef\xbb\xbf" + body.encode())
    assert cell(report, "계", "꽃길").place.first_line == 6


@pytest.mark.parametrize("text", ["---\n", "\ufeff\n\n", "|---|---|\n"])
def test_a_file_in_which_nothing_is_written_is_empty(text):
    with pytest.raises(Empty, match=r"다\.$"):
        read(text)

from ingest_reading import cell, planned, values

from ingest.html_tables import read

MERGED = """<table border="1">
<tr><th rowspan="2">구분</th><th colspan="2">2031년</th><th rowspan="2">비고</th></tr>
<tr><th>예산</th><th>집행</th></tr>
<tr><td>꽃길<br>조성</td><td>1,200</td><td>&nbsp;900</td><td>-</td></tr>
</table>"""


def test_merged_cells_are_blanks_after_the_first():
    found = read(MERGED.split("\n"), 0)
    assert found.rows == (
        ("구분", "2031년", "", "비고"),
        ("", "예산", "집행", ""),
        ("꽃길 조성", "1,200", "900", "-"),
    )
    assert (found.row_lines, found.end) == ((2, 3, 4), 5)


def test_the_figures_of_an_html_table_stand_under_its_labels_and_on_its_lines():
    report = planned(f"(단위 : 천원)\n{MERGED}\n\n- 다음 항목 : 3건")
    spent = cell(report, "꽃길 조성", "2031년 > 집행")
    assert (values(spent.figures), spent.figures[0].year) == (["900 천원"], 2031)
    assert (spent.place.first_line, spent.place.last_line) == (11, 11)
    assert report.statements[-1].row_path == ("다음 항목",)


def test_what_is_no_whole_table_is_text():
    assert read(["<table>", "<tr><td>꽃길</td></tr>"], 0) is None
    assert read(["<table></table>"], 0) is None
    assert read(["꽃길 <table>"], 0) is None
    assert read(['<table><tr><td colspan="x" rowspan="-3">가</td></tr></table>'], 0).rows == (
        ("가",),
    )


def test_a_table_within_a_cell_is_its_text_alone():
    inner = "<table><tr><td>속</td></tr></table>"
    found = read([f"<table><tr><td>겉 {inner}</td><td>옆</td></tr></table>"], 0)
    assert [row[-1] for row in found.rows] == ["옆"]

"""Long lists as open data come: which columns tell the rows apart, and whose document it is."""

from __future__ import annotations

from ingest_items import drawn, report
from ingest_reading import read, values


def test_the_columns_of_words_are_labels_as_far_as_it_takes():
    rows = [f"서울 | {office} | {item} | {n}00" for n, (office, item) in enumerate(PAIRS, 1)]
    made = report(drawn("\n".join(["지역 | 기관 | 항목 | 금액", *rows])))
    table = made.blocks[0].table
    assert table.header_columns == 3
    found = next(s for s in made.statements if s.row_path == ("서울", "나기관", "공공운영비"))
    assert values(found.figures) == ["500"]


PAIRS = [
    (office, item)
    for office in ("가기관", "나기관", "다기관")
    for item in ("사무관리비", "공공운영비", "전산개발비")
]


def test_rows_that_differ_need_no_more_labels():
    rows = [f"사업{n} | 내용{n} | {n}00" for n in range(1, 10)]
    table = report(drawn("\n".join(["사업 | 내용 | 예산", *rows]))).blocks[0].table
    assert table.header_columns == 1


def test_heads_whose_merged_cells_were_filled_are_heads():
    made = report(
        drawn(
            "기간 | 구 | 인구 | 인구 | 65세이상\n기간 | 구 | 계 | 남자 | 65세이상\n"
            "2031.1/4 | 하늘구 | 90 | 40 | 7\n2031.1/4 | 바다구 | 80 | 30 | 6"
        )
    )
    table = made.blocks[0].table
    assert table.header_rows == 2
    assert table.column_paths[3] == ("인구", "남자")


def test_a_list_of_places_is_of_none_of_them():
    places = "강남구 강동구 강북구 강서구 관악구 광진구".split()
    listed = "구분\t대수\n" + "".join(f"{place}\t{n}\n" for n, place in enumerate(places, 1))
    assert read(listed).agency == ""
    assert read("강남구 주요업무계획\n\n" + listed).agency == "강남구"

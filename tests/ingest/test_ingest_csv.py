import pytest
from sheet_files import plain, read

from ingest.content import Grid
from ingest.errors import Empty, IngestError, Malformed, TooLarge
from ingest.limits import Limits
from ingest.sniffing import FileKind

TEXT = "구분,예산,집행\n총무과,1200,85%\n기획과,30,50%\n"
TABLE = [["구분", "예산", "집행"], ["총무과", "1200", "85%"], ["기획과", "30", "50%"]]


def parsed(data, **limits):
    data = data.encode() if isinstance(data, str) else data
    return read(data, FileKind.CSV, Limits(**limits) if limits else None)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("cp949"), "cp949"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16"),
        (TEXT.replace("\n", "\r\n").encode(), "utf-8"),
        (TEXT.replace("\n", "\r").encode(), "utf-8"),
    ],
)
def test_encodings_and_line_ends(data, encoding):
    content = parsed(data)
    assert plain(content) == [TABLE]
    assert content.encoding == encoding
    assert content.media_type == "text/csv"
    assert [place.first_line for place in content.items[0].places] == [1, 2, 3]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_the_content_shows(delimiter):
    assert plain(parsed(TEXT.replace(",", delimiter))) == [TABLE]


def test_a_comma_in_a_text_is_no_delimiter_of_a_file_with_tabs():
    rows = "구분\t비고\n가\t하나, 둘, 셋\n나\t넷, 다섯\n"
    assert plain(parsed(rows)) == [[["구분", "비고"], ["가", "하나, 둘, 셋"], ["나", "넷, 다섯"]]]


def test_a_delimiter_that_the_file_states():
    content = parsed("sep=;\n가,나;다\n라;마,바\n")
    assert plain(content) == [[["가,나", "다"], ["라", "마,바"]]]
    assert content.items[0].places[0].first_line == 2


def test_quoted_fields_keep_commas_quotes_and_line_ends():
    content = parsed('구분,내용,예산\n가,"첫째\r\n둘째, ""셋째""","1,234"\n나,넷,5\n')
    assert plain(content)[0][1] == ["가", '첫째\n둘째, "셋째"', "1,234"]
    places = [(place.first_line, place.last_line) for place in content.items[0].places]
    assert places == [(1, 1), (2, 3), (4, 4)]


def test_ragged_rows_are_filled_up_and_leading_zeros_kept():
    content = parsed("코드,예산,비고\n007,1\n008,2,가,나\n")
    assert plain(content) == [
        [["코드", "예산", "비고", ""], ["007", "1", "", ""], ["008", "2", "가", "나"]]
    ]


def test_lines_of_one_field_around_the_table():
    content = parsed("2025년 예산,,\n,,(단위: 천원)\n구분,예산,집행\n가,1,2\n※ 1월 말,,\n")
    assert plain(content) == [
        "2025년 예산",
        "(단위: 천원)",
        [["구분", "예산", "집행"], ["가", "1", "2"]],
        "※ 1월 말",
    ]


def test_figures_are_told_from_words_to_find_where_rows_go_on():
    rows = '구분,예산,증감\n가,"1,200",△30\n,,\n나,"3,400",-2\n'
    assert [item.height for item in parsed(rows).items if isinstance(item, Grid)] == [3]


def test_quotes_that_do_not_match_are_letters_where_that_is_sound():
    content = parsed('규격,수량\n6" 배관,3\n"8 배관,4\n')
    assert plain(content) == [[["규격", "수량"], ['6" 배관', "3"], ['"8 배관', "4"]]]
    assert "따옴표" in content.warnings[0]
    with pytest.raises(Malformed) as caught:
        parsed('규격,수량\n"8 배관,4\n가,나,다\n')
    assert caught.value.remedy


@pytest.mark.parametrize("data", ["", " \n", ",,,\n,,\n", '""\n'])
def test_a_file_without_anything_in_it_is_empty(data):
    with pytest.raises(Empty):
        parsed(data)


def test_limits():
    with pytest.raises(TooLarge):
        parsed("가,나\n" * 20, cells=30)
    with pytest.raises(TooLarge):
        parsed("가,나\n" + "다" * 200_000 + ",라\n")


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(IngestError):
        parsed(b"\x00\x01\x02,\xff\xfe")


@pytest.mark.samples
@pytest.mark.parametrize(
    ("name", "height", "width", "encoding"),
    [
        ("seoul_expense_tidy.csv", 11_275, 7, "utf-8"),
        ("local_records_budget_2025.csv", 1077, 8, "utf-8-sig"),
        ("seoul_crime.csv", 32, 11, "cp949"),
        ("seoul_cctv.csv", 26, 6, "utf-8-sig"),
    ],
)
def test_open_data_files_are_one_table(samples, name, height, width, encoding):
    content = parsed((samples / "sheet" / name).read_bytes())
    (grid,) = content.items
    assert (grid.height, grid.width, content.encoding) == (height, width, encoding)
    assert content.warnings == ()

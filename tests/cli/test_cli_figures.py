"""`bogo figures`: the figures of the reports as data."""

import csv
import io
import json
import shutil
import zipfile
from importlib.resources import files

import pytest

from assistant.cli import main


def told(capsys, *arguments):
    status = main(["figures", *arguments])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def rows(out):
    return list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))


def test_the_table_shows_each_figure_with_its_line(stocked, capsys):
    status, out, err = told(capsys, "--measure", "도서관팀", "--year", "2030")
    assert status == 0
    (line,) = [line for line in out.splitlines() if "834,500천원" in line]
    assert line.split()[-1] == "14행"
    assert "계획.txt" in out
    assert err.startswith("수치 ")


def test_csv_holds_everything_and_nothing_else(stocked, capsys):
    status, out, err = told(capsys, "--format", "csv")
    assert (status, err) == (0, "")
    found = {(row["행 이름"], row["열 이름"]): row for row in rows(out)}
    row = found["도서관팀", "2030년"]
    assert (row["값"], row["단위"], row["금액(원)"]) == ("834500", "천원", "834500000")
    assert (row["문서"], row["부서"]) == ("계획.txt", "문화과")
    assert (row["원문 시작 행"], row["원문 끝 행"], row["종류"]) == ("14", "14", "표의 칸")
    assert row["검산"] == "맞음"


def test_all_formats_tell_the_same(stocked, capsys, tmp_path):
    _, as_csv, _ = told(capsys, "--format", "csv")
    _, as_json, _ = told(capsys, "--format", "json")
    assert [row["식별자"] for row in rows(as_csv)] == [item["id"] for item in json.loads(as_json)]
    assert [row["값"] for row in rows(as_csv)] == [item["value"] for item in json.loads(as_json)]
    target = tmp_path / "수치.xlsx"
    status, out, _ = told(capsys, "--output", str(target))
    assert status == 0
    assert out == f"수치 {len(rows(as_csv)):,}건을 적었습니다: {target}\n"
    with zipfile.ZipFile(target) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    assert sheet.count(b"<row ") == len(rows(as_csv)) + 1


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.csv", b"\xef\xbb\xbf"), ("a.JSON", b"[\n"), ("a.xlsx", b"PK"), ("a.txt", b"2030")],
)
def test_the_files_name_tells_the_format(stocked, capsys, tmp_path, name, begins):
    assert told(capsys, "--output", str(tmp_path / name))[0] == 0
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_the_format_that_is_typed_comes_first(stocked, capsys, tmp_path):
    assert told(capsys, "--format", "json", "--output", str(tmp_path / "a.dat"))[0] == 0
    assert json.loads((tmp_path / "a.dat").read_bytes())


def test_a_dash_is_standard_output(stocked, capsys):
    assert json.loads(told(capsys, "--format", "json", "--output", "-")[1])


@pytest.mark.parametrize(
    "conditions",
    [
        ("--department", "문화"),
        ("--department", " 문 화과 "),
        ("--document", "계획"),
        ("--document", "주요 업무계획"),
        ("--measure", "도서관 팀"),
        ("--year", "2029", "--measure", "공연"),
        ("--department", "\u1106\u116e\u11ab\u1112\u116a\u1100\u116a"),  # 문화과 as macOS types it
    ],
)
def test_a_part_of_the_name_suffices(stocked, capsys, conditions):
    status, out, _ = told(capsys, "--format", "json", *conditions)
    assert status == 0
    assert json.loads(out)


@pytest.mark.parametrize(
    ("conditions", "sentence"),
    [
        (
            ("--department", "교통과"),
            "부서 ‘교통과’에 맞는 수치가 없으며, 있는 부서는 다음과 같습니다: 문화과",
        ),
        (("--document", "없음"), "있는 문서는 다음과 같습니다: 계획.txt"),
        (
            ("--year", "1999"),
            "연도 ‘1999’에 맞는 수치가 없으며, 있는 연도는 다음과 같습니다: 2029, 2030",
        ),
        (("--project", "공원"), "사업 ‘공원’에 맞는 수치가 없습니다."),
        (("--measure", "도서간팀"), "가까운 지표는 다음과 같습니다: 도서관팀,"),
        (
            ("--department", "문화", "--measure", "x", "--year", "2029"),
            "부서 ‘문화’, 연도 ‘2029’에는 지표 ‘x’에",
        ),
    ],
)
def test_nothing_found_is_one_sentence_with_what_is_near(stocked, capsys, conditions, sentence):
    status, out, err = told(capsys, *conditions)
    assert (status, out) == (1, "")
    assert sentence in err
    assert err.count("\n") == 1


def test_nothing_found_leaves_the_file_alone(stocked, capsys, tmp_path):
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    assert told(capsys, "--year", "1999", "--output", str(target))[0] == 1
    assert target.read_bytes() == b"old"


def test_without_documents_it_says_how_to_read_some(capsys):
    status, out, err = told(capsys)
    assert (status, out) == (1, "")
    assert err == "읽어 들인 문서가 없습니다. `bogo ingest 파일이나폴더`로 읽어 들이십시오.\n"


def test_documents_without_figures_say_so(home, tmp_path, capsys):
    (tmp_path / "글.txt").write_text(
        "주요업무계획\n\n하늘구 문화과\n\n □ 목적 : 구민과 소통함\n", "utf-8"
    )
    assert main(["ingest", str(tmp_path / "글.txt")]) == 0
    capsys.readouterr()
    assert told(capsys) == (1, "", "읽어 들인 문서에 수치가 없습니다.\n")


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["--format", "xlsx"], 2, "--output에 이름을 적어야 합니다"),
        (["--output", "a.hwp"], 2, "--format을 적어 주십시오"),
        (["--format", "hwp"], 2, "쓸 수 있는 값: table, csv, json, xlsx"),
        (["--year", "올해"], 2, "--year에 맞지 않는 값입니다(1900부터 2200까지의 정수)"),
        (["--output", "."], 1, "폴더가 아니라 파일의 이름을"),
        (["--output", "없는폴더/a.csv"], 1, "파일을 적을 폴더가 없습니다: 없는폴더"),
    ],
)
def test_a_mistake_is_one_korean_line(stocked, capsys, arguments, status, message):
    got, out, err = told(capsys, *arguments)
    assert (got, out) == (status, "")
    assert message in err
    assert err.count("\n") == 1


@pytest.fixture(scope="module")
def _with_samples(tmp_path_factory):
    home = tmp_path_factory.mktemp("samples") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOGO_HOME", str(home))
        assert main(["samples", "on"]) == 0
    return home


@pytest.fixture
def samples(_with_samples, home, capsys):
    """The home of this test, with the samples in it."""
    shutil.copytree(_with_samples, home)
    capsys.readouterr()


def test_samples_are_marked(samples, capsys):
    _, out, _ = told(capsys, "--format", "csv", "--department", "소통담당관", "--year", "2025")
    assert {row["예시"] for row in rows(out)} == {"예시"}
    assert "3615983" in {row["값"] for row in rows(out)}


def test_every_figure_stands_where_it_says(samples, capsys):
    """The lines that a figure names hold the very text it was read from."""
    folder = files("ingest") / "samples"
    _, out, _ = told(capsys, "--format", "json")
    found = json.loads(out)
    assert len(found) > 100
    for item in found:
        lines = (folder / item["document"]).read_text("utf-8").split("\n")
        place = " ".join(lines[item["first_line"] - 1 : item["last_line"]])
        assert item["printed"] in place, item


def test_agencies_are_told_apart(samples, capsys):
    _, out, _ = told(capsys, "--format", "csv", "--agency", "영등포")
    assert {row["기관"] for row in rows(out)} == {"영등포구"}
    status, _, err = told(capsys, "--agency", "강남")
    assert status == 1
    assert "있는 기관은 다음과 같습니다: 금천구, 영등포구" in err


def test_contradicted_figures_and_readings_are_told(samples, capsys):
    _, out, _ = told(capsys, "--format", "csv")
    assert {row["검산"] for row in rows(out)} <= {"맞음", "어긋남", "견줄 값 없음"}
    assert {row["종류"] for row in rows(out)} == {"표의 칸", "항목", "문장"}

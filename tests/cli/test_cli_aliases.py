"""`bogo aliases`: the office's other names, one by one and as a file."""

import csv
import io
import json

import pytest

from assistant.cli import main


@pytest.fixture
def told(capsys):
    """`told("add", …)`: exit status, what was said, what was warned of."""

    def run(*arguments):
        capsys.readouterr()
        status = main(["aliases", *map(str, arguments)])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run


def kept(told):
    _, out, _ = told("list", "--json")
    return [(one["kind"], one["alias"], one["name"], one["agency"]) for one in json.loads(out)]


def test_there_are_none_at_first(told):
    assert told() == (0, "별칭이 없습니다. `bogo aliases add 별칭 이름`으로 더하십시오.\n", "")


def test_an_alias_is_added_listed_used_and_removed(told, stocked, capsys):
    status, out, err = told("add", "예술과", "문화과", "--agency", "하늘구")
    assert (status, out, err) == (0, "별칭을 더했습니다: 예술과 → 문화과 (부서, 하늘구)\n", "")
    status, out, _ = told()
    assert status == 0
    (line,) = [line for line in out.splitlines() if "예술과" in line]
    assert line.split() == ["예술과", "문화과", "부서", "하늘구", "기관", "작성", "1"]
    assert main(["ask", "예술과 2030년 예산은?"]) == 0
    shown = capsys.readouterr().out
    assert "1,234,500천원" in shown
    assert "‘예술과’는 문화과로 읽었습니다." in shown
    assert told("add", "예 술 과", "문화과", "--agency", "하늘구")[1].startswith("이미 있는 별칭")
    assert told("remove", "예술과") == (0, "별칭 1건을 뺐습니다: 예술과\n", "")
    assert kept(told) == []


def test_a_name_without_a_document_is_kept_with_a_warning(told, stocked):
    status, _, err = told("add", "미래과", "미래전략과")
    assert status == 0
    assert err == "알림: 이 이름이 나오는 문서가 아직 없습니다: 미래전략과\n"
    assert "문서에 없는 이름" in told()[1]


def test_what_will_not_be_read_is_said_at_once(told, stocked):
    assert "그대로 읽습니다: 문화과" in told("add", "문화과", "도서관팀")[2]
    told("add", "우리과", "문화과")
    status, _, err = told("add", "우리과", "교통과")
    assert status == 0
    assert "여러 이름에 쓰이는 별칭이라 물음에서 되묻습니다: 교통과, 문화과" in err
    assert told()[1].count("되물음") == 2
    assert told("remove", "우리과", "교통과")[0] == 0
    assert "되물음" not in told()[1]


@pytest.mark.parametrize(
    ("alias", "name", "because"),
    [
        ("과", "문화과", "두 글자 이상"),
        ("12", "문화과", "두 글자 이상"),
        ("문화 과", "문화과", "같습니다"),
        ("예산", "문화과", "물음에 늘 쓰이는 말"),
        (" ", "문화과", "비어 있습니다"),
        ("별칭", "", "비어 있습니다"),
        ("가" * 61, "문화과", "60자보다 깁니다"),
    ],
)
def test_what_cannot_be_an_alias_is_refused(told, alias, name, because):
    status, out, err = told("add", alias, name)
    assert (status, out) == (1, "")
    assert because in err
    assert err.count("\n") == 1
    assert kept(told) == []


def test_what_is_not_there_cannot_be_removed(told):
    assert told("remove", "없음") == (1, "", "그런 별칭이 없습니다: 없음\n")


RENAMED = """2030년 주요업무계획

2030. 1.

마포구 문화과

□ 일반현황
 ○ 인력현황 : 문화과(구 예술과) 정원 17명

□ 예산현황
(단위: 천원)
구분\t2030년\t2029년\t증감
합계\t1,234,500\t1,034,500\t200,000
"""


def test_what_a_report_says_is_used_and_goes_only_with_the_report(told, tmp_path, capsys):
    report = tmp_path / "계획.txt"
    report.write_text(RENAMED, "utf-8")
    assert main(["ingest", str(report)]) == 0
    (line,) = [line for line in told()[1].splitlines() if "예술과" in line]
    assert line.split() == ["예술과", "문화과", "부서", "마포구", "보고서", "1"]
    assert main(["ask", "예술과 2030년 예산은?"]) == 0
    shown = capsys.readouterr().out
    assert "1,234,500천원" in shown
    assert "‘예술과’는 문화과로 읽었습니다." in shown
    status, _, err = told("remove", "예술과")
    assert status == 1
    assert "보고서와 함께만 없어집니다: 예술과" in err
    assert main(["documents", "remove", "계획.txt"]) == 0
    assert kept(told) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("마포구", "기관"),
        ("하늘시", "기관"),
        ("새일과", "부서"),
        ("문화과", "부서"),
        ("꿈나무 장학", "사업"),
    ],
)
def test_the_kind_follows_from_the_name(told, stocked, name, kind):
    told("add", "딴이름", name)
    assert [one[0] for one in kept(told)] == [kind]


# As a file

ROWS = [
    ("부서", "예술과", "문화과", "하늘구"),
    ("사업", "=꿈, 나무", "꿈나무 장학", ""),
]


def test_a_file_comes_back_as_it_was_written(told, tmp_path):
    for kind, alias, name, agency in ROWS:
        assert told("add", alias, name, "--kind", kind, "--agency", agency)[0] == 0
    before = kept(told)
    file = tmp_path / "별칭.csv"
    assert told("export", file) == (0, f"별칭 2건을 적었습니다: {file}\n", "")
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    assert rows[0] == ["종류", "별칭", "이름", "기관"]
    assert ["사업", "'=꿈, 나무", "꿈나무 장학", ""] in rows  # no spreadsheet runs it
    assert told("import", file)[1] == "별칭 0건을 새로 넣었고, 2건은 이미 있습니다.\n"
    for _, alias, _, _ in ROWS:
        told("remove", alias)
    assert told("import", file)[1] == "별칭 2건을 새로 넣었고, 0건은 이미 있습니다.\n"
    assert kept(told) == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_files_as_spreadsheets_save_them(told, tmp_path, encoding):
    file = tmp_path / "별칭.csv"
    file.write_bytes("이름,별칭\r\n문화과,예술과\r\n\r\n,,\r\n".encode(encoding))
    status, out, err = told("import", file)
    assert (status, out) == (0, "별칭 1건을 새로 넣었고, 0건은 이미 있습니다.\n")
    assert err == "알림: 나오는 문서가 아직 없는 이름: 문화과\n"
    assert kept(told) == [("부서", "예술과", "문화과", "")]


def test_one_bad_line_and_nothing_is_kept(told, tmp_path):
    told("add", "앞의것", "문화과")
    file = tmp_path / "별칭.csv"
    lines = [
        "종류,별칭,이름,기관",
        "부서,예술과,문화과,",
        "과,가나,다라,",
        ",,문화과,",
        "부서,a,b,c,d",
    ]
    file.write_text("\n".join(lines), "utf-8")
    status, out, err = told("import", file)
    assert (status, out) == (1, "")
    assert err.splitlines() == [
        "3번째 줄: 종류는 기관, 부서, 사업 가운데 하나여야 합니다: 과",
        "4번째 줄: 별칭이 비어 있습니다.",
        "5번째 줄: 칸이 제목 줄보다 많습니다. 제목 줄은 4칸입니다.",
        "파일에 잘못된 곳이 있어 별칭을 하나도 넣지 않았습니다.",
    ]
    assert [one[1] for one in kept(told)] == ["앞의것"]


@pytest.mark.parametrize(
    ("content", "because"),
    [
        ("별칭;이름\n가나;다라\n".encode(), "‘별칭’, ‘이름’ 열이 없습니다"),
        ("별칭,이름\n".encode(), "별칭이 한 줄도 없습니다"),
        ('별칭,이름\n가나,"다라\n'.encode(), "따옴표가 맞지 않아"),
        (b"\x00\x01\x02\x03", "글자가 아닌 내용"),
        (b" \n", "비어 있습니다"),
        (b"", "빈 파일"),
    ],
)
def test_other_files_are_refused_in_one_sentence(told, tmp_path, content, because):
    file = tmp_path / "별칭.csv"
    file.write_bytes(content)
    status, out, err = told("import", file)
    assert (status, out) == (1, "")
    assert because in err
    assert "Traceback" not in err


def test_files_that_are_not_there(told, tmp_path):
    assert "그런 파일이 없습니다" in told("import", tmp_path / "없음.csv")[2]
    assert "파일을 적을 폴더가 없습니다" in told("export", tmp_path / "없음" / "별칭.csv")[2]
    assert "폴더가 아니라" in told("export", tmp_path)[2]

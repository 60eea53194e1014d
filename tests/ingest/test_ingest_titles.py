import pytest
from ingest_reading import read


def front(report):
    return report.title, report.kind, report.year, report.report_date, report.department


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        (
            "2031년 주요업무계획\n\n2030. 12.\n\n물빛과\n\n□ 꽃길 3개소\n",
            "가.txt",
            ("2031년 주요업무계획", "주요업무계획", 2031, "2030. 12.", "물빛과"),
        ),
        (
            "제12회 하늘구의회 임시회\n\n2030년 주요업무 진행사항 보고\n\n2030. 09.\n\n총 무 과\n",
            "가.txt",
            ("2030년 주요업무 진행사항 보고", "업무보고", 2030, "2030. 09.", "총무과"),
        ),
        (
            "# '31년 주요업무 보고\n\n하늘구 물빛담당관\n",
            "가.txt",
            ("'31년 주요업무 보고", "업무보고", 2031, "", "물빛담당관"),
        ),
        (
            "2031년 예산 현황\n\n물빛안전국\n",
            "가.txt",
            ("2031년 예산 현황", "예산현황", 2031, "", "물빛안전국"),
        ),
        (
            "주요업무계획\n\n2031. 1. 5.\n",
            "가.txt",
            ("주요업무계획", "주요업무계획", 2031, "2031. 1. 5.", ""),
        ),
        (
            "꽃길 조성\n",
            "2031년_물빛과_업무보고.txt",
            ("2031년_물빛과_업무보고", "업무보고", 2031, "", ""),
        ),
        ("꽃길 조성\n", "메모.txt", ("메모", "보고서", None, "", "")),
    ],
    ids=["plan", "progress", "markdown", "budget", "year by date", "file name", "nothing"],
)
def test_what_a_report_says_of_itself(text, name, wanted):
    assert front(read(text, name)) == wanted


def test_a_title_with_a_year_is_preferred_to_one_without():
    report = read("주요업무 보고\n\n2031년 주요업무 보고\n")
    assert report.title == "2031년 주요업무 보고"


def test_the_source_is_named_and_measured():
    data = "2031년 주요업무계획\n"
    source = read(data, "계획.md").source
    assert (source.name, source.size, source.media_type, source.encoding) == (
        "계획.md",
        len(data.encode()),
        "text/markdown",
        "utf-8",
    )
    assert len(source.sha256) == 64

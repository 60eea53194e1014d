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


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("시민참여단 운영 안내\n\n올해도 모십니다.\n", "시민참여단 운영 안내"),
        (
            "공공자전거 정비 및\n보관소 설치\n\n올해 40곳을 고칩니다.\n",
            "공공자전거 정비 및 보관소 설치",
        ),
        ("가온시 공고 제2025-12호\n2025. 3. 2.\n사업자 모집 공고문\n", "사업자 모집 공고문"),
        ("문서번호: 12\n제목: 하천 정비 실적 제출\n", "하천 정비 실적 제출"),
        ("1. 사업명\n하천 정비(2301-305)\n2. 개요\n물길을 냅니다.\n", "하천 정비"),
        ("사업명\t하천 정비\n담당\t치수과\n", "하천 정비"),
        ("사업명\t예산액\n하천 정비\t300\n둑 정비\t200\n", "12345"),
        ("번호\t제목\t일자\n1\t알림입니다\t2025-01-02\n", "12345"),
        ("문의는 아래 전화로 해 주세요\n", "12345"),
        ("제3조 운영 시간과 장소\n문을 엽니다.\n", "12345"),
    ],
)
def test_a_file_named_by_a_number_is_called_what_it_calls_itself(text, title):
    assert read(text, name="12345.txt").title == title
    assert read(text, name="하천 자료.txt").title == "하천 자료"


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

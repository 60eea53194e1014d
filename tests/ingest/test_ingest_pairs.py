"""Names beside their values, as pages set them with headings at the left."""

from ingest_reading import cell, read, values


def page(*rows: str):
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return read(f"<html><body><h3>꽃길</h3><table>{body}</table></body></html>", "쪽.html")


def said(report, row, column=""):
    return cell(report, row, column).text


def test_each_heading_names_the_value_beside_it():
    report = page(
        "<th>면적<td>1,000㎡<th>층수<td>5층", "<th>사업비<td>300백만원<th>인원<td>12명",
        "<th>위치<td colspan=3>하늘구 물빛로",
    )  # fmt: skip
    assert values(cell(report, "사업비", "").figures) == ["300 백만원"]
    assert values(cell(report, "인원", "").figures) == ["12 명"]
    assert said(report, "위치") == "하늘구 물빛로"


def test_the_first_row_is_no_head_where_headings_stand_at_the_left():
    report = page("<th>사업명<td>꽃길 조성", "<th>사업비<td>1,200백만원")
    assert said(report, "사업명") == "꽃길 조성"
    assert said(report, "사업비") == "1,200백만원"
    report = page("<th rowspan=2>기금<th>조성<td>10천원", "<th>집행<td>5천원")
    assert said(report, "기금 > 집행") == "5천원"


def test_a_first_row_that_is_a_head_stays_one():
    report = page("<th>구분<td>정원<td>현원", "<th>5급<td>3<td>2")
    assert said(report, "5급", "현원") == "2"
    report = page("<th>지역<td>2030년", "<th>가동<td>3")
    assert cell(report, "가동", "2030년").figures[0].year == 2030

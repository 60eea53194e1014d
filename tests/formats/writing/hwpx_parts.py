"""The parts of an HWPX package around its text: fonts, styles, the list of members."""

from __future__ import annotations

from html import escape

_YEARS = {"app": "ha", "paragraph": "hp", "section": "hs", "core": "hc", "head": "hh"}
NAMESPACES = " ".join(
    f'xmlns:{short}="http://www.hancom.co.kr/hwpml/2011/{name}"' for name, short in _YEARS.items()
)
VERSION = (
    '<hv:HCFVersion xmlns:hv="http://www.hancom.co.kr/hwpml/2011/version"'
    ' tagetApplication="WORDPROCESSOR" major="5" minor="1" micro="0" buildNumber="1" os="1"'
    ' xmlVersion="1.4" application="Hancom Office Hangul" appVersion="11, 0, 0, 0"/>'
)
CONTAINER = (
    '<ocf:container xmlns:ocf="urn:oasis:names:tc:opendocument:xmlns:container"><ocf:rootfiles>'
    '<ocf:rootfile full-path="Contents/content.hpf" media-type="application/hwpml-package+xml"/>'
    '<ocf:rootfile full-path="Preview/PrvText.txt" media-type="text/plain"/>'
    "</ocf:rootfiles></ocf:container>"
)
MANIFEST = '<odf:manifest xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_MEMBERS = {
    "header": "Contents/header.xml",
    "section0": "Contents/section0.xml",
    "settings": "settings.xml",
}
_LANGUAGES = "HANGUL LATIN HANJA JAPANESE OTHER SYMBOL USER".split()


def content(title: str) -> str:
    """`Contents/content.hpf`: the title, the members and their order."""
    items = "".join(
        f'<opf:item id="{name}" href="{path}" media-type="application/xml"/>'
        for name, path in _MEMBERS.items()
    )
    order = "".join(f'<opf:itemref idref="{name}" linear="yes"/>' for name in list(_MEMBERS)[:2])
    return (
        '<opf:package xmlns:opf="http://www.idpf.org/2007/opf/" version="" unique-identifier=""'
        f' id=""><opf:metadata><opf:title>{escape(title)}</opf:title>'
        "<opf:language>ko</opf:language></opf:metadata>"
        f"<opf:manifest>{items}</opf:manifest><opf:spine>{order}</opf:spine></opf:package>"
    )


def header() -> str:
    """`Contents/header.xml`: one font, one shape of letters and of paragraphs, two borders."""
    fonts = "".join(
        f'<hh:fontface lang="{language}" fontCnt="1">'
        '<hh:font id="0" face="함초롬바탕" type="TTF" isEmbedded="0"/></hh:fontface>'
        for language in _LANGUAGES
    )
    lists = (
        f'<hh:fontfaces itemCnt="{len(_LANGUAGES)}">{fonts}</hh:fontfaces>'
        f'<hh:borderFills itemCnt="2">{_border(1, "NONE")}{_border(2, "SOLID")}</hh:borderFills>'
        f'<hh:charProperties itemCnt="1">{_letters()}</hh:charProperties>'
        '<hh:tabProperties itemCnt="1"><hh:tabPr id="0" autoTabLeft="0" autoTabRight="0"/>'
        "</hh:tabProperties>"
        f'<hh:paraProperties itemCnt="1">{_lines()}</hh:paraProperties>'
        '<hh:styles itemCnt="1"><hh:style id="0" type="PARA" name="바탕글" engName="Normal"'
        ' paraPrIDRef="0" charPrIDRef="0" nextStyleIDRef="0" langID="1042" lockForm="0"/>'
        "</hh:styles>"
    )
    return (
        f'<hh:head {NAMESPACES} version="1.4" secCnt="1">'
        '<hh:beginNum page="1" footnote="1" endnote="1" pic="1" tbl="1" equation="1"/>'
        f"<hh:refList>{lists}</hh:refList></hh:head>"
    )


def _border(number: int, kind: str) -> str:
    sides = "".join(
        f'<hh:{side}Border type="{kind}" width="0.12 mm" color="#000000"/>'
        for side in ("left", "right", "top", "bottom")
    )
    return (
        f'<hh:borderFill id="{number}" threeD="0" shadow="0" centerLine="NONE"'
        f' breakCellSeparateLine="0">{sides}</hh:borderFill>'
    )


def _letters() -> str:
    values = {"fontRef": 0, "ratio": 100, "spacing": 0, "relSz": 100, "offset": 0}
    each = "".join(
        "<hh:{}{}/>".format(name, "".join(f' {one.lower()}="{value}"' for one in _LANGUAGES))
        for name, value in values.items()
    )
    return (
        '<hh:charPr id="0" height="1000" textColor="#000000" shadeColor="none" useFontSpace="0"'
        f' useKerning="0" symMark="NONE" borderFillIDRef="1">{each}</hh:charPr>'
    )


def _lines() -> str:
    return (
        '<hh:paraPr id="0" tabPrIDRef="0" condense="0" fontLineHeight="0" snapToGrid="1"'
        ' suppressLineNumbers="0" checked="0"><hh:align horizontal="JUSTIFY" vertical="BASELINE"/>'
        '<hh:heading type="NONE" idRef="0" level="0"/><hh:margin>'
        '<hc:intent value="0" unit="HWPUNIT"/><hc:left value="0" unit="HWPUNIT"/>'
        '<hc:right value="0" unit="HWPUNIT"/><hc:prev value="0" unit="HWPUNIT"/>'
        '<hc:next value="0" unit="HWPUNIT"/></hh:margin>'
        '<hh:lineSpacing type="PERCENT" value="160" unit="HWPUNIT"/>'
        '<hh:border borderFillIDRef="1" offsetLeft="0" offsetRight="0" offsetTop="0"'
        ' offsetBottom="0" connect="0" ignoreMargin="0"/></hh:paraPr>'
    )

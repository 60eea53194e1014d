"""Pages of the original as they are printed: where one begins, and the one that is cited."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from assistant.answer import Citation
from assistant.web.ports import DocumentView, Picture
from assistant.web.render.links import OPENS, ROOM
from assistant.web.render.markup import tag
from ingest.model import PageSource, Place, Trust

WIDTH = 1_000  # pixels; sharp enough to read, small enough to send


def page_mark(document: DocumentView, place: Place) -> Markup:
    """The number of the page that begins here, with the way to its picture where there is one."""
    number = place.page or 0
    guess = " (추정)" if place.page_source is PageSource.LAYOUT else ""
    said: Markup | str = f"{number}쪽{guess}"
    if document.pictures:
        href = f"{quote(document.id, safe='')}/pages/{number}.png?width={WIDTH}"
        said = tag("a", f"{number}쪽 원본 보기", href=href, target="_blank", title=OPENS)
    return tag("p", said, id=f"p{number}", class_="bogo-page")


def page_picture(citation: Citation, picture: Picture) -> Markup:
    """The cited page with the place marked; open where the page itself is what counts."""
    address = f"{ROOM}{quote(picture.document, safe='')}/pages/{picture.page}.png?width={WIDTH}"
    if picture.box is not None:
        address += "&mark=" + ",".join(f"{point:.0f}" for point in picture.box)
    name = f"‘{citation.title or citation.document}’ {picture.page}쪽의 원본"
    image = tag("img", src=address, alt=name, loading="lazy")
    return tag(
        "details",
        tag("summary", f"원본 {picture.page}쪽 보기"),
        tag("a", image, href=address, target="_blank", title=OPENS),
        class_="bogo-pagepic",
        open=None if citation.trust is Trust.READ else "open",
    )

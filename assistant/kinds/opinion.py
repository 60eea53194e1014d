"""Opinions are not given: reports say what is done, not whether it is right."""

from __future__ import annotations

import re

from assistant import missing
from assistant.answer import Reason, Status
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.wording import say

_ASKED = re.compile(
    r"잘한(?:거|것|건|일)|잘하고있|잘했(?:어|나|니|는지|다고)|못한(?:거|것)|어떻게생각|(?:니|네|당신|너의?)생각"
    r"|적절(?:한가|한지|해\?|했|하다고|한거|한것)|타당(?:한가|한지|해\?|하다고)|바람직|옳(?:아|은가|은지|다고)"
    r"|합리적(?:인가|인지|이야)|낭비(?:야|인가|아니|라고|지)|의견(?:은|이|을)?(?:어때|뭐|말해|있|줘|알려)|비판해|칭찬해"
    r"|평가해(?:줘|봐|주)|추천해|필요한가|필요하다고생각|마음에드|문제라고생각|괜찮(?:은거|은가|아\?)|과한(?:거|가)|과도한(?:거|가)"
)
_ANYTHING = {"사업", "업무", "정책", "계획", "행사", "일"}  # names nothing in particular


def answer(desk: Desk) -> Draft | None:
    """A refusal with what can be asked instead; near figures of what was named are offered."""
    if not _ASKED.search(desk.query.squeezed):
        return None
    named = any(term.text not in _ANYTHING for term in desk.query.terms)
    nearest = missing.nearest(desk) if named or desk.query.departments else ()
    text = say("opinion")
    if nearest:
        text += " " + say("nearest")
    return Draft(text=text, status=Status.REFUSED, reason=Reason.OPINION, nearest=nearest)

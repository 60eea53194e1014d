"""The one Korean tokenizer: both legs of the search, and the questions, see a text through it.

A text becomes its content morphemes: nouns, roots, the stems of verbs and adjectives, foreign
words in lower case and numbers without separators.  Particles, endings and the lightest verbs are
dropped.  The reports' own names (departments, projects, labels) are kept whole *and* in parts, so
that both `행정지원과` and `지원과` find 행정지원과.
"""

from __future__ import annotations

import hashlib
import re
import threading
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from index.names import NameFinder

if TYPE_CHECKING:
    from kiwipiepy import Kiwi, Token

RULES = 3  # raise it whenever the same text would get other terms
UNKNOWN = -1
_CACHED = 20_000
_FIRST_WORD = 100  # ids of Kiwi's model below are classes of words, given to what it does not know

_NUMBER = "SN"
_CONTENT = frozenset(
    ("NNG", "NNP", "NNB", "NR", "XR", "XSN", "SL", "SH", "VV", "VA", "W_SERIAL", "W_HASHTAG")
)
_NOUNS = frozenset(("NNG", "NNP", "NNB", "XSN", "XPN", "SL", "SH", "XR"))
_COUNTERS = frozenset(("NNB", "NNG", "XSN"))  # what stands behind a number and is counted
_NOMINAL = _NOUNS | {"NR", "SN"}
# Verbs and nouns that say nothing by themselves, question words, and the units of numbers.
LIGHT = frozenset(
    re.split(
        r"\s+",
        "하 되 있 없 같 보 주 받 위하 대하 통하 따르 알 것 수 등 바 데 때 때문 줄 및 들 적 님 거 "
        "얼마 몇 천 만 억 조 백 십 년 년도 연도 원 월 일",
    )
)
_TWO_DIGIT_YEAR = re.compile(r"['’‘`´](\d{2})(?!\d)(?=\s*(?:년|[.\-~/,)]|\s|$))")
_PLAIN_YEAR = re.compile(
    r"(?<![\d.,])(19|[23]\d)년(?!\s?(?:간|차|째|이상|이하|미만|만|주기|동안|후|전))"
)
_DATE = re.compile(
    r"(?<![\d.])(?:(20)?(\d{2}))\s?[.\-]\s?(1[0-2]|0?[1-9])\s?[.\-]\s?(3[01]|[12]\d|0?[1-9])(?!\d)\.?"
)
_YEAR_MONTH = re.compile(r"(?<![\d.])(20\d{2})\s?\.\s?(1[0-2]|0?[1-9])(?:\.(?!\d)|월)")
_COMMA = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_INVISIBLE = re.compile(r"[^\S\n]|[\x00-\x08\x0e-\x1f\x7f-\x9f]")  # white space, control
_SPACED_OUT = re.compile(r"[가-힣](?: [가-힣])+")


class Morpheme(NamedTuple):
    """A searchable term and the id of the morpheme in Kiwi's model (-1: not in the model)."""

    term: str
    id: int


Sentences = tuple[tuple[Morpheme, ...], ...]


class Piece(NamedTuple):
    """A morpheme as it stands in a text; `familiar` where the analyser's model has it."""

    form: str
    tag: str
    start: int
    end: int
    familiar: bool


@cache
def shared_kiwi() -> Kiwi:
    """The process's one Kiwi; loading it takes about a second and 330 MB."""
    from kiwipiepy import Kiwi

    return Kiwi(load_multi_dict=False, num_workers=2)


_kiwi_lock = threading.Lock()


def normalise(text: str) -> str:
    """NFKC, commas out of numbers, dates and two-digit years written out (`'25년` → `2025년`)."""
    text = _INVISIBLE.sub(" ", unicodedata.normalize("NFKC", text))
    if _SPACED_OUT.fullmatch(text):
        text = text.replace(" ", "")
    text = _COMMA.sub("", text)
    text = _TWO_DIGIT_YEAR.sub(r"20\1", text)
    text = _DATE.sub(lambda m: f"20{m[2]}년 {int(m[3])}월 {int(m[4])}일 ", text)
    text = _YEAR_MONTH.sub(lambda m: f"{m[1]}년 {int(m[2])}월", text)
    return _PLAIN_YEAR.sub(r"20\1년", text)


def mangled(words: Iterable[str]) -> set[str]:
    """The words that Kiwi does not read as nouns although they can be nothing else.

    A label such as 행정지원과 has no particle and 현원 no determiner in it.  Words with a verb in
    them are left alone: 추진하는 is read rightly.
    """
    asked = sorted(set(words))
    return {
        word
        for word, tokens in zip(asked, _tokenize(asked, None), strict=True)
        if not any(token.tag[0] in "VE" or token.tag.startswith("XSV") for token in tokens)
        and not all(_tag(token.tag) in _NOMINAL for token in tokens)
    }


class Morphemes:
    """Texts to terms, for one set of names.  Thread-safe; repeated texts are remembered.

    `version` changes whenever the same text could get other terms: with these rules, with the
    analyser or its model, and with the names.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = tuple(sorted(set(names)))
        self._finder = NameFinder(self.names)
        self._known = frozenset(self.names)
        self._parts: dict[str, tuple[Morpheme, ...]] = {}
        self._seen: dict[str, Sentences] = {}

    @property
    def version(self) -> str:
        parts = [
            str(RULES),
            version("kiwipiepy"),
            version("kiwipiepy_model"),
            *self.names,
        ]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]

    def terms(self, text: str) -> tuple[str, ...]:
        """The terms of a text in reading order, with repetitions."""
        return tuple(morpheme.term for morpheme in self.analyse(text))

    def verbs(self, text: str) -> frozenset[str]:
        """The stems of verbs and adjectives among the terms of a text."""
        (tokens,) = _tokenize([normalise(text)], self._finder)
        return frozenset(t.form.lower() for t in tokens if _tag(t.tag) in {"VV", "VA"})

    def pieces(self, text: str) -> list[Piece]:
        """The morphemes of a text as it stands, with their places."""
        (tokens,) = _tokenize([text], self._finder)
        return [
            Piece(t.form, _tag(t.tag), t.start, t.start + t.len, _is_familiar(t, self._known))
            for t in tokens
        ]

    def terms_many(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """`terms` of each text; each distinct line is analysed once, on all cores."""
        return [
            tuple(morpheme.term for sentence in found for morpheme in sentence)
            for found in self.sentences_many(texts)
        ]

    def analyse(self, text: str) -> tuple[Morpheme, ...]:
        """The morphemes of a text in reading order."""
        return tuple(morpheme for sentence in self.sentences(text) for morpheme in sentence)

    def sentences(self, text: str) -> Sentences:
        """The morphemes of a text by its sentences; a line ends one, too."""
        return self.sentences_many((text,))[0]

    def sentences_many(self, texts: Sequence[str]) -> list[Sentences]:
        """`sentences` of each text, line by line: the same lines stand in many texts."""
        seen = self._seen  # another thread may begin a new one meanwhile
        lines = dict.fromkeys(line for text in texts for line in text.split("\n"))
        fresh = [line for line in lines if line not in seen]
        found = dict(zip(fresh, self.analysed_lines(fresh), strict=True))
        result = [
            tuple(
                sentence
                for line in text.split("\n")
                for sentence in (found[line] if line in found else seen[line])
            )
            for text in texts
        ]
        if len(seen) + len(found) > _CACHED:
            self._seen = seen = {}
        seen.update(found)
        return result

    def analysed_lines(self, lines: Sequence[str]) -> Iterator[Sentences]:
        """The sentences of each line, analysed ahead on all cores; nothing is remembered.

        Nothing else is analysed until the last one was taken.
        """
        if not lines:
            return
        marked = self._finder.spans if self._finder else None
        normal = (normalise(line) for line in lines)
        with _kiwi_lock:  # one text at a time: its tokens take far more room than what is kept
            for tokens in shared_kiwi().tokenize(normal, pretokenized=marked):
                yield self._sentences(tokens)

    def _sentences(self, tokens: Sequence[Token]) -> Sentences:
        cut = groupby(tokens, key=lambda token: token.sent_position)
        found = (tuple(self._content(list(sentence))) for _, sentence in cut)
        return tuple(sentence for sentence in found if sentence)

    def _taken_apart(self, name: str) -> tuple[Morpheme, ...]:
        """A name whole and in its parts."""
        known = self._parts.get(name)
        if known is None:
            whole = Morpheme(name.lower(), UNKNOWN)
            self._parts[name] = (whole,)  # it may be a part of itself
            parts = self._content(shared_kiwi().tokenize(name))
            known = self._parts[name] = tuple(dict.fromkeys((whole, *parts)))
        return known

    def _content(self, tokens: Sequence[Token]) -> Iterable[Morpheme]:
        tags = [_tag(token.tag) for token in tokens]
        found: list[Morpheme] = []
        for position, tag in enumerate(tags):
            if tag == _NUMBER:
                found.append(Morpheme(_number(tokens, tags, position), UNKNOWN))
            elif tag in _CONTENT:
                token = tokens[position]
                form = token.form
                if tag == "NNP" and form in self._known:
                    found.extend(self._taken_apart(form))
                elif not _counts_a_number(tokens, tags, position):
                    term = form.lower().replace(" ", "")
                    if term and term not in LIGHT:
                        found.append(Morpheme(term, token.id))
        found.extend(_fragile_compounds(tokens, tags))
        return found


def likelihoods(texts: Sequence[str]) -> list[float]:
    """How likely each text is as Korean: the natural log of its probability."""
    with _kiwi_lock:
        return [float(found[0][1]) for found in shared_kiwi().analyze(list(texts))]


def _is_familiar(token: Token, names: Collection[str]) -> bool:
    return token.id >= _FIRST_WORD or token.form in names or token.tag[0] not in "NX"


def _tokenize(texts: Sequence[str], finder: NameFinder | None) -> list[list[Token]]:
    if not texts:
        return []
    marked = finder.spans if finder is not None and finder else None
    with _kiwi_lock:
        kiwi = shared_kiwi()
        if len(texts) == 1:
            return [kiwi.tokenize(texts[0], pretokenized=marked)]
        return list(kiwi.tokenize(texts, pretokenized=marked))


@cache
def _tag(tag: str) -> str:
    """`VV` of `VV-I`: how a verb is bent does not matter."""
    return tag.split("-")[0]


def _joined(left: Token, right: Token) -> bool:
    return bool(left.start + left.len == right.start)


def _counts_a_number(tokens: Sequence[Token], tags: Sequence[str], position: int) -> bool:
    """`급` of `7급` is part of the number's term."""
    return (
        position > 0
        and tags[position - 1] == _NUMBER
        and tags[position] in _COUNTERS
        and _joined(tokens[position - 1], tokens[position])
    )


def _number(tokens: Sequence[Token], tags: Sequence[str], position: int) -> str:
    """`2025` and `462880` alone; small numbers with what they count: `7급`, `10월`, `3개소`."""
    form = str(tokens[position].form).replace(",", "")
    following = position + 1
    if len(form) <= 2 and following < len(tags) and _counts_a_number(tokens, tags, following):
        return form + str(tokens[following].form)
    return form


def _fragile_compounds(tokens: Sequence[Token], tags: Sequence[str]) -> Iterable[Morpheme]:
    """`시비` where it was cut into 시+비, `참석률` of 참석+률: the cut depends on the context."""
    run: list[Token] = []
    for position, tag in enumerate((*tags, "")):
        noun = tag in _NOUNS
        if not noun and not run:
            continue
        if noun and _counts_a_number(tokens, tags, position):
            run, noun = [], False
        if noun and (not run or _joined(run[-1], tokens[position])):
            run.append(tokens[position])
            continue
        if 2 <= len(run) <= 3 and min(len(t.form) for t in run) == 1:
            yield Morpheme("".join(t.form for t in run).lower(), UNKNOWN)
        run = [tokens[position]] if noun else []

"""From the words of a question to a `Query`: subject, time, measure and operation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant import lexicon, naming
from assistant.aliases.reading import read
from assistant.as_meant import Reading, as_meant
from assistant.landscape import Landscape, unknown_bodies
from assistant.lexicon import NEXT_TO_NOTHING, SYNONYMS, Operation
from assistant.query import Query, Term
from assistant.splitting import split
from assistant.times import asked_times, without_times
from assistant.words import as_typed
from index.types import SearchIndex
from ingest.agencies import stem
from ingest.clean import compared, squeezed
from ingest.numbers import mentions
from ingest.units import ANYTHING, family

_SINCE = re.compile(
    r"(?:작년|전년|지난해|전년도|작년도)(?:대비|보다|에비해|과비교)|대비(?:얼마나|몇)"
)
_MEANING = re.compile(r"무슨뜻|뜻이|뜻은|의미가|의미는|무슨의미|정의[는가]")
_AMONG = re.compile(r"\s(?:중에서|중에|중|가운데)\s.{1,24}(?:비율|몇\s?(?:%|퍼센트|프로))")
_FROM_TO = re.compile(r"(?:부터|에서|~).*(?:까지|사이|동안)")
_EXCEPT = re.compile(r"(\S+?)(?:이|은|는)?\s*말고")
_QUESTION_WORDS = re.compile(
    r"몇\s?[가-힣%]+?(?=이|을|를|에|나|씩|인|은|는|이나|\s|\?|$)|얼마\S*|언제\S*|어디\S*|어떻게\S*|누구\S*|무엇\S*|무슨(?=\s)"
    r"|(?:알려|말씀|말해|보여|가르쳐|정리해|나열해|열거해|비교해|견줘|견주어|설명해)\s?\S*(?:\s?주\S*)?|주세요|주십시오|해줘|궁금\S*"
    r"|(?:한|1|일)?\s?(?:명|인)당"
    r"|(?:이|본)?\s?(?:보고서|문서|자료|계획서)(?:에서|에는|에|상|상으로)(?=\s|$|\?)"
)
_KIND_WORDS = re.compile(r"(?:면적|일자|기간|장소|위치|인원|금액|건수|비율|현황)$")
_PARTICLES = re.compile(
    r"(?:에서는|에서|에게|까지|부터|이랑|하고|으로|은|는|이|가|을|를|의|에|로|와|과|랑|도|만)$"
)
_ENDING = re.compile(
    r"^(?:이?(?:면|라던데|라는데|라고|라며|라면서|니까|지만|고|며)|인데|인가|인지|인"
    r"|에서|까지|부터|보다|으로|로|은|는|이|가|을|를|의|에|도|만|와|과)(?=[\s,.?!]|$)"
)
_SURELY_PARTICLE = re.compile(r"(?:에서|으로|에게|까지|부터|은|는|을|를)$")
_SUFFIXES = "비료율률수액금자별일"
# What a verb weighs, which reports say in another form, and at most as a word of this rarity;
# what a word weighs that only says what is counted (`면적`, `건수`): the unit holds it already.
_VERB, _KNOWN, _COUNTING = 0.25, 5.0, 0.2
_ONE_SYLLABLE = re.compile(r"[가-힣a-z]")
_RUN_TOGETHER = 6  # letters: from here a word that nothing holds may be several
_LONG_RUN = 9  # letters: from here a word is several
_SMALL_NUMBER = re.compile(
    r"\d+(?:년|년도|명|건|회|개|대|곳|번|팀|과|원|천|만|억|%|군데|개소|명이|가지|종|개교)?"
)
_EACH = re.compile(r"[가-힣]별")  # `층별`, `팀별`: one for each


def understand(text: str, landscape: Landscape, search: SearchIndex) -> Query:
    """One question by itself, without its conversation."""
    exact = naming.asked(text) is not None  # a choice names its figure letter by letter
    aliases = read(unicodedata.normalize("NFC", text).strip(), landscape, search)
    text = aliases.text
    reading = Reading(text) if exact else as_meant(text, landscape, search)
    text = _FRACTION.sub(r"\1분기", reading.text)
    flat = squeezed(text)
    subject = _EXCEPT.sub(" ", text)
    agencies, unknown_agency = landscape.asked_agencies(subject)
    departments, unknown_department = landscape.asked_departments(subject)
    times = asked_times(
        _SINCE.sub(" ", flat) if _SINCE.search(flat) else text, text, landscape.year_of(agencies)
    )
    words = _without_names(flat, (*departments, *agencies))  # 담당 of 소통담당관 asks for nobody
    kinds = lexicon.wanted(words)
    meaning = _MEANING.search(words) is not None
    no_amount = meaning or (bool(kinds) and not lexicon.asks_amount(words))
    operation = _operation(text, words)
    query = Query(
        text=text,
        squeezed=flat,
        years=_ends(times.years, operation, flat),
        months=times.months,
        document_years=times.document_years,
        agencies=agencies,
        departments=departments,
        measures=() if no_amount else lexicon.measures(_asked_of(words, operation)),
        families=() if no_amount else lexicon.families(words),
        loose=lexicon.is_loose(words),
        operation=operation,
        wanted=kinds,
        numbers=tuple((str(n.value), n.unit) for n in mentions(text)),
        since_last_year=_SINCE.search(flat) is not None,
        assumptions=(*reading.assumptions, *times.assumptions),
        unknown_agency="" if landscape.tells_of(unknown_agency, search) else unknown_agency,
        unknown_department=""
        if landscape.tells_of(unknown_department, search)
        else unknown_department,
    )
    query = _of_measure(query)
    query = replace(query, unknown_bodies=unknown_bodies(subject, landscape, search))
    query = aliases.extended(_with_terms(query, subject, landscape, search))
    if unknown_agency and not query.unknown_agency:
        query = replace(query, terms=_with_place(query.terms, unknown_agency, search))
    return as_counted(query, landscape, search)


def as_place(query: Query, search: SearchIndex) -> Query | None:
    """The question with its local government as a place that others' documents list.

    `종로구 등록외국인` may stand in a table of all districts, though there are reports of 종로구.
    """
    if len(query.agencies) != 1:
        return None
    name = query.agencies[0]
    if any(stem(name) in term.text for term in query.terms):  # `당진사랑`, which is no place
        return replace(query, agencies=())
    return replace(query, agencies=(), terms=_with_place(query.terms, name, search))


def _of_measure(query: Query) -> Query:
    """A rate is asked in per cent, though the question also says 예산: `예산 편성에서 집행률`."""
    kinds = {measure.family for measure in query.measures}
    rate = kinds == {"percent"} and query.families == ("money",) and "얼마" not in query.squeezed
    return replace(query, families=("percent",)) if rate else query


def _asked_of(words: str, operation: Operation) -> str:
    """The question less the document that it names: `예산 편성표에서 본예산은`, of its columns one.

    The words before are still looked for.
    """
    return words[lexicon.document_named(words) :] if operation is Operation.FIGURE else words


def _ends(years: tuple[int, ...], operation: Operation, flat: str) -> tuple[int, ...]:
    """`2009년부터 2014년까지 얼마나 늘었나` compares the first year with the last."""
    changed = operation in {Operation.DIFFERENCE, Operation.GROWTH}
    whole = len(years) > 2 and list(years) == list(range(years[0], years[-1] + 1))
    return (years[0], years[-1]) if changed and whole and _FROM_TO.search(flat) else years


def _with_place(terms: Iterable[Term], agency: str, search: SearchIndex) -> tuple[Term, ...]:
    """Another local government that reports tell of: what is not about it does not answer."""
    others = (term for term in terms if term.text not in agency)
    return (*others, Term(agency, (agency, stem(agency)), search.rarity(agency), critical=True))


def _operation(text: str, words: str) -> Operation:
    """What is asked to be done; the 중 of `어린이집 중 국공립 비율` is known by its space."""
    found = lexicon.operation(words)
    plain = found in {Operation.TEXT, Operation.FIGURE}
    return Operation.SHARE if plain and _AMONG.search(text) else found


def as_counted(query: Query, landscape: Landscape, search: SearchIndex) -> Query:
    """`참여업체가 얼마나 늘었어?` asks for a number of things, not for money.

    What the reports count the subject in decides, if that is one kind of unit only; where they
    print no unit with it, it may be anything.
    """
    changed = query.operation in {Operation.DIFFERENCE, Operation.GROWTH}
    if not (changed and query.loose and query.terms) or query.measures:
        return query
    kinds = {
        family(figure.unit)
        for single in split(query)
        for record in landscape.holding(single.terms, query.agencies, search)
        for figure in record.statement.figures
    }
    kinds -= {"", "percent"}
    return query if len(kinds) > 1 else replace(query, families=tuple(kinds) or ANYTHING)


def content(text: str) -> str:
    """A text less its times, its amounts and the words that only make it a question."""
    return _QUESTION_WORDS.sub(" ", _without_amounts(without_times(text)))


def _without_names(flat: str, names: Iterable[str]) -> str:
    for name in names:
        flat = flat.replace(name, " ")
    return flat


def _with_terms(query: Query, subject: str, landscape: Landscape, search: SearchIndex) -> Query:
    """The words that what is found should hold, weighted by their rarity."""
    named = _without_typed(subject, query.departments)
    bare = content(named)
    names = {*query.agencies, *query.departments, *(stem(a) for a in query.agencies)}
    names |= {f"{stem(a)}구청" for a in query.agencies} | {f"{a}청" for a in query.agencies}
    name_parts = {part.casefold() for name in names for part in (name, *search.terms(name))}
    dropped = set() if _MEANING.search(query.squeezed) else {*lexicon.measure_words(query.squeezed)}
    verbs = search.verbs(bare)
    terms: dict[str, Term] = {}
    for word in (*_taken_apart(search.terms(bare), search), *_overlooked(bare, search, names)):
        plain = _PARTICLES.sub("", word)  # the analyser leaves some particles on (`예산이`)
        if word in terms or word in name_parts or {word, plain} & dropped:
            continue
        if _says_nothing(word, query):
            continue
        spellings = (*_spellings(word), *_quarter(word, query.years))
        weight = min(search.rarity(s) for s in spellings)
        if word in verbs:
            weight = _VERB * min(weight, _KNOWN)
        elif _tells_little(word, landscape) or (
            _FORM.search(word) and f"{word}에서" in query.squeezed and not search.holds(word)
        ):
            weight *= _COUNTING
        critical = _NUMBERED.fullmatch(word) or _PERIOD.fullmatch(word) or _BROKEN.search(word)
        terms[word] = Term(word, spellings, weight, critical=critical is not None)
    whole = _compounds(bare, list(terms.values()), names, landscape, search)
    kept = _without_parts([*terms.values(), *whole, *_months(query)])
    search_terms = [s for term in kept for s in term.spellings] + sorted(name_parts)
    search_terms += [near for term in kept for near in search.near(term.text)]
    return replace(
        query,
        terms=tuple(kept),
        phrases=_phrases(bare),
        search_terms=tuple(dict.fromkeys((*search_terms, *_labels_of(query, search)))),
    )


_BROKEN = re.compile(r"[ㄱ-ㅎㅏ-ㅣ\u1100-\u11ff]")  # mistyped, and nobody knows what was meant
_DATE = re.compile(r"(?:20)?\d{2}\.(?:\d{1,2}\.?)?")  # compared as a time, not as a word
_FORM = re.compile(r"[가-힣]{2}(?:표|서|자료|목록|현황|통계)$")  # what a document may be called
_EACH_KIND = re.compile(
    r"[가-힣]+(?<![특개차구판선])별"
)  # `관서별` stands over labels, not in them
_PERIOD = re.compile(r"[상하]반기|[1-4]/?4?분기")  # a part of the year: another one is no answer
_QUARTER = re.compile(r"([1-4])분기")
_FRACTION = re.compile(r"([1-4])\s?/\s?4\s?분기")
_NUMBERED = re.compile(
    r"\d+\.\d+|\d+(?:호점|호기|호선|단계|권역|기|차|번째)"
)  # one of several alike


def _taken_apart(words: Iterable[str], search: SearchIndex) -> Iterator[str]:
    """Words; one that the reports do not hold by the parts that they hold, if it is all of such.

    `고등학생수학여행비` is 고등학생 and 수학여행비.
    """
    for word in words:
        parts = (
            _parts(word, search) if len(word) >= _RUN_TOGETHER and not search.holds(word) else []
        )
        yield from parts or [word]


def _parts(word: str, search: SearchIndex) -> list[str]:
    """The fewest held words of two letters and more that a word is made of, [] for none."""
    best: dict[int, list[str]] = {0: []}
    for end in range(2, len(word) + 1):
        for start in range(end - 1):
            part = word[start:end]
            if start not in best or not search.holds(part):
                continue
            if end not in best or len(best[start]) + 1 < len(best[end]):
                best[end] = [*best[start], part]
    return best.get(len(word), [])


def _overlooked(text: str, search: SearchIndex, names: set[str]) -> list[str]:
    """Words that the analyser took apart wrongly (`한파랑` as 한+파랑), by their known stems."""
    found = []
    for word in re.findall(r"[가-힣]{3,}", text):
        stem_ = _PARTICLES.sub("", word)
        if any(word.startswith(name) for name in names):
            continue
        cut = any(len(term) >= 2 and term in stem_ for term in search.terms(word))
        if stem_ != word and not cut and search.holds(stem_):
            found.append(stem_)
    return found


def _compounds(
    text: str, parts: list[Term], names: set[str], landscape: Landscape, search: SearchIndex
) -> list[Term]:
    """Words that the reports hold in one piece, and of which the analyser kept only parts.

    `정보화교육장` is more than 정보 and 교육, and 예산 in `주민참여예산제` is no measure.
    """
    found = []
    for word in re.findall(r"[가-힣]{5,}|(?<![가-힣])[순미비재준][가-힣]{2,}", text):
        if any(squeezed(name) in word for name in names):
            continue
        for whole in _wholes(word, search):
            inside = [part for part in parts if part.text in whole]
            if not inside or sum(len(part.text) for part in inside) >= len(whole):
                continue
            if landscape.tells_of(whole, search):
                weight = max(search.rarity(whole), *(part.weight for part in inside))
                found.append(Term(whole, _spellings(whole), weight))
                break
    return found


def _wholes(word: str, search: SearchIndex) -> list[str]:
    """A word, without its particle, and what it begins with where several were run together."""
    ends = {word.find(part) + len(part) for part in search.terms(word) if part in word}
    begun = sorted((end for end in ends if end >= _RUN_TOGETHER), reverse=True)
    cut = [word[:end] for end in begun] if len(word) >= _LONG_RUN else []
    plain = _PARTICLES.sub("", word)
    first = (plain,) if _SURELY_PARTICLE.search(word) else (word, plain)
    return list(dict.fromkeys((*first, *cut)))


def _phrases(text: str) -> tuple[str, ...]:
    """The words of the question as typed, less their particles: a label may hold one whole."""
    words = (compared(_PARTICLES.sub("", word)) for word in text.split())
    return tuple(dict.fromkeys(word for word in words if len(word) >= 4))


def _without_typed(text: str, names: Iterable[str]) -> str:
    """A text less the words that were read as names, abbreviated or with a wrong letter."""
    for word in set(re.findall(r"[가-힣]{2,}", text)):
        for name in names:
            typed = as_typed(word, name)
            if typed and typed != name:
                text = text.replace(typed, " ")
    return text


def _without_amounts(text: str) -> str:
    """A text less the amounts that it states, which are compared as amounts, and their endings."""
    for number in reversed(list(mentions(text))):
        if number.unit not in {"년", "급"}:
            rest = _ENDING.sub("", text[number.span[1] :])
            text = f"{text[: number.span[0]]} {rest}"
    return text


def _labels_of(query: Query, search: SearchIndex) -> list[str]:
    """What the tables of a measure are called: they are found where no word of the subject is."""
    labels = [label for measure in query.measures for label in (measure.name, *measure.tables)]
    return [term for label in labels for term in search.terms(label)]


def _spellings(word: str) -> tuple[str, ...]:
    """A word, its synonyms, and without a suffix that labels often leave out (`수학여행비`)."""
    stems = (word[:-1],) if len(word) >= 4 and word[-1] in _SUFFIXES else ()
    if len(word) == 3 and (word[-1] in "별일비액" or word in {"세대수", "가구수", "인구수"}):
        stems = (word[:-1],)
    if len(word) >= 3 and word.endswith("들"):  # `수강생들`
        stems = (*stems, word[:-1])
    if compared(word) not in ("", word):  # `민·관`
        stems = (*stems, compared(word))
    if len(word) >= 4 and _KIND_WORDS.search(word):
        stems = (*stems, _KIND_WORDS.sub("", word))
    synonyms = (compared(s) for s in SYNONYMS.get(word, ()))
    return tuple(dict.fromkeys((word, *synonyms, *stems)))


def _quarter(word: str, years: tuple[int, ...]) -> tuple[str, ...]:
    """The other ways to print a quarter, without marks: `1/4분기`, and `2017.1/4` for its year."""
    found = _QUARTER.fullmatch(word)
    if found is None:
        return ()
    n = found[1]
    return (f"{n}4분기", *(f"{year}{n}4" for year in years))


def _months(query: Query) -> list[Term]:
    if len({month for _, month in query.months}) != 1:
        return []
    month = f"{query.months[0][1]}월"
    return [Term(month, (month,), 0.01, critical=True)]


def _tells_little(word: str, landscape: Landscape) -> bool:
    """Whether a word says what is counted, or by what, or may be the report's own agency."""
    counting = lexicon.is_counting(word) or _EACH_KIND.fullmatch(word) is not None
    return counting or landscape.may_be_own_name(word)


def _says_nothing(word: str, query: Query) -> bool:
    if word in NEXT_TO_NOTHING or _ONE_SYLLABLE.fullmatch(word) or _DATE.fullmatch(word):
        return True
    if _EACH.fullmatch(word):
        return True
    return _SMALL_NUMBER.fullmatch(word) is not None and not re.fullmatch(r"[1-9]년", word)


def _without_parts(terms: list[Term]) -> list[Term]:
    """Each word once: parts of a compound that is itself a term say nothing more."""
    return [
        term
        for term in terms
        if not any(term.text != other.text and term.text in other.text for other in terms)
    ]

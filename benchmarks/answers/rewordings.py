"""Golden questions as people really type them: `python -m benchmarks.answers.rewordings FILE`.

Five kinds: without spaces, without particles, with one key wrong, in another order, with other
words.  The truth stays as it was; the id says the kind (`a001-typo`).  Items and changes are drawn
by a seed.  What a change would make unreadable is left out by the rules below, never by hand: two
numbers that would run together, a slip that makes another real word, particles that carry meaning
(`보다`, `까지`), an order across clauses or between two times.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kiwipiepy import Kiwi, Token

from benchmarks.answers.keyboard import slip
from benchmarks.answers.synonyms import SYNONYMS

Item = dict[str, Any]

KINDS = ("spacing", "particles", "typo", "order", "synonyms")
_MEANINGFUL = frozenset("보다 부터 까지 만 과 와 이랑 랑 하고 마다 씩 요 이나 나 로 으로".split())
_QUOTED = re.compile(r"[‘'\"“(].*?[’'\"”)]")
_SLIPPING = ("NNG", "NNP", "NP", "VV", "VA", "XR", "MAG")  # words that a slip may hit
_VERBAL = ("VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA")
_ASKS = re.compile(
    r"^(?:얼마|몇|언제|어디|어느|어떻|어떤|누구|누가|무엇|무슨|뭐|뭘|왜|각각|다$|모두|전부|혹시|그럼|그중|그러면)"
)
_TIME = re.compile(r"^['’(]?(?:20)?\d{2}(?:년도?)?(?:에는?|의|엔)?$")
_OF_TIME = re.compile(r"^(?:\d{1,2}월|상반기|하반기|말|초)")
_DOCUMENT = re.compile(r"^(?:\d{1,2}월)?(?:보고|계획|문서|업무|대비|자료)")
_JOINS = ("JC", "JKG", "ETM", "MM", "MAG", "NP", "SL")  # what binds a word to the next
_BOUND = re.compile(r"^(?:대비|중[에의]?$|이상|이하|미만|때|사이|가운데|말고)")  # to the one before
_YEARS = re.compile(r"20\d\d|(?<!\d)\d\d년|작년|올해|내년|전년")
_PAIRS = ("은는", "이가", "을를", "과와")


@cache
def kiwi() -> Kiwi:
    return Kiwi(load_multi_dict=False)


def without_spaces(question: str, _chance: random.Random) -> str:
    if re.search(r"\d\s+\d", question):
        return question
    return re.sub(r"\s+", "", question)


def without_particles(question: str, _chance: random.Random) -> str:
    """Less the particles at the ends of words, outside of quotes; those with a meaning stay."""
    kept = [span for match in _QUOTED.finditer(question) for span in range(*match.span())]
    gone: set[int] = set()
    for token in kiwi().tokenize(question):
        end = token.start + token.len
        at_end = not re.match(r"[가-힣A-Za-z0-9]", question[end : end + 1])
        particle = token.tag.startswith(("JK", "JX")) and token.form not in _MEANINGFUL
        if particle and at_end and token.start > 0 and token.start not in kept:
            gone.update(range(token.start, end))
    return "".join(letter for at, letter in enumerate(question) if at not in gone)


def with_slip(question: str, chance: random.Random) -> str:
    """One key wrong in a word of two syllables or more, unless that makes another word."""
    words = [t for t in kiwi().tokenize(question) if _may_slip(t, question)]
    if not words:
        return question
    for _ in range(20):
        token = chance.choice(words)
        wrong = slip(token.form, chance)
        if wrong == token.form or _is_word(wrong):
            continue
        return question[: token.start] + wrong + question[token.start + token.len :]
    return question


def _may_slip(token: Token, question: str) -> bool:
    written = question[token.start : token.start + token.len] == token.form
    return written and len(token.form) >= 2 and token.tag in _SLIPPING and token.form.isalpha()


def _is_word(text: str) -> bool:
    """Whether a text is a word of the language: then it says another thing."""
    found = kiwi().tokenize(text)
    return len(found) == 1 and found[0].id >= 0 and found[0].tag in {*_SLIPPING, "NNB", "MM"}


def in_other_order(question: str, chance: random.Random) -> str:
    """Blocks before the first verb or question word change places; what follows stays last.

    A year goes to the end, the head of a row of nouns to its beginning, or blocks are shuffled.
    """
    if re.search(r"[,.;→~](?=\s)", question):
        return question
    head, tail = _head(question)
    blocks = _blocks(head)
    if len(blocks) < 2:
        return question
    times = [block for block in blocks if _TIME.match(block[0])]
    ways: list[list[list[str]]] = []
    if len(_YEARS.findall(question)) > 1:
        return question
    if not tail or _ASKS.match(tail[0]):
        if times and blocks[-1] != times[0] and not _DOCUMENT.match(_next(blocks, times[0])):
            ways.append([*(b for b in blocks if b != times[0]), times[0]])
        ways.append([blocks[-1], *blocks[:-1]])
    if all(_is_marked(block[-1]) for block in blocks):
        ways.append(chance.sample(blocks, len(blocks)))
    if not ways:
        return question
    order = chance.choice(ways)
    return " ".join([*(word for block in order for word in block), *tail])


def _head(question: str) -> tuple[list[str], list[str]]:
    """The words before the first verb, question word or bracket, and the others."""
    words = question.split(" ")
    at = 0
    for number, word in enumerate(words):
        tags = [token.tag.split("-")[0] for token in kiwi().tokenize(word.rstrip("?"))]
        if _ASKS.match(word) or word.startswith("(") or any(tag in _VERBAL for tag in tags):
            while number and _binds(words[number - 1]):
                number -= 1
            return words[:number], words[number:]
        at = number + 1
    last = words[-1].rstrip("?")
    return [*words[: at - 1], last], []


def _blocks(words: Sequence[str]) -> list[list[str]]:
    """Words that stay together: a year and its month, a word and what it is joined to."""
    blocks: list[list[str]] = []
    joined = False
    for word in words:
        of_time = blocks and _TIME.match(blocks[-1][0]) and _OF_TIME.match(word)
        if blocks and (joined or of_time or _BOUND.match(word)):
            blocks[-1].append(word)
        else:
            blocks.append([word])
        joined = _binds(word)
    return blocks


def _binds(word: str) -> bool:
    """Whether a word belongs to the one after it."""
    tokens = kiwi().tokenize(word)
    return bool(tokens) and (
        tokens[-1].tag.split("-")[0] in _JOINS
        or tokens[-1].form in {"이랑", "랑", "하고", "과", "와", "보다", "및", "총"}
    )


def _next(blocks: Sequence[list[str]], block: list[str]) -> str:
    at = list(blocks).index(block) + 1
    return blocks[at][0] if at < len(blocks) else ""


def _is_marked(word: str) -> bool:
    """Whether a particle ends the word, so that it may stand anywhere before its verb."""
    tokens = kiwi().tokenize(word)
    marked = bool(tokens) and tokens[-1].tag.startswith(("JK", "JX"))
    return marked or bool(_TIME.match(word))


def with_synonyms(question: str, chance: random.Random) -> str:
    """One or two words replaced by everyday words for the same."""
    rows = [
        (pattern, others)
        for pattern, others, needed in SYNONYMS
        if re.search(pattern, question) and re.search(needed, question)
    ]
    for pattern, others in chance.sample(rows, min(len(rows), chance.choice((1, 2)))):
        other = chance.choice(others)
        found = re.search(pattern, question)
        if found:
            rest = _agreeing(other, question[found.end() :])
            question = question[: found.start()] + other + rest
    return question


def _agreeing(word: str, rest: str) -> str:
    """What follows a word, its particle after a final consonant or a vowel."""
    code = ord(word[-1]) - ord("가")
    closed = 0 <= code < 11172 and code % 28 > 0
    if rest.startswith(("이랑", "랑")):
        return ("이랑" if closed else "랑") + rest.removeprefix("이").removeprefix("랑")
    if rest.startswith(("으로", "로")):
        return ("으로" if closed and code % 28 != 8 else "로") + rest.removeprefix("으")[1:]
    for pair in _PAIRS:
        if re.match(rf"[{pair}](?:\W|$)", rest):
            return pair[0 if closed else 1] + rest[1:]
    return rest


CHANGES: dict[str, Callable[[str, random.Random], str]] = dict(
    zip(
        KINDS,
        (without_spaces, without_particles, with_slip, in_other_order, with_synonyms),
        strict=True,
    )
)


def rewordings(items: Sequence[Item], number: int, seed: int) -> Iterator[Item]:
    """`number` rewordings of each kind, each really changed; several of an item where needed."""
    for kind in KINDS:
        chance = random.Random(f"{seed} {kind}")
        seen = {item["question"] for item in items}
        taken = 0
        for turn in range(1, 6):
            for item in chance.sample(list(items), len(items)):
                question = CHANGES[kind](item["question"], chance)
                if taken == number or question in seen:
                    continue
                seen.add(question)
                taken += 1
                again = f"-{turn}" if turn > 1 else ""
                yield {**item, "id": f"{item['id']}-{kind}{again}", "question": question}


def read(path: Path) -> list[Item]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def main() -> None:
    parser = argparse.ArgumentParser(description="문제집의 질문을 사람들이 치는 대로 바꿉니다.")
    parser.add_argument("golden", type=Path, help="문제집 (.jsonl)")
    parser.add_argument("--number", type=int, default=60, help="종류마다 바꿀 개수 (기본 60)")
    parser.add_argument("--seed", type=int, default=20251120, help="뽑기의 씨앗")
    given = parser.parse_args()
    for item in rewordings(read(given.golden), given.number, given.seed):
        print(json.dumps(item, ensure_ascii=False))


if __name__ == "__main__":
    main()

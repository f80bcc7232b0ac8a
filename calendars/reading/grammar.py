"""Rules over words: a small pattern language that cannot run away.

A text becomes a string with one letter a word, the letter standing for all the classes
that the word belongs to ("May": a month and a verb). A rule's pattern is compiled into a
regular expression over these letters. The language has no unbounded repetition, so every
match is short and the whole is linear in the length of the text.

    WEEKDAY COMMA? m:MONTH d:DAY      classes in capitals, `name:` keeps a part
    the (first|last) UNIT of DATE     words in small letters are themselves

Rules come in levels. What a level finds is folded into one letter of the rule's kind, so
that the next level can build on it: "May 5" is a DATE, "the week of DATE" a DATE again.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from operator import itemgetter
from typing import Any, Generic, TypeVar

from calendars.dates.record import record
from calendars.reading.words import Known, Tokens

T = TypeVar("T")

_PIECE = re.compile(
    r"(?:(?P<name>[a-z_]+):)?(?:(?P<cls>[A-Z][A-Z0-9_]*)|(?P<word>[a-zа-яё][a-zа-яё’']*)|(?P<open>\())|(?P<op>[)|?]|\{\d,\d\})|\s+"
)
LONGEST_SHAPE = 40
_FIRST_LETTER = 0xE000
_OTHER = "\ue000"


@record(frozen=True, slots=True)
class Rule(Generic[T]):
    """One way of saying something.

    `kind` is the class that a find counts as at the next level; `fits` may refuse a find by
    what stands around it; `resolve` gives its meaning, or None where it has none. A rule
    with `apart` finds several expressions that only together can be understood ("from
    30 March to 2 April 2021"): the named parts, and `resolve` gives a meaning for each.
    """

    name: str
    kind: str
    pattern: str
    resolve: Callable[["Hit[T]", Any], T | tuple[T | None, ...] | None]
    fits: Callable[["Hit[T]"], bool] | None = None
    apart: tuple[str, ...] = ()


@record(frozen=True, slots=True)
class Hit(Generic[T]):
    """A find: words `[first, last)` of the text, and its named parts.

    A part is a range of words or, where a lower level found something there, that hit.
    """

    rule: Rule[T]
    tokens: Tokens
    first: int
    last: int
    parts: Mapping[str, "tuple[int, int] | Hit[T]"]
    children: tuple["Hit[T]", ...]

    def has(self, name: str) -> bool:
        """Whether the part is there."""
        return name in self.parts

    def word(self, name: str) -> str:
        """The first word of a part in lower case, empty where the part is missing."""
        return self.tokens.lows[self.range(name)[0]] if name in self.parts else ""

    def words(self, name: str) -> list[str]:
        """The words of a part in lower case."""
        if name not in self.parts:
            return []
        first, last = self.range(name)
        return self.tokens.lows[first:last]

    def range(self, name: str) -> tuple[int, int]:
        """The first word of a part and the one after its last."""
        part = self.parts[name]
        return (part.first, part.last) if isinstance(part, Hit) else part

    def child(self, name: str) -> "Hit[T]":
        """The hit of a lower level that is the part."""
        part = self.parts[name]
        if not isinstance(part, Hit):
            raise KeyError(name)
        return part

    @property
    def before(self) -> str:
        """The word before, in lower case; empty at the beginning."""
        return self.tokens.lows[self.first - 1] if self.first else ""

    @property
    def after(self) -> str:
        """The word after, in lower case; empty at the end."""
        return self.tokens.lows[self.last] if self.last < len(self.tokens) else ""


class Grammar(Generic[T]):
    """The words, shapes and rules of one language for one purpose."""

    def __init__(
        self,
        *,
        lexicon: Mapping[str, Iterable[str]],
        shapes: Sequence[tuple[str, str]],
        fillers: Iterable[str],
        levels: Sequence[Sequence[Rule[T]]],
    ) -> None:
        """Compile the rules.

        `lexicon` gives the words of each class; a word with a capital is only itself with
        a capital. `shapes` are regular expressions of words that are no plain words, with
        the classes (separated by spaces) of what matches; the first that matches counts.
        `fillers` are words and marks that alone never make a find: stretches of nothing
        else are passed over.
        """
        self.levels = [list(level) for level in levels]
        rules = [rule for level in levels for rule in level]
        words = _words_by_class(lexicon, rules)
        classes_of_word: dict[str, set[str]] = {}
        for name, members in words.items():
            for member in members:
                classes_of_word.setdefault(member, set()).add(name)
        self._letters = _Letters()
        self._table = self._surface_letters(classes_of_word)
        self._shapes = [
            (re.compile(shape), self._letters.of(classes.split())) for shape, classes in shapes
        ]
        self._kinds = {rule.kind: self._letters.of([rule.kind]) for rule in rules}
        self._compiled = [_Level([self._compile(rule) for rule in level]) for level in self.levels]
        silent = {_OTHER, *(self._table[word] for word in fillers if word in self._table)}
        # From a word that tells something to the end of its stretch.
        self._telling = re.compile(f"[^{''.join(silent)}][^{_OTHER}]*+")
        self._letter = Known(self._find_letter).__getitem__
        self._may_match = lru_cache(maxsize=LEARNT_RUNS)(self._find_match)

    def find(self, tokens: Tokens) -> list[Hit[T]]:
        """All finds of the last level in order, leftmost and longest first, never overlapping."""
        letters, nodes = self._runs(tokens)
        for level in self._compiled:
            hits = _finds(level, letters, nodes, tokens)
            letters, nodes = self._fold(letters, nodes, hits)
        return [node for node in nodes if isinstance(node, Hit)]

    def _runs(self, tokens: Tokens) -> tuple[str, list[int | Hit[T]]]:
        """The stretches of known words that could tell something, one letter a word."""
        letters = "".join(map(self._letter, tokens.words))
        kept: list[str] = []
        nodes: list[int | Hit[T]] = []
        end = 0
        for told in self._telling.finditer(letters):
            start = letters.rfind(_OTHER, end, told.start()) + 1
            end = told.end()
            run = letters[start:end]
            if len(run) > LONGEST_LEARNT or self._may_match(run):
                kept.append(run)
                nodes.extend(range(start, end + 1))
        return _OTHER.join([*kept, ""]), nodes

    def _find_match(self, run: str) -> bool:
        """Whether a rule of any level matches in a run, so that it is worth folding."""
        return any(level.matches(run) for level in self._compiled)

    def _surface_letters(self, classes_of_word: Mapping[str, set[str]]) -> dict[str, str]:
        table: dict[str, str] = {}
        for word, classes in classes_of_word.items():
            if word != word.lower():
                classes = classes | classes_of_word.get(word.lower(), set())
            letter = self._letters.of(classes)
            forms = (
                [word, word.capitalize(), word.upper()] if word.islower() else [word, word.upper()]
            )
            for form in forms:
                if form == word or form not in classes_of_word:
                    table[form] = letter if form not in table or form == word else table[form]
        for word in [word for word in classes_of_word if word != word.lower()]:
            table[word.upper()] = table[word]
        return table

    def _find_letter(self, word: str) -> str:
        known = self._table.get(word)
        if known or word.isalpha() or len(word) > LONGEST_SHAPE:
            return known or _OTHER
        for shape, letter in self._shapes:
            if shape.fullmatch(word):
                return letter
        return _OTHER

    def _compile(self, rule: Rule[T]) -> "_Compiled[T]":
        pattern = rule.pattern
        pieces, position = [], 0
        while position < len(pattern):
            piece = _PIECE.match(pattern, position)
            if piece is None:
                raise ValueError(f"“{pattern}” cannot be read from “{pattern[position:]}”")
            position = piece.end()
            if not piece[0].isspace():
                pieces.append(piece)
        expression = re.compile("".join(map(self._expression, pieces)))
        names = list(expression.groupindex.items())
        return _Compiled(rule, expression, names, self._needs(pieces))

    def _expression(self, piece: re.Match[str]) -> str:
        head = f"(?P<{piece['name']}>" if piece["name"] else "(?:"
        if piece["open"]:
            return head
        return piece["op"] or f"{head}[{self._letters_of(piece)}])"

    def _letters_of(self, piece: re.Match[str]) -> str:
        return self._letters.holding(piece["cls"] or "=" + piece["word"])

    def _needs(self, pieces: list[re.Match[str]]) -> list[frozenset[str]]:
        """What a text must hold for the pattern to match: a letter of each of these sets."""
        open_groups: list[list[list[frozenset[str]]]] = [[[]]]
        for piece, following in zip_longest(pieces, pieces[1:]):
            optional = following is not None and following[0].startswith(("?", "{0"))
            if piece["open"]:
                open_groups.append([[]])
            elif piece["op"] == "|":
                open_groups[-1].append([])
            elif piece["op"] == ")":
                needed = _of_either(open_groups.pop())
                open_groups[-1][-1].extend([] if optional else needed)
            elif not piece["op"] and not optional:
                open_groups[-1][-1].append(frozenset(self._letters_of(piece)))
        return _of_either(open_groups[0])

    def _fold(
        self, letters: str, nodes: list["int | Hit[T]"], hits: list[tuple[int, int, Hit[T]]]
    ) -> tuple[str, list["int | Hit[T]"]]:
        new_letters, new_nodes, position = [], [], 0
        for start, end, hit in hits:
            new_letters.append(letters[position:start] + self._kinds[hit.rule.kind])
            new_nodes.extend([*nodes[position:start], hit])
            position = end
        new_letters.append(letters[position:])
        new_nodes.extend(nodes[position:])
        return "".join(new_letters), new_nodes


class _Letters:
    """One private letter for each set of classes."""

    def __init__(self) -> None:
        self._by_classes: dict[frozenset[str], str] = {frozenset(): _OTHER}

    def of(self, classes: Iterable[str]) -> str:
        key = frozenset(classes)
        return self._by_classes.setdefault(key, chr(_FIRST_LETTER + len(self._by_classes)))

    def holding(self, name: str) -> str:
        letters = [letter for classes, letter in self._by_classes.items() if name in classes]
        if not letters:
            raise ValueError(f"no word, shape or rule is {name}")
        return "".join(letters)


def _words_by_class(
    lexicon: Mapping[str, Iterable[str]], rules: Iterable[Rule[T]]
) -> dict[str, set[str]]:
    words = {name: set(members) for name, members in lexicon.items()}
    for rule in rules:
        for piece in _PIECE.finditer(rule.pattern):
            if piece["word"]:
                words["=" + piece["word"]] = {piece["word"]}
    return words


@record(frozen=True, slots=True)
class _Compiled(Generic[T]):
    """A rule as an expression over letters.

    `needs` are sets of which a text holds a letter, `names` the parts with their groups.
    """

    rule: Rule[T]
    pattern: re.Pattern[str]
    names: Sequence[tuple[str, int]]
    needs: Sequence[frozenset[str]]


def _of_either(ways: list[list[frozenset[str]]]) -> list[frozenset[str]]:
    """What all ways to match need together."""
    if len(ways) == 1:
        return ways[0]
    return [frozenset().union(*(min(way, key=len) for way in ways))] if all(ways) else []


class _Level(Generic[T]):
    """The rules of a level; what they match in a run of letters is kept, for runs come again.

    Which rules a run can hold at all is told by its letters: for the first, second … need of
    the rules, each letter has a number in which the bits of those are set that it satisfies.
    """

    def __init__(self, rules: Sequence[_Compiled[T]]) -> None:
        self.rules = rules
        self._learnt = lru_cache(maxsize=LEARNT_RUNS)(self._matches)
        places = range(max(len(rule.needs) for rule in rules))
        self._satisfied = [_satisfied(rules, place) for place in places]

    def matches(self, run: str) -> list[tuple[int, int, int, re.Match[str]]]:
        """The matches with start, minus end and the rule's place: leftmost and longest first."""
        return self._learnt(run) if len(run) <= LONGEST_LEARNT else self._matches(run)

    def _possible(self, run: str) -> Iterator[int]:
        """The places of the rules of which every need is met."""
        left = -1
        for satisfied in self._satisfied:
            met = satisfied[""]
            for letter in run:
                met |= satisfied.get(letter, 0)
            left &= met
        while left:
            lowest = left & -left
            yield lowest.bit_length() - 1
            left ^= lowest

    def _matches(self, run: str) -> list[tuple[int, int, int, re.Match[str]]]:
        matches = [
            (match.start(), -match.end(), place, match)
            for place in self._possible(run)
            for match in self.rules[place].pattern.finditer(run)
        ]
        matches.sort(key=_BY_PLACE)
        return matches


def _satisfied(rules: Sequence[_Compiled[T]], place: int) -> dict[str, int]:
    """For each letter the rules whose need at a place it meets; under "" those without one."""
    satisfied = {"": 0}
    for number, rule in enumerate(rules):
        letters = rule.needs[place] if place < len(rule.needs) else ("",)
        for letter in letters:
            satisfied[letter] = satisfied.get(letter, 0) | 1 << number
    return satisfied


def _finds(
    level: _Level[T], letters: str, nodes: Sequence[int | Hit[T]], tokens: Tokens
) -> list[tuple[int, int, Hit[T]]]:
    """The finds of one level: leftmost first, of those the longest, else the earlier rule's."""
    kept, offset = [], 0
    for run in letters.split(_OTHER):
        matches = level.matches(run)
        if matches:
            here, free = nodes[offset : offset + len(run)], 0
            for start, minus_end, place, match in matches:
                if start < free:
                    continue
                compiled = level.rules[place]
                hit = _hit(compiled, match, here, tokens)
                if compiled.rule.fits is None or compiled.rule.fits(hit):
                    free = -minus_end
                    kept.append((offset + start, offset + free, hit))
        offset += len(run) + 1
    return kept


LEARNT_RUNS = 2048
LONGEST_LEARNT = 32
_BY_PLACE = itemgetter(0, 1, 2)


def _hit(
    compiled: _Compiled[T], match: re.Match[str], nodes: Sequence[int | Hit[T]], tokens: Tokens
) -> Hit[T]:
    inside = nodes[match.start() : match.end()]
    parts: dict[str, tuple[int, int] | Hit[T]] = {}
    for name, group in compiled.names:
        start, end = match.span(group)
        if start < 0 or start == end:
            continue
        only = nodes[start]
        parts[name] = (
            only
            if end == start + 1 and isinstance(only, Hit)
            else (_first(nodes[start]), _last(nodes[end - 1]))
        )
    children = tuple([node for node in inside if isinstance(node, Hit)])
    return Hit(compiled.rule, tokens, _first(inside[0]), _last(inside[-1]), parts, children)


def _first(node: "int | Hit[T]") -> int:
    return node if isinstance(node, int) else node.first


def _last(node: "int | Hit[T]") -> int:
    return node + 1 if isinstance(node, int) else node.last

"""A sentence cut into words, each with the part that it plays."""

from collections.abc import Callable, Sequence, Set
from enum import StrEnum

from calendars.dates.record import record
from calendars.reading.day_phrases import DayPhrase
from calendars.reading.mention import Offsets
from calendars.reading.rules.english import sentence_words as words
from calendars.reading.rules.english.date_words import MONTH_OF, WEEKDAY_OF
from calendars.reading.rules.english.tokens import Token, tokenise
from calendars.reading.words import Known


class Role(StrEnum):
    """What a word does in a sentence, as far as the closed classes tell."""

    DATE = "date"
    MARK = "mark"
    DETERMINER = "determiner"
    PRONOUN = "pronoun"
    CONJUNCTION = "conjunction"
    PREPOSITION = "preposition"
    AUXILIARY = "auxiliary"
    VERB = "verb"
    ADVERB = "adverb"
    WORD = "word"


@record(frozen=True, slots=True)
class Line:
    """A sentence as its tokens, their roles, and the dates in it.

    `spans` are the characters of the tokens, `words` the tokens in lower case (each is once
    in `vocabulary`); `date_at` gives for each token the number of the date it belongs to, or
    -1, `date_ranges` for each date its tokens `[first, last)`. `word` and `role` give those
    at an index; outside the sentence there are only empty words, and marks.
    """

    text: str
    tokens: Sequence[Token]
    spans: Sequence[Offsets]
    words: Sequence[str]
    vocabulary: frozenset[str]
    roles: Sequence[Role]
    dates: Sequence[DayPhrase]
    date_at: Sequence[int]
    date_ranges: Sequence[tuple[int, int]]
    word: Callable[[int], str]
    role: Callable[[int], Role]

    def span(self, first: int, last: int) -> Offsets:
        """The characters of tokens `[first, last)`."""
        return self.spans[first][0], self.spans[last - 1][1]

    def said(self, first: int, last: int) -> str:
        """The text of tokens `[first, last)`, white space made even."""
        start, end = self.span(first, last)
        return " ".join(self.text[start:end].split())

    def places(self, words: Set[str]) -> list[int]:
        """Where any of some words stands."""
        if words.isdisjoint(self.vocabulary):
            return []
        return [at for at, word in enumerate(self.words) if word in words]

    def date_tokens(self, number: int) -> tuple[int, int]:
        """The tokens `[first, last)` of a date."""
        return self.date_ranges[number]


def read_line(text: str, span: Offsets, dates: Sequence[DayPhrase]) -> Line:
    """Cut a sentence, `span` of the text, with the dates that stand in it."""
    tokens, spans = tokenise(text, *span)
    date_at, ranges = _place_dates(spans, dates)
    told = [token.word for token in tokens]
    roles = _roles(tokens, told, date_at)
    word, role = _Words(enumerate(told)).__getitem__, _Roles(enumerate(roles)).__getitem__
    words = frozenset(told)
    return Line(text, tokens, spans, told, words, roles, dates, date_at, ranges, word, role)


class _Words(dict[int, str]):
    """The words by their index: asked for so often that a method would be too slow."""

    def __missing__(self, index: int) -> str:
        return ""


class _Roles(dict[int, Role]):
    """The roles by their index."""

    def __missing__(self, index: int) -> Role:
        return Role.MARK


def _place_dates(
    spans: Sequence[Offsets], dates: Sequence[DayPhrase]
) -> tuple[list[int], list[tuple[int, int]]]:
    """For each token the number of its date or -1, and for each date its tokens."""
    date_at = [-1] * len(spans)
    ranges: list[tuple[int, int]] = []
    at = 0
    for number, date in enumerate(dates):
        while at < len(spans) and spans[at][1] <= date.start:
            at += 1
        first = at
        while at < len(spans) and spans[at][0] < date.end:
            date_at[at] = number
            at += 1
        ranges.append((first, at))
    return date_at, ranges


# The role of each word of the closed classes; of a word in several the later one here.
_ROLES = {
    word: role
    for members, role in (
        (words.ADVERBS, Role.ADVERB),
        (words.PREPOSITIONS, Role.PREPOSITION),
        (words.CONJUNCTIONS, Role.CONJUNCTION),
        (words.PRONOUNS, Role.PRONOUN),
        (words.DETERMINERS, Role.DETERMINER),
        (words.AUXILIARIES | words.NEGATIONS, Role.AUXILIARY),
    )
    for word in members
}
# Those that have it wherever they stand in small letters.
_SURE_ROLES = {word: role for word, role in _ROLES.items() if role is not Role.ADVERB}
_NO_PASTS = frozenset(
    "hundred speed need feed seed indeed breed weed red bed united sacred".split()
)
_NO_ADVERBS = frozenset(
    "family assembly supply reply july italy early daily weekly monthly yearly only elderly "
    "friendly bi-weekly biweekly quarterly likely unlikely apply rely fly multiply comply ally "
    "rally tally anomaly".split()
)


def _roles(tokens: Sequence[Token], told: Sequence[str], date_at: Sequence[int]) -> list[Role]:
    roles: list[Role] = []
    role: Role | None = None
    for index, token in enumerate(tokens):
        before = role
        if date_at[index] >= 0:
            role = Role.DATE
        elif not token.is_word:
            role = Role.MARK
        else:
            role = None if token.capitalised else _SURE[told[index]]
            if role is None or (
                role is Role.WORD and (before in _HELPING or told[index - 1] in _LEADS_TO_VERB)
            ):
                role = _role(index, tokens, roles)
        roles.append(role)
    return roles


def _sure_role(word: str) -> Role | None:
    """The role of a word in small letters, None where it depends on what stands around it."""
    role = _SURE_ROLES.get(word)
    if role is not None:
        return role
    telling = word in _ROLES or word in words.PLANNING or word in _VERBS
    return None if telling or word.endswith(("ly", "ed")) else Role.WORD


_SURE = Known(_sure_role)


def _role(index: int, tokens: Sequence[Token], roles: Sequence[Role]) -> Role:
    """The role of a word by what stands around it."""
    token = tokens[index]
    if token.capitalised and _is_name(index, tokens):
        return Role.WORD
    role = _ROLES.get(token.word)
    if role is not None and token.text not in _NAMES_LIKE_HELPERS:
        return Role.WORD if role is Role.ADVERB and _marks_noun(index, tokens, roles) else role
    if token.word.endswith("ly") and token.word not in _NO_ADVERBS:
        return Role.ADVERB
    if token.word in words.PLANNING and index and tokens[index - 1].word == "as":
        return Role.ADVERB
    return Role.VERB if _is_verb(index, tokens, roles) else Role.WORD


SECOND_VERB_REACH = 24
# After these a capital only begins a sentence.
_OPENERS = frozenset('"“‘«„(:*')
_NAMES_LIKE_HELPERS = ("May", "Will", "Can", "MAY")


def _is_name(index: int, tokens: Sequence[Token]) -> bool:
    """Whether its capital tells a name: it opens no sentence and stands in no heading."""
    opens = index == 0 or tokens[index - 1].text in _OPENERS
    if opens or tokens[index].text == "I" or _in_capitals(index, tokens):
        return False
    return not _is_verb_of_headline(index, tokens)


def _is_verb_of_headline(index: int, tokens: Sequence[Token]) -> bool:
    """Whether it is a verb of a headline in title case ("President to Visit Malta in May")."""
    if tokens[index].word not in words.HEADLINE_VERBS or index + 1 == len(tokens):
        return False
    helped = tokens[index - 1].word in ("to", "will")
    return helped and index > 1 and tokens[index - 2].text[0].isupper()


def _in_capitals(index: int, tokens: Sequence[Token]) -> bool:
    """Whether it stands in a heading in capitals, so that its case tells nothing."""
    token, before = tokens[index], tokens[index - 1]
    return token.text.isupper() and before.text.isupper() and before.text[:1].isalpha()


def _marks_noun(index: int, tokens: Sequence[Token], roles: Sequence[Role]) -> bool:
    """Whether the word before announces a noun: an article or a possessive."""
    return index > 0 and (roles[index - 1] is Role.DETERMINER or tokens[index - 1].possessive)


# Words that may be verbs whatever stands before them, beside those in -ed.
_VERBS = words.PRESENT_OCCURRENCES | words.REPORTING | words.IRREGULAR_PASTS | words.FINITE_PRESENTS
_WHEN_OR_WHERE = words.PREPOSITIONS | MONTH_OF.keys() | WEEKDAY_OF.keys() | {"today", "tomorrow"}
_HELPING = (Role.AUXILIARY, Role.ADVERB)
_LEADS_TO_VERB = frozenset("to and".split())


def _is_verb(index: int, tokens: Sequence[Token], roles: Sequence[Role]) -> bool:
    token = tokens[index]
    word = token.word
    if not (word in _VERBS or word.endswith("ed") or _may_open_verb(index, tokens, roles)):
        return False
    if token.possessive or _marks_noun(index, tokens, roles):
        return False
    if _follows_helper(index, tokens, roles) or _is_infinitive(index, tokens):
        return True
    if word in words.PRESENT_OCCURRENCES and _tells_when_or_where(index, tokens, roles):
        return True
    if word in words.BASES and _is_second_verb(index, tokens, roles):
        return True
    if word in words.REPORTING or word in words.IRREGULAR_PASTS or word in words.FINITE_PRESENTS:
        return True
    is_past = word.endswith("ed") and len(word) > 3 and word not in _NO_PASTS
    return is_past and not _qualifies_noun(index, tokens, roles)


def _may_open_verb(index: int, tokens: Sequence[Token], roles: Sequence[Role]) -> bool:
    """Whether the word before can make any word a verb: "to", "and" or a helper."""
    if index == 0:
        return False
    return roles[index - 1] in _HELPING or tokens[index - 1].word in _LEADS_TO_VERB


def _is_second_verb(index: int, tokens: Sequence[Token], roles: Sequence[Role]) -> bool:
    """Whether "and" makes it the second verb of a modal ("will arrive and hold talks")."""
    if index == 0 or tokens[index - 1].word != "and":
        return False
    for at in range(index - 2, max(-1, index - SECOND_VERB_REACH), -1):
        if tokens[at].word in (";", ":"):
            return False
        if roles[at] is Role.AUXILIARY:
            return tokens[at].word in words.MODALS
    return False


def _tells_when_or_where(index: int, tokens: Sequence[Token], roles: Sequence[Role]) -> bool:
    """Whether "opens" or "resume" stands between a noun and a preposition or a date."""
    if index == 0 or index + 1 == len(tokens) or roles[index - 1] is not Role.WORD:
        return False
    following = tokens[index + 1]
    return following.word in _WHEN_OR_WHERE or following.text[0].isdigit()


def _follows_helper(index: int, tokens: Sequence[Token], roles: Sequence[Role]) -> bool:
    """Whether an auxiliary or modal stands before it, with adverbs between."""
    at = index - 1
    while at >= 0 and roles[at] is Role.ADVERB:
        at -= 1
    if at < 0 or roles[at] is not Role.AUXILIARY:
        return False
    helper, word = tokens[at].word, tokens[index].word
    if helper in words.MODALS or helper in words.NEGATIONS or helper in ("do", "does", "did"):
        return True
    return word.endswith(("ing", "ed", "en", "wn")) or word in words.IRREGULAR_PARTICIPLES


def _is_infinitive(index: int, tokens: Sequence[Token]) -> bool:
    """Whether "to" makes it a verb; "a visit to neighbouring countries" does not."""
    token = tokens[index]
    headline = token.capitalised and not _is_verb_of_headline(index, tokens)
    if index == 0 or tokens[index - 1].word != "to" or headline:
        return False
    if token.word.endswith("s") and not token.word.endswith(("ss", "us")):
        return False
    governor = tokens[index - 2].word if index > 1 else ""
    if governor in words.MOTIONS or token.word in words.NUMBER_WORDS:
        return False
    compound = "-" in token.word and not token.word.startswith(("co-", "re-"))
    return token.text[0].isalpha() and not compound


def _qualifies_noun(index: int, tokens: Sequence[Token], roles: Sequence[Role]) -> bool:
    """Whether a word in -ed qualifies the noun after it ("of related meetings")."""
    if index == 0 or index + 1 == len(tokens):
        return False
    following = tokens[index + 1]
    noun_follows = following.is_word and following.word not in _NO_NOUNS
    before = (Role.PREPOSITION, Role.CONJUNCTION, Role.DATE)
    counted = tokens[index - 1].word in words.ORDINALS or tokens[index].word.startswith("un")
    return noun_follows and (counted or roles[index - 1] in before)


_NO_NOUNS = words.PREPOSITIONS | words.DETERMINERS | words.PRONOUNS | words.AUXILIARIES

"""A sentence cut into words, each with the part that it plays."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from calendars.reading.day_phrases import DayPhrase
from calendars.reading.mention import Offsets
from calendars.reading.rules.english import sentence_words as words
from calendars.reading.rules.english.tokens import Token, tokenise


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


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as its tokens, their roles, and the dates in it.

    `date_at` gives for each token the number of the date it belongs to, or -1.
    """

    text: str
    tokens: Sequence[Token]
    roles: Sequence[Role]
    dates: Sequence[DayPhrase]
    date_at: Sequence[int]

    def word(self, index: int) -> str:
        """The word at an index in lower case, empty outside the sentence."""
        return self.tokens[index].word if 0 <= index < len(self.tokens) else ""

    def role(self, index: int) -> Role:
        """The role at an index; outside the sentence there are only marks."""
        return self.roles[index] if 0 <= index < len(self.tokens) else Role.MARK

    def span(self, first: int, last: int) -> Offsets:
        """The characters of tokens `[first, last)`."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def said(self, first: int, last: int) -> str:
        """The text of tokens `[first, last)`, white space made even."""
        start, end = self.span(first, last)
        return " ".join(self.text[start:end].split())

    def date_tokens(self, number: int) -> tuple[int, int]:
        """The tokens `[first, last)` of a date."""
        first = self.date_at.index(number)
        last = first
        while last < len(self.tokens) and self.date_at[last] == number:
            last += 1
        return first, last


def read_line(text: str, span: Offsets, dates: Sequence[DayPhrase]) -> Line:
    """Cut a sentence, `span` of the text, with the dates that stand in it."""
    tokens = tokenise(text, *span)
    date_at = _place_dates(tokens, dates)
    roles: list[Role] = []
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        in_date = date_at[index] >= 0
        roles.append(Role.DATE if in_date else _role(token, index, tokens, roles, following))
    return Line(text, tokens, roles, dates, date_at)


def _place_dates(tokens: Sequence[Token], dates: Sequence[DayPhrase]) -> list[int]:
    date_at = [-1] * len(tokens)
    number = 0
    for index, token in enumerate(tokens):
        while number < len(dates) and dates[number].end <= token.start:
            number += 1
        if number < len(dates) and dates[number].start < token.end:
            date_at[index] = number
    return date_at


_CLASSES = (
    (words.NEGATIONS, Role.AUXILIARY),
    (words.AUXILIARIES, Role.AUXILIARY),
    (words.DETERMINERS, Role.DETERMINER),
    (words.PRONOUNS, Role.PRONOUN),
    (words.CONJUNCTIONS, Role.CONJUNCTION),
    (words.PREPOSITIONS, Role.PREPOSITION),
    (words.ADVERBS, Role.ADVERB),
)
_NO_PASTS = frozenset(
    "hundred speed need feed seed indeed breed weed red bed united sacred".split()
)
_NO_ADVERBS = frozenset(
    "family assembly supply reply july italy early daily weekly monthly yearly only elderly "
    "friendly bi-weekly biweekly quarterly likely unlikely".split()
)
_NAMES_A_NOUN = (Role.DETERMINER,)


def _role(
    token: Token,
    index: int,
    tokens: Sequence[Token],
    roles: Sequence[Role],
    following: Token | None,
) -> Role:
    if not token.is_word:
        return Role.MARK
    before = tokens[index - 1] if index else None
    is_name = index > 0 and token.capitalised and token.word not in words.PRONOUNS
    if not is_name or token.text.isupper():
        for members, role in _CLASSES:
            if token.word in members and (role is not Role.AUXILIARY or not _is_noun(token)):
                return role
    if is_name and not _in_capitals(token, before):
        return Role.WORD
    if _is_verb(token, before, roles, following):
        return Role.VERB
    if token.word.endswith("ly") and token.word not in _NO_ADVERBS:
        return Role.ADVERB
    return Role.WORD


def _is_noun(token: Token) -> bool:
    return token.text in ("May", "Will", "Can", "MAY")


def _in_capitals(token: Token, before: Token | None) -> bool:
    """Whether it is set in capitals as part of a heading, so that its case tells nothing."""
    return bool(before and token.text.isupper() and before.text.isupper() and len(token.text) > 3)


def _is_verb(
    token: Token, before: Token | None, roles: Sequence[Role], following: Token | None
) -> bool:
    word = token.word
    after_noun_marker = before is not None and (roles[-1] in _NAMES_A_NOUN or before.possessive)
    if after_noun_marker or token.possessive:
        return False
    if _follows_helper(word, before, roles):
        return True
    if before is not None and before.word == "to" and _is_infinitive(token, before, roles):
        return True
    if word in words.REPORTING or word in words.IRREGULAR_PASTS or word in words.FINITE_PRESENTS:
        return True
    if word.endswith("ed") and len(word) > 3 and word not in _NO_PASTS:
        return not _is_participle_before_noun(roles, following)
    return False


def _follows_helper(word: str, before: Token | None, roles: Sequence[Role]) -> bool:
    """Whether an auxiliary or modal stands before it, with adverbs between."""
    index = len(roles) - 1
    while index >= 0 and roles[index] is Role.ADVERB:
        index -= 1
    if index < 0 or roles[index] is not Role.AUXILIARY or before is None:
        return False
    helper = _word_before(before, roles, index)
    if helper in words.MODALS or helper in words.NEGATIONS or helper in ("do", "does", "did"):
        return True
    return word.endswith(("ing", "ed", "en")) or word in words.IRREGULAR_PASTS


def _word_before(before: Token, roles: Sequence[Role], index: int) -> str:
    return before.word if index == len(roles) - 1 else "will"


def _is_infinitive(token: Token, before: Token, roles: Sequence[Role]) -> bool:
    del before
    governs_place = len(roles) >= 2 and roles[-2] is Role.WORD and token.word.endswith("ing")
    return not token.capitalised and not governs_place and not token.text[0].isdigit()


def _is_participle_before_noun(roles: Sequence[Role], following: Token | None) -> bool:
    """Whether a word in -ed qualifies the noun after it ("of related meetings")."""
    if not roles or following is None:
        return False
    noun_follows = following.is_word and following.word not in (
        words.PREPOSITIONS | words.DETERMINERS | words.PRONOUNS | words.AUXILIARIES
    )
    return (noun_follows and roles[-1] in (Role.PREPOSITION, Role.CONJUNCTION)) or (
        noun_follows and roles[-1] is Role.DATE
    )

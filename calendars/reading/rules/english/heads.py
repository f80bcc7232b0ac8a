"""The nouns that name an event, and where they do not."""

from calendars.reading.mention import Kind
from calendars.reading.rules.english import event_nouns
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.sentence_words import NUMBER_WORDS, ORDINALS

CELEBRANT_REACH = 6
_CELEBRANTS = frozenset("celebrate celebrates celebrated celebrating say says".split())
_TALLIED = frozenset("counting casting cast counted count recounting tallying".split())
_ALSO_ADJECTIVES = frozenset("final primary friendly".split())
_PARTIES = frozenset(
    "tea garden christmas halloween street block launch dance birthday dinner cocktail summer "
    "beach pool eve farewell welcome costume holiday pizza year's staff house office".split()
)
# Every word with which a name of two words can begin, be it a plural.
_OPENS_COMPOUND = {
    form
    for first, _ in event_nouns.COMPOUND_HEADS
    for form in (
        first,
        f"{first}s",
        *(many for many, one in event_nouns.IRREGULAR_PLURALS.items() if one == first),
    )
}
_PARTIES = frozenset(
    "tea garden christmas halloween street block launch dance birthday dinner cocktail summer "
    "beach pool eve farewell welcome costume holiday pizza year's staff house office".split()
)
# Every word with which an event's name can begin, for a quick look.
HEAD_WORDS = frozenset(
    [
        *event_nouns.HEADS,
        *(f"{noun}s" for noun in event_nouns.HEADS),
        *event_nouns.IRREGULAR_PLURALS,
        *(first for first, _ in event_nouns.COMPOUND_HEADS),
    ]
)


def singular(word: str) -> str:
    """The singular of an event noun, or the word itself."""
    if word in event_nouns.IRREGULAR_PLURALS:
        return event_nouns.IRREGULAR_PLURALS[word]
    if word not in event_nouns.HEADS and word.endswith("s") and word[:-1] in event_nouns.HEADS:
        return word[:-1]
    return word


def head_at(line: Line, index: int) -> tuple[str, Kind, int] | None:
    """The event noun that begins at a token, its kind, and the token behind it."""
    word = line.word(index)
    if word not in HEAD_WORDS or line.role(index) is not Role.WORD:
        return None
    compound = _compound_at(line, index)
    if compound is not None:
        return compound
    noun = singular(word)
    kind = event_nouns.HEADS.get(noun)
    if kind is None or (noun in event_nouns.NAMED_ONLY and not _is_capital_name(line, index)):
        return None
    if noun in event_nouns.CAPITAL_ONLY and not _is_celebrated(line, index):
        return None
    is_body = noun in event_nouns.BODIES and line.tokens[index].capitalised
    if is_body and not (_is_capital_name(line, index) or _is_numbered(line, index)):
        return None
    if (other := _OTHERWISE.get(noun)) is not None and other(line, index):
        return None
    if noun in _ALSO_ADJECTIVES and line.role(index + 1) is Role.WORD:
        return None
    if _is_used_as_verb(line, index) or is_stolen(line, index):
        return None
    return noun, kind, index + 1


def _is_crowd(line: Line, index: int) -> bool:
    """Whether only the size of a crowd is told ("gatherings of 50 and more")."""
    return line.word(index + 1) == "of" and line.word(index + 2).isdigit()


def _is_counted(line: Line, index: int) -> bool:
    """Whether votes are only counted ("passed by 88 votes to 61")."""
    before = line.word(index - 1)
    return before in _TALLIED or before[:1].isdigit() or before in NUMBER_WORDS


def _is_named_body(line: Line, index: int) -> bool:
    """Whether a mission is a body ("the OSCE mission on Friday set …")."""
    before = line.tokens[index - 1] if index else None
    name = before is not None and before.capitalised and line.role(index - 1) is Role.WORD
    return (name or line.word(index - 1) == ")") and line.role(index + 1) is not Role.PREPOSITION


def _is_celebrated(line: Line, index: int) -> bool:
    """Whether a mass is one: by its capital, or because somebody celebrates it."""
    said = line.words[max(0, index - CELEBRANT_REACH) : index]
    return line.tokens[index].capitalised or not _CELEBRANTS.isdisjoint(said)


def _is_political(line: Line, index: int) -> bool:
    """Whether a party is a body or a side: by its capital or in plural, but no garden party."""
    if line.words[index] == "parties":
        return line.word(index - 1) not in _PARTIES
    before = line.tokens[index - 1] if index else None
    named = line.tokens[index].capitalised and before is not None and before.capitalised
    return named and before is not None and before.word not in _PARTIES


def _compound_at(line: Line, index: int) -> tuple[str, Kind, int] | None:
    """The event name of two words that begins at a token ("round table")."""
    word, following = line.word(index), line.word(index + 1)
    if word not in _OPENS_COMPOUND:
        return None
    for last_word in (following, singular(following)):
        for first_word in (word, singular(word)):
            kind = event_nouns.COMPOUND_HEADS.get((first_word, last_word))
            if first_word == "town" and line.tokens[index].capitalised:
                return None
            if kind is not None and not _is_head(line, index + 2):
                return f"{first_word} {last_word}", kind, index + 2
    return None


def _is_head(line: Line, index: int) -> bool:
    return line.role(index) is Role.WORD and is_head_word(line.word(index))


def _is_capital_name(line: Line, index: int) -> bool:
    """Whether a noun such as "Week" ends a proper name."""
    return index > 0 and line.tokens[index].capitalised and line.tokens[index - 1].capitalised


def _is_numbered(line: Line, index: int) -> bool:
    """Whether it is one edition of many ("the 5th Congress of Miners")."""
    before = line.word(index - 1)
    return before in ORDINALS or before.removesuffix("th").isdigit()


def _is_used_as_verb(line: Line, index: int) -> bool:
    """Whether a noun that can be a verb is one here: nothing announces a noun."""
    word = line.word(index)
    if word not in event_nouns.ALSO_VERBS:
        return False
    before, after = line.role(index - 1), line.role(index + 1)
    if line.role(index) is Role.VERB or (
        line.word(index - 1) == "to" and line.tokens[index].capitalised and after is Role.WORD
    ):
        return True
    if before in (Role.DETERMINER, Role.PREPOSITION) or line.tokens[index - 1].possessive:
        return False
    if after is Role.DETERMINER or before is Role.PRONOUN or line.word(index - 1) == "to":
        return True
    following = line.tokens[index + 1] if index + 1 < len(line.tokens) else None
    is_name_next = following is not None and following.capitalised and after is Role.WORD
    return is_name_next and index > 0 and word.endswith("s") and word != "talks"


def _tells_its_date(line: Line, noun: int) -> bool:
    """Whether the word "date" is said of a day ("the trial date is set for May 5").

    Or stands beside it: "a May 5 trial date".
    """
    beside = line.role(noun - 2) is Role.DATE
    return beside or (line.role(noun + 1) is Role.AUXILIARY and bool(line.dates))


def is_stolen(line: Line, index: int) -> bool:
    """Whether the noun only qualifies the next one ("the meeting room")."""
    if line.tokens[index].possessive:
        return True
    if line.word(index + 1) == "(" and line.word(index + 3) == ")":
        acronym, behind = line.tokens[index + 2].text, line.word(index + 4)
        return acronym.isupper() and line.role(index + 4) is Role.WORD and behind.isalpha()
    following = line.word(index + 1)
    if line.role(index + 1) is not Role.WORD:
        return False
    if is_head_word(following):
        return True
    if following == "date" and _tells_its_date(line, index + 1):
        return False
    return following in event_nouns.HEAD_STEALERS


def is_head_word(word: str) -> bool:
    """Whether a word can name an event."""
    return singular(word) in event_nouns.HEADS


# Nouns that often mean something else, by what shows that they do.
_OTHERWISE = {
    "gathering": _is_crowd,
    "party": _is_political,
    "ballot": _is_counted,
    "vote": _is_counted,
    "mission": _is_named_body,
}

"""Noun phrases that name an event: a head noun with what stands before and after it."""

from dataclasses import dataclass

from calendars.reading.mention import Kind
from calendars.reading.rules.english import event_words, name_words
from calendars.reading.rules.english.line import Line, Role

LONGEST_NAME = 40
LONGEST_ACRONYM = 3
LONGEST_TITLE = 12

# Every word with which an event's name can begin, for a quick look.
HEAD_WORDS = frozenset(
    [
        *event_words.HEADS,
        *(f"{noun}s" for noun in event_words.HEADS),
        *event_words.IRREGULAR_PLURALS,
        *(first for first, _ in event_words.COMPOUND_HEADS),
    ]
)
_OPENING_QUOTES = frozenset('“‘"«„')
_CLOSING_QUOTES = frozenset('”’"»')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `[first, last)` that name an event, with its head noun at `head`.

    `core` is where the name begins behind articles; `kind` is what the head says.
    """

    first: int
    last: int
    head: int
    noun: str
    kind: Kind
    plural: bool
    weak: bool


def event_phrases(line: Line) -> list[Phrase]:
    """The phrases of a line, in order, never overlapping."""
    found: list[Phrase] = []
    index = 0
    while index < len(line.tokens):
        head = _head_at(line, index)
        if head is None or (found and index < found[-1].last):
            index += 1
            continue
        noun, kind, last = head
        found.append(_phrase(line, index, last, noun, kind, found[-1].last if found else 0))
        index = max(found[-1].last, last)
    return found


def singular(word: str) -> str:
    """The singular of an event noun, or the word itself."""
    if word in event_words.IRREGULAR_PLURALS:
        return event_words.IRREGULAR_PLURALS[word]
    if word not in event_words.HEADS and word.endswith("s") and word[:-1] in event_words.HEADS:
        return word[:-1]
    return word


def noun_phrase_end(line: Line, first: int) -> int:
    """Where the noun phrase that begins at a token ends; `first` itself if there is none."""
    index = first
    while line.role(index) is Role.DETERMINER or line.word(index) in ("$",):
        index += 1
    end = first
    while index < len(line.tokens):
        if _belongs(line, index):
            index += 1
            end = index
        elif (behind := _acronym_end(line, index)) is not None:
            index = end = behind
        elif end > first and (jump := _coordination(line, index)):
            index = jump
        else:
            break
    return end


def noun_phrase_start(line: Line, last: int, floor: int = 0) -> int:
    """Where the noun phrase that ends before a token begins; `last` itself if there is none."""
    index = last
    while index > floor:
        before = index - 1
        if _belongs(line, before):
            index = before
        elif (quoted := _quote_start(line, before, floor)) is not None:
            index = quoted
        elif line.word(before) == ")" and (opening := _opening(line, before, floor)) is not None:
            index = opening
        elif line.role(before) is Role.DETERMINER:
            return before
        elif index < last and (jump := _chain_before(line, before, floor)) is not None:
            index = jump
        else:
            break
    return index


def _head_at(line: Line, index: int) -> tuple[str, Kind, int] | None:
    """The event noun that begins at a token, its kind, and the token behind it."""
    word = line.word(index)
    if word not in HEAD_WORDS or line.role(index) is not Role.WORD:
        return None
    compound = _compound_at(line, index)
    if compound is not None:
        return compound
    noun = singular(word)
    kind = event_words.HEADS.get(noun)
    if kind is None or (noun in event_words.NAMED_ONLY and not _is_capital_name(line, index)):
        return None
    is_body = noun in event_words.BODIES and line.tokens[index].capitalised
    if is_body and not _is_capital_name(line, index):
        return None
    if _is_used_as_verb(line, index) or _is_stolen(line, index):
        return None
    return noun, kind, index + 1


def _compound_at(line: Line, index: int) -> tuple[str, Kind, int] | None:
    """The event name of two words that begins at a token ("round table")."""
    for last_word in (line.word(index + 1), singular(line.word(index + 1))):
        for first_word in (line.word(index), singular(line.word(index))):
            kind = event_words.COMPOUND_HEADS.get((first_word, last_word))
            if kind is not None and not _is_head(line, index + 2):
                return f"{first_word} {last_word}", kind, index + 2
    return None


def _is_head(line: Line, index: int) -> bool:
    return line.role(index) is Role.WORD and _head_word(line.word(index))


def _is_capital_name(line: Line, index: int) -> bool:
    """Whether a noun such as "Week" ends a proper name."""
    return index > 0 and line.tokens[index].capitalised and line.tokens[index - 1].capitalised


def _is_used_as_verb(line: Line, index: int) -> bool:
    """Whether a noun that can be a verb is one here: nothing announces a noun."""
    word = line.word(index)
    if word not in event_words.ALSO_VERBS:
        return False
    before, after = line.role(index - 1), line.role(index + 1)
    if before in (Role.DETERMINER, Role.PREPOSITION) or line.tokens[index - 1].possessive:
        return False
    if after is Role.DETERMINER or before is Role.PRONOUN or line.word(index - 1) == "to":
        return True
    following = line.tokens[index + 1] if index + 1 < len(line.tokens) else None
    is_name_next = following is not None and following.capitalised and after is Role.WORD
    return is_name_next and index > 0 and word.endswith("s") and word != "talks"


def _is_stolen(line: Line, index: int) -> bool:
    """Whether the noun only qualifies the next one ("the meeting room")."""
    if line.tokens[index].possessive:
        return True
    following = line.word(index + 1)
    if line.role(index + 1) is not Role.WORD:
        return False
    if _head_word(following):
        return True
    return following in event_words.HEAD_STEALERS


def _head_word(word: str) -> bool:
    return singular(word) in event_words.HEADS


def _phrase(line: Line, head: int, last: int, noun: str, kind: Kind, floor: int) -> Phrase:
    first = noun_phrase_start(line, head, floor)
    first = _skip_fronted_participle(line, first, head)
    end = _extend(line, last, kind)
    return Phrase(
        first=first,
        last=end,
        head=last - 1,
        noun=noun,
        kind=_inner_kind(line, noun, last, end) or _refined(line, first, head, noun, kind),
        plural=singular(line.word(last - 1)) != line.word(last - 1) or noun in ("talks",),
        weak=noun in event_words.WEAK_HEADS,
    )


def _skip_fronted_participle(line: Line, first: int, head: int) -> int:
    while first < head and line.word(first) in ("per", "according", "&"):
        first += 1
    return first


def _inner_kind(line: Line, noun: str, head_end: int, end: int) -> Kind | None:
    """Of "a round of talks" the kind of the talks."""
    if noun not in event_words.PARTS_OF_EVENTS or line.word(head_end) != "of":
        return None
    for index in range(head_end + 1, end):
        kind = event_words.HEADS.get(singular(line.word(index)))
        if kind is not None:
            return kind
    return None


def _refined(line: Line, first: int, head: int, noun: str, kind: Kind) -> Kind:
    """The kind by the word before a head that has several ("opening ceremony", "trade talks")."""
    before = line.word(head - 1) if head > first else ""
    return event_words.REFINED_KINDS.get((before, noun), kind)


def _extend(line: Line, last: int, kind: Kind) -> int:
    """Take in what says more about the event: "of …", "on …", "between … and …", "(ABC)"."""
    index = last
    while index < len(line.tokens) and index - last < LONGEST_NAME:
        if line.date_at[index] >= 0 and _is_year_in_name(line, index):
            index += 1
        elif (behind := _acronym_end(line, index)) is not None:
            index = behind
        elif (title := _title_end(line, last, index)) is not None:
            index = title
        elif (joined := _second_head(line, index)) is not None or (
            joined := _complement(line, index, kind)
        ) is not None:
            index = joined
        else:
            break
    return index


def _title_end(line: Line, last: int, index: int) -> int | None:
    """Where a title right behind the head ends ("the seminar Framing Art: A Relationship")."""
    if index != last and line.word(index) != ":":
        return None
    first = index + 1 if line.word(index) == ":" and index > last else index
    token = line.tokens[first] if first < len(line.tokens) else None
    if token is None or not token.capitalised or line.role(first) is not Role.WORD:
        return None
    end = noun_phrase_end(line, first)
    return end if end - first > 1 else None


def _complement(line: Line, index: int, kind: Kind) -> int | None:
    word = line.word(index)
    allowed = word in name_words.COMPLEMENTS or (
        kind is Kind.VISIT and word in name_words.VISIT_COMPLEMENTS
    )
    if not allowed or line.role(index) is not Role.PREPOSITION:
        return None
    end = noun_phrase_end(line, index + 1)
    return end if end > index + 1 else None


def _second_head(line: Line, index: int) -> int | None:
    """A second head noun without an article of its own ("a meeting and negotiations")."""
    if line.word(index) != "and":
        return None
    for step in (1, 2):
        at = index + step
        if line.role(at) is not Role.WORD:
            return None
        if _head_word(line.word(at)) and not _is_stolen(line, at):
            return at + 1
    return None


def _belongs(line: Line, index: int) -> bool:
    role = line.role(index)
    if role is Role.WORD:
        return True
    if role is Role.DATE:
        return _is_year_in_name(line, index) or is_season_in_name(line, index)
    return line.word(index) in ("-", "–", "/", "&", "’", "'", "#") and _between_words(line, index)


def _between_words(line: Line, index: int) -> bool:
    return line.role(index - 1) is Role.WORD and line.role(index + 1) is Role.WORD


def _is_year_in_name(line: Line, index: int) -> bool:
    """Whether the date is a bare year that is part of a name ("FOSDEM 2026")."""
    first, last = line.date_tokens(line.date_at[index])
    if last - first != 1 or not line.word(index).isdigit() or len(line.word(index)) != 4:
        return False
    before, after = line.role(index - 1), line.role(index + 1)
    if before is Role.WORD and line.tokens[index - 1].capitalised:
        return True
    return after is Role.WORD and line.tokens[index + 1].capitalised


def _acronym_end(line: Line, index: int) -> int | None:
    """The token behind "(ABC)" or "(ABC Forum)" that begins at a token."""
    if line.word(index) != "(":
        return None
    for closing in range(index + 2, min(index + 2 + LONGEST_ACRONYM, len(line.tokens))):
        if line.word(closing) == ")":
            inside = line.tokens[index + 1].text
            return closing + 1 if sum(letter.isupper() for letter in inside) >= 2 else None
    return None


def is_season_in_name(line: Line, index: int) -> bool:
    """Whether a bare season or feast belongs to the noun behind it ("summer festival")."""
    first, last = line.date_tokens(line.date_at[index])
    told = {line.word(at) for at in range(first, last)} - {"the"}
    follows = line.role(last) is Role.WORD and not line.tokens[last - 1].possessive
    return line.word(index) != "the" and told <= name_words.NAMING_TIMES and follows


def _opening(line: Line, closing: int, floor: int) -> int | None:
    for opening in range(closing - 2, max(floor - 1, closing - 2 - LONGEST_ACRONYM), -1):
        if _acronym_end(line, opening) == closing + 1:
            return opening
    return None


def _quote_start(line: Line, closing: int, floor: int) -> int | None:
    """Where a title in quotation marks that closes at a token opens."""
    if line.word(closing) not in _CLOSING_QUOTES:
        return None
    for index in range(closing - 1, max(floor - 1, closing - LONGEST_TITLE), -1):
        if line.word(index) in _OPENING_QUOTES:
            return index
    return None


def _coordination(line: Line, index: int) -> int | None:
    """The token after "and" or a list's comma, where another part of the phrase follows."""
    word = line.word(index)
    if word in ("of", "for", "to") and line.role(index) is Role.PREPOSITION:
        follows = index + 1
        while line.role(follows) is Role.DETERMINER:
            follows += 1
        good = word == "of" or line.tokens[index - 1].capitalised
        is_word = line.role(follows) is Role.WORD and not _head_word(line.word(follows))
        if word == "to":
            return None
        return follows if good and is_word else None
    if word in ("and", "&"):
        follows = index + 1
        while line.role(follows) is Role.DETERMINER and line.word(follows) != "the":
            follows += 1
        if line.word(follows) == "of":
            follows += 1
        if line.word(follows) == "the":
            follows += 1
        return (
            follows if line.role(follows) is Role.WORD and not _is_clause(line, follows) else None
        )
    if word == "," and _in_list(line, index):
        return index + (2 if line.word(index + 1) in ("and", "&") else 1)
    return None


def _is_clause(line: Line, first: int) -> bool:
    """Whether a verb follows the next noun phrase, so that "and" joins sentences."""
    index = first
    while index < len(line.tokens) and _belongs(line, index):
        index += 1
    return line.role(index) is Role.AUXILIARY and line.word(index) in (
        "will", "would", "has", "have", "had",
    ) and line.word(first - 1) != "and"  # fmt: skip


def _in_list(line: Line, comma: int) -> bool:
    """Whether a comma stands in a list of names that ends with "and"."""
    index = comma + 1
    if line.word(index) in ("and", "&"):
        follower = index + 1
        return line.role(follower) is Role.WORD and line.tokens[follower].capitalised
    for _ in range(12):
        if line.role(index) is not Role.WORD or not line.tokens[index].capitalised:
            return False
        while line.role(index) is Role.WORD:
            index += 1
        if line.word(index) in ("and", "&"):
            follower = index + 1
            while line.role(follower) is Role.DETERMINER:
                follower += 1
            return line.role(follower) is Role.WORD and (
                line.tokens[min(follower, len(line.tokens) - 1)].capitalised
            )
        if line.word(index) != ",":
            return False
        index += 1
        if line.word(index) in ("and", "&"):
            return True
    return False


def _chain_before(line: Line, before: int, floor: int) -> int | None:
    """Step over "of", "for" or "and" inside a proper name, going left."""
    word = line.word(before)
    if word == "the" and line.word(before - 1) in ("of", "for"):
        before -= 1
        word = line.word(before)
    if before <= floor:
        return None
    left, right = line.tokens[before - 1], line.tokens[before + 1]
    both_names = left.capitalised and right.capitalised and line.role(before - 1) is Role.WORD
    if word in ("and", "&"):
        hyphened = left.text[:1].isalpha() and left.text.endswith("-")
        qualifies = line.role(before - 1) is Role.WORD and not left.capitalised
        same_case = left.capitalised == right.capitalised
        ok = (
            both_names or hyphened or (qualifies and same_case and left.word.endswith(("ic", "al")))
        )
        return before - 1 if ok else None
    if word in ("of", "for") and both_names and left.word in name_words.BODIES:
        return before - 1
    return None

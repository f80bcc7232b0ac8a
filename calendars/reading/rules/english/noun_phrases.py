"""Noun phrases: where one begins and ends."""

from calendars.reading.rules.english import name_words
from calendars.reading.rules.english.heads import is_head_word
from calendars.reading.rules.english.line import Line, Role

LONGEST_ACRONYM = 3
LONGEST_TITLE = 12
LONGEST_QUOTE = 24

OPENING_QUOTES = frozenset('“‘"«„')
CLOSING_QUOTES = frozenset('”’"»')


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
        elif (behind := acronym_end(line, index)) is not None:
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
        elif (quoted := quoted_start(line, before, floor)) is not None:
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


def is_season_in_name(line: Line, index: int) -> bool:
    """Whether a bare season or feast belongs to the noun behind it ("summer festival")."""
    first, last = line.date_tokens(line.date_at[index])
    told = {line.word(at) for at in range(first, last)} - {"the"}
    follows = line.role(last) is Role.WORD and not line.tokens[last - 1].possessive
    return line.word(index) != "the" and told <= name_words.NAMING_TIMES and follows


def _belongs(line: Line, index: int) -> bool:
    role = line.role(index)
    if role is Role.WORD:
        return True
    if role is Role.DATE:
        return is_year_in_name(line, index) or is_season_in_name(line, index)
    return line.word(index) in ("-", "–", "/", "&", "’", "'", "#") and _between_words(line, index)


def _between_words(line: Line, index: int) -> bool:
    return line.role(index - 1) is Role.WORD and line.role(index + 1) is Role.WORD


def is_year_in_name(line: Line, index: int) -> bool:
    """Whether the date is a bare year that is part of a name ("FOSDEM 2026")."""
    first, last = line.date_tokens(line.date_at[index])
    if last - first != 1 or not line.word(index).isdigit() or len(line.word(index)) != 4:
        return False
    before, after = line.role(index - 1), line.role(index + 1)
    if before is Role.WORD and line.tokens[index - 1].capitalised:
        return True
    owned = line.word(index - 1) in ("its", "their")
    return after is Role.WORD and (owned or line.tokens[index + 1].capitalised)


def acronym_end(line: Line, index: int) -> int | None:
    """The token behind "(ABC)" or "(ABC Forum)" that begins at a token."""
    if line.word(index) != "(":
        return None
    for closing in range(index + 2, min(index + 2 + LONGEST_ACRONYM, len(line.tokens))):
        if line.word(closing) == ")":
            inside = line.tokens[index + 1].text
            return closing + 1 if sum(letter.isupper() for letter in inside) >= 2 else None
    return None


def _opening(line: Line, closing: int, floor: int) -> int | None:
    for opening in range(closing - 2, max(floor - 1, closing - 2 - LONGEST_ACRONYM), -1):
        if acronym_end(line, opening) == closing + 1:
            return opening
    return None


def quoted_start(line: Line, closing: int, floor: int = 0) -> int | None:
    """Where a title in quotation marks that closes at a token opens."""
    if line.word(closing) not in CLOSING_QUOTES:
        return None
    for index in range(closing - 1, max(floor - 1, closing - LONGEST_TITLE), -1):
        if line.word(index) in OPENING_QUOTES:
            return index
    return None


def quoted_end(line: Line, opening: int, last: int) -> int:
    """The token behind the quotation that opens at a token, 0 where none does."""
    if line.word(opening) not in OPENING_QUOTES:
        return 0
    behind = range(opening + 2, min(last, opening + LONGEST_QUOTE))
    return next((at + 1 for at in behind if line.word(at) in CLOSING_QUOTES), 0)


def _coordination(line: Line, index: int) -> int | None:
    """The token after "and" or a list's comma, where another part of the phrase follows."""
    word = line.word(index)
    if word in ("of", "for", "to") and line.role(index) is Role.PREPOSITION:
        follows = index + 1
        while line.role(follows) is Role.DETERMINER:
            follows += 1
        good = word == "of" or line.tokens[index - 1].capitalised
        is_word = line.role(follows) is Role.WORD and not is_head_word(line.word(follows))
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
    counted = right.word.isdigit() and left.capitalised
    if word in ("of", "for") and (both_names or counted) and left.word in name_words.BODIES:
        return before - 1
    if word == "on" and both_names and left.word in name_words.COMMITTEES:
        return before - 1
    return None

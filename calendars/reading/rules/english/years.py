"""English years, with and without their era, and what is counted in them: decades, centuries."""

import datetime as dt
from dataclasses import replace

from calendars.reading.grammar import Rule
from calendars.reading.meaning import Context, TimexHit, Value
from calendars.reading.mention import TimexType
from calendars.reading.periods import (
    END_OF_CALENDAR,
    FIRST_BEFORE_CHRIST,
    Period,
    Unit,
    before_christ,
    full_year,
)
from calendars.reading.ranges import closed, opened
from calendars.reading.rules.english.date_words import AFTER_DAYS, DECADES, MONTH_OF, SEASON_MONTH
from calendars.reading.rules.english.numbers import ordinal_of

FIRST_PLAIN_YEAR = 1600
FIRST_ROUND_DECADE = 2000
# Before the plural of a noun these numbers are years, unless round: “1990 sales”.
FIRST_PLURAL_YEAR = 1900
LAST_PLURAL_YEAR = 2050
YEAR_PREFIXES = frozenset("mid early late end pre post".split()) | MONTH_OF.keys()
NUMBERED_THINGS = frozenset(
    "flight no number room route page article section resolution bus line model chapter psalm "
    "boeing airbus channel track highway area than nearly almost approximately building suite "
    "apartment gate windows resolution unit pr issue ticket rfc".split()
)
# Behind these nouns' numbers there is no year: “1990 tons”.
COUNTED = frozenset(
    "tons tonnes people men women children miles kilometers kilometres km meters metres feet "
    "yards acres hectares barrels points votes workers employees troops soldiers jobs homes "
    "houses households students pupils members shares copies units items pages words calories "
    "degrees dollars euros pounds yen rubles francs marks horses cattle sheep guests delegates "
    "spectators fans residents refugees patients cases deaths victims prisoners".split()
)
STREETS = frozenset("street avenue road boulevard drive lane st ave blvd rd".split())
STREET_REACH = 4
# Years so far ahead are told only behind these.
FAR_AHEAD = 50
FAR_PREPOSITIONS = frozenset("in by until till since year of before after around".split())
PHONE_DIGITS = 3
NO_NAMES = frozenset("its the a this these those both all some no".split())
OWNERS = frozenset("his her their my your our".split())
NO_DECADES = frozenset(
    "temperature temperatures highs lows degrees readings age aged score scores scored shot".split()
)
YEAR_PREPOSITIONS = frozenset(
    "in since by until till before after during from to through between and early late mid "
    "of circa around about year summer winter spring autumn fall the".split()
)


def year_of(hit: TimexHit) -> int | None:
    """The year that a hit spells out in four or two digits, or with its era."""
    words = [word.lstrip("‘’'`").replace(",", "") for word in hit.words("y")]
    word = next((word for word in words if word.isdigit()), None)
    if word is None:
        return None
    year = int(word)
    if hit.has("bc"):
        return before_christ(year)
    short = len(word) <= 2 and len(words) == 1
    return (1900 if year > 30 else 2000) + year if short else year


def _year(hit: TimexHit, context: Context) -> Value | None:
    year = year_of(hit)
    if year and year < FIRST_PLAIN_YEAR and not _is_told_old(hit) and not _is_near(year, context):
        return None
    far = year is not None and FIRST_BEFORE_CHRIST > year > context.day.year + FAR_AHEAD
    if not year or (far and hit.before not in FAR_PREPOSITIONS):
        return None
    return Value.of(Period.year(year))


def _short_year(hit: TimexHit, context: Context) -> Value:
    """’89: of the century that a history stands in."""
    year, here = year_of(hit) or 0, context.reference if context.history else None
    if here is None or here.first.year >= FIRST_BEFORE_CHRIST:
        return Value.of(Period.year(year))
    return Value.of(Period.year(full_year(year % 100, here.first.year)))


def _is_near(year: int, context: Context) -> bool:
    """Whether a history stands near a year, so that an old one can be told in passing."""
    here = context.reference if context.history else None
    return here is not None and abs(here.first.year - year) <= NEAR_YEARS


NEAR_YEARS = 300


def _year_of_era(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    """A year before Christ that the calendar cannot hold has a value and no place in it."""
    number = int(hit.words("y")[0].replace(",", "")) if hit.has("bc") else 0
    if number >= END_OF_CALENDAR - FIRST_BEFORE_CHRIST:
        return Value(TimexType.DATE, f"BC{number:04}")
    return Value.of(Period.year(year_of(hit) or 0))


def _old_year(hit: TimexHit, context: Context) -> Value | None:
    """In 490: a year of the era that a text about antiquity tells of."""
    here = context.reference if context.history else None
    if here is None:
        return None
    year = int(hit.word("old"))
    if here.first.year >= FIRST_BEFORE_CHRIST:
        return Value.of(Period.year(before_christ(year)))
    return Value.of(Period.year(year)) if _is_near(year, context) else None


def _is_old_year(hit: TimexHit) -> bool:
    in_time = hit.before in ("in", "by", "of", "until", "since", "from", "early", "late", "(")
    return in_time and (not hit.after.isalpha() or hit.after in AFTER_DAYS)


def _decade(hit: TimexHit, context: Context) -> Value:
    word = hit.word("dec").strip("‘’'`s")
    if word in ("0",):
        raise ValueError(word)
    tens = DECADES.get(hit.word("dec"))
    digits = word if tens is None else str(tens * 10)
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    if len(digits) == 4 and digits.endswith("00") and year < FIRST_ROUND_DECADE:
        return Value.of(Period(Unit.CENTURY, dt.date(year, 1, 1)))
    if len(digits) == 2 and year + 100 <= context.published.year and int(digits) < 20:
        year += 100
    return Value.of(Period(Unit.DECADE, dt.date(year, 1, 1)))


def _is_one_year(hit: TimexHit) -> bool:
    """Whether it is no coffee year 1986/87."""
    return hit.after not in ("/", "-", "–") or not hit.tokens.glued(hit.last - 1)


def _is_decade_with_apostrophe(hit: TimexHit) -> bool:
    """Whether “the 1980's” are years, not what belongs to one of them: “1980's crop”."""
    ten, the = hit.word("dec").endswith("0"), hit.last - hit.first == len(("the", "60", "'s"))
    return ten and (the or hit.before in ("early", "late", "mid", "-", "–")) and _is_decade(hit)


def _is_decade(hit: TimexHit) -> bool:
    """Whether “40s” is of years, not of an age or of degrees: “in his early 40s”."""
    tokens, word = hit.tokens, hit.word("dec")
    if len(word) > len("‘60s") or not word[0].isdigit():
        return True
    back = tokens.lows[max(0, hit.first - 8) : hit.first]
    if not OWNERS.isdisjoint(back[-3:]) or not NO_DECADES.isdisjoint(back):
        return False
    return hit.last - hit.first > 1 or hit.before in ("early", "late", "mid", "-", "–")


def _century(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    number = ordinal_of(hit.words("n")) or 0
    first = before_christ(number * 100) if hit.has("bc") else number * 100 - 100
    return Value.of(Period(Unit.CENTURY, dt.date(first or 1, 1, 1)))


def _centuries(hit: TimexHit, context: Context) -> tuple[Value, Value]:
    """The late 19th and early 20th centuries."""
    last = ordinal_of(hit.words("e")) or 0
    end = before_christ(last * 100) if hit.has("bc") else last * 100 - 100
    first, second = _century(hit, context), Period(Unit.CENTURY, dt.date(end or 1, 1, 1))
    mods = [THIRDS.get(hit.word(name)) for name in ("mod", "till")]
    return replace(first, mod=mods[0]), Value.of(second, mod=mods[1])


THIRDS = {"early": "START", "mid": "MID", "late": "END"}


def _decade_before_christ(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    tens = before_christ(int(hit.word("dec").strip("s")))
    return Value.of(Period.of(Unit.DECADE, dt.date(tens, 1, 1)))


def _years(hit: TimexHit, context: Context) -> tuple[Value, Value]:  # noqa: ARG001
    first = int(hit.word("y"))
    last = first // 100 * 100 + int(hit.word("last"))
    return opened(Value.of(Period.year(first))), closed(Value.of(Period.year(last)))


def _years_before_christ(hit: TimexHit, context: Context) -> tuple[Value, Value]:  # noqa: ARG001
    first, last = (before_christ(int(hit.word(name))) for name in ("first", "last"))
    return opened(Value.of(Period.year(first))), closed(Value.of(Period.year(last)))


def _years_after_christ(hit: TimexHit, context: Context) -> tuple[Value, Value]:  # noqa: ARG001
    """A.D. 98-117."""
    first, last = int(hit.words("first")[-1]), int(hit.word("last"))
    if first >= last:
        raise ValueError(f"{last} is not after {first}")
    return opened(Value.of(Period.year(first))), closed(Value.of(Period.year(last)))


def _old_decade(hit: TimexHit, context: Context) -> Value:
    """The 860s, the 900s, in a text that tells of such times."""
    year = int(hit.word("dec").strip("s"))
    if not context.history:
        raise ValueError(f"“{year}s” are no years here")
    return Value.of(Period(Unit.DECADE if year % 100 else Unit.CENTURY, dt.date(year, 1, 1)))


def _is_old_decade(hit: TimexHit) -> bool:
    return hit.last - hit.first > 1 or hit.before in ("early", "late", "mid", "-")


def _years_in_brackets(hit: TimexHit, context: Context) -> tuple[Value, Value]:
    """The Tang dynasty (618–907), in a text that tells of such times."""
    first, last = int(hit.word("first")), int(hit.word("last"))
    if not context.history or first >= last:
        raise ValueError(f"{first} and {last} are no years")
    return opened(Value.of(Period.year(first))), closed(Value.of(Period.year(last)))


def _is_in_brackets(hit: TimexHit) -> bool:
    return hit.before == "(" and hit.after == ")"


def _fiscal_year(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.DATE, f"FY{hit.word('y')}")


def _pointed_fiscal_year(hit: TimexHit, context: Context) -> Value:
    """The last, the next or the current fiscal year, by the name of the calendar's year."""
    steps = {"last": -1, "previous": -1, "prior": -1, "past": -1, "next": 1, "coming": 1}
    year = Period.of(Unit.YEAR, context.here).shift(steps.get(hit.word("which"), 0))
    return Value(TimexType.DATE, f"FY{year.value}", period=year)


def _fiscal_code(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    digits = hit.word("code")[2:]
    return Value(TimexType.DATE, "FY" + (digits if len(digits) == 4 else f"20{digits}"))


def _part_of_year(hit: TimexHit, context: Context) -> Value:
    code = hit.word("part")
    number = int(code.strip("qh"))
    unit = Unit.QUARTER if "q" in code else Unit.HALF
    year = year_of(hit) or context.published.year
    return Value.of(Period.of(unit, dt.date(year, 1, 1)).shift(number - 1))


def _is_short_year(hit: TimexHit) -> bool:
    return hit.before in YEAR_PREPOSITIONS or hit.before in SEASON_MONTH


def _is_years(hit: TimexHit) -> bool:
    first, last = hit.word("y"), hit.word("last")
    return is_year(hit) and int(last) > int(first[2:])


def is_year(hit: TimexHit) -> bool:
    """Whether a bare number of four digits is a year, and no count, sum or name."""
    tokens, year = hit.tokens, int(hit.word("y"))
    before, after = hit.before, hit.after
    if before in tuple("$€£¥#№%+×") or after in ("%", "°"):
        return False
    if before == "." and hit.first > 1 and tokens.lows[hit.first - 2] in NUMBERED_THINGS:
        return False
    if after in COUNTED and before not in ("in", "since", "by"):
        return False
    if after[:1].isalpha() and tokens.words[hit.last][0].isupper():
        behind = tokens.lows[hit.last : hit.last + STREET_REACH]
        if not STREETS.isdisjoint(behind):
            return False
    if before in (".", "-", "–", ":", "/", "=", "_", "@") and tokens.glued(hit.first - 1):
        number = tokens.words[hit.first - 2] if hit.first > 1 else ""
        glued_number = number.isdigit() and len(number) != PHONE_DIGITS
        if not glued_number and tokens.lows[hit.first - 2] not in YEAR_PREFIXES:
            return False
    if before in NUMBERED_THINGS or _is_measure(hit):
        return False
    if year < FIRST_PLAIN_YEAR and not (_is_told_old(hit) or _is_among_old(hit)):
        return False
    counted = (
        after.endswith("s")
        and after.isalpha()
        and after not in ("was", "is", "has", "as", "its", "this")
        and (year % 100 == 0 or _is_in_name(hit) or not _is_recent(year))
    )
    return not counted or before in YEAR_PREPOSITIONS


def _is_measure(hit: TimexHit) -> bool:
    """Whether a number measures what it is tied to: “the 2000-seat hall”."""
    tokens = hit.tokens
    tied = hit.after in ("-", "‑") and tokens.glued(hit.last - 1) and tokens.glued(hit.last)
    following = tokens.lows[hit.last + 1] if tied and hit.last + 1 < len(tokens) else ""
    return following in MEASURES or (following + "s") in COUNTED


MEASURES = frozenset("seat ton man woman member foot mile acre bed room strong piece year".split())


def _is_recent(year: int) -> bool:
    return FIRST_PLURAL_YEAR <= year <= LAST_PLURAL_YEAR


def _is_in_name(hit: TimexHit) -> bool:
    """Whether the year is part of a name, so that a verb may follow: “Devdays 2024 returns”."""
    named = hit.first > 0 and hit.tokens.words[hit.first - 1][0].isupper()
    return named and hit.before not in OWNERS and hit.before not in NO_NAMES


def _is_told_old(hit: TimexHit) -> bool:
    """Whether the word before says that a number is a year, however old: “in 1340”, “c. 1340”."""
    tokens, before = hit.tokens, hit.before
    if before == "." and hit.first > 1:
        return tokens.lows[hit.first - 2] in ("c", "ca")
    return before in ("in", "year", "since", "until", "circa", "ca")


def _is_among_old(hit: TimexHit) -> bool:
    """Whether a number may be a year where others are: in a list, a range, behind “from”."""
    after = hit.after
    ends = not after.isalpha() or after in AFTER_DAYS or not after.endswith(("s", "men", "ren"))
    return ends and hit.before in AMONG_YEARS and not hit.after.startswith(("%", "$", "°"))


AMONG_YEARS = frozenset(
    "and or , ( – - from of by to between before after till about around".split()
)


ERA = "(AD (SMALL|INT)|(SMALL|INT) (bc:BC|AD))"
YEAR = f"y:(YEAR|SHORTYEAR|{ERA})"
ORDINAL = "(NTHDAY|ORDINAL|NUMBER DASH ORDINAL)"

RULES = [
    Rule("year", "YEARDATE", "y:YEAR", _year, is_year),
    Rule("the-year", "YEARDATE", "the? year y:YEAR", _year, _is_one_year),
    Rule("short-year", "YEARDATE", "y:SHORTYEAR", _short_year, _is_short_year),
    Rule(
        "years",
        "YEARS",
        "first:(y:YEAR) (DASH|SLASH) last:TWODIGITS",
        _years,
        _is_years,
        apart=("first", "last"),
    ),
    Rule("fiscal-year", "YEARDATE", "(the? (fiscal|financial) year?|fy) y:YEAR", _fiscal_year),
    Rule(
        "fiscal-year-pointed",
        "YEARREF",
        "(the|a)? which:(this|last|next|current|coming|previous|prior|past)? "
        "(fiscal|financial) u:year",
        _pointed_fiscal_year,
    ),
    Rule("fiscal-code", "YEARDATE", "code:FISCALCODE", _fiscal_code),
    Rule("old-year", "YEARDATE", "(the year)? old:HUNDREDS", _old_year, _is_old_year),
    Rule("year-of-era", "YEARDATE", f"(the? year)? y:{ERA}", _year_of_era),
    Rule(
        "years-ad",
        "YEARS",
        "first:(AD (SMALL|INT)) (DASH|to) last:(SMALL|INT)",
        _years_after_christ,
        apart=("first", "last"),
    ),
    Rule(
        "old-decade",
        "DECADEDATE",
        "the? dec:OLDDECADE",
        _old_decade,
        _is_old_decade,
    ),
    Rule(
        "years-bc",
        "YEARS",
        "first:(SMALL|INT) (DASH|to|and|until) last:((SMALL|INT) BC)",
        _years_before_christ,
        apart=("first", "last"),
    ),
    Rule(
        "years-in-brackets",
        "YEARS",
        "first:HUNDREDS DASH last:(HUNDREDS|YEAR)",
        _years_in_brackets,
        _is_in_brackets,
        apart=("first", "last"),
    ),
    Rule(
        "decade-bc",
        "DECADEDATE",
        "the? dec:(DECADE|OLDDECADE|SHORTDECADE) BC",
        _decade_before_christ,
    ),
    Rule("decade", "DECADEDATE", "the? dec:(DECADE|SHORTDECADE)", _decade, _is_decade),
    Rule(
        "decade-with-apostrophe",
        "DECADEDATE",
        "the? dec:(YEAR|TWODIGITS) POSSESSIVE",
        _decade,
        _is_decade_with_apostrophe,
    ),
    Rule("decade-in-words", "DECADEDATE", "the dec:DECADES", _decade),
    Rule("century", "DECADEDATE", f"the? n:(NTH|{ORDINAL}) century (bc:BC|AD)?", _century),
    Rule(
        "centuries",
        "DECADEDATE",
        f"first:(the? (mod:(early|mid|late) DASH?)? n:(NTH|{ORDINAL})) DASH? "
        f"(and|or|to|through|DASH) "
        f"last:(the? (till:(early|mid|late) DASH?)? e:(NTH|{ORDINAL}) DASH? "
        f"(centuries|century) bc:BC?)",
        _centuries,
        apart=("first", "last"),
    ),
    Rule("century-of", "DECADEDATE", f"n:(NTH|{ORDINAL}) DASH century bc:BC?", _century),
    Rule("quarter-code", "QUARTERDATE", "part:(QUARTERCODE|HALFCODE) of? y:YEAR?", _part_of_year),
]

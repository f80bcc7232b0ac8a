"""What an English time expression means; sentences of our own, by phenomenon."""

import datetime as dt
import itertools
import sys
from types import ModuleType

import pytest

from calendars.errors import UnsupportedLanguage
from calendars.reading.grammar import Grammar, Rule
from calendars.reading.meaning import Tense, Value
from calendars.reading.periods import Period, Unit
from calendars.reading.rules import LANGUAGES
from calendars.reading.timex import tag

PUBLISHED = dt.date(2021, 3, 31)  # a Wednesday


def found(text, published=PUBLISHED):
    return [(timex.text, timex.value) for timex in tag(text, published)]


def values(text, published=PUBLISHED):
    return [timex.value for timex in tag(text, published)]


def kept(text, published=PUBLISHED):
    return [timex.edtf for timex in tag(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pact of 9 November 2020 holds.", [("9 November 2020", "2020-11-09")]),
        ("It was signed on Nov. 9, 2020.", [("Nov. 9, 2020", "2020-11-09")]),
        ("Tues., Apr. 6, 2021", [("Tues., Apr. 6, 2021", "2021-04-06")]),
        ("planned for the 15th of April", [("15th of April", "2021-04-15")]),
        (
            "due on 30.04.2021 or 4/30/2021",
            [("30.04.2021", "2021-04-30"), ("4/30/2021", "2021-04-30")],
        ),
        ("as of 2021-04-30", [("2021-04-30", "2021-04-30")]),
        ("due 1-Apr-2021", [("1-Apr-2021", "2021-04-01")]),
        ("due 01/04/21", [("01/04/21", "2021-04-01")]),
        ("on 03/04/1998", [("03/04/1998", "1998-03-04")]),
        ("due 13/04/2021", [("13/04/2021", "2021-04-13")]),
        ("in June 2022", [("June 2022", "2022-06")]),
        ("the spring of 1986", [("the spring of 1986", "1986-SP")]),
        ("Q3 2021", [("Q3 2021", "2021-Q3")]),
        ("the second half of 2021", [("the second half of 2021", "2021-H2")]),
        ("in the 1990s and the '60s", [("the 1990s", "199"), ("the '60s", "196")]),
        ("the 19th century", [("the 19th century", "18")]),
        ("in 480 BC", [("480 BC", "BC0480")]),
        ("fiscal 2007", [("fiscal 2007", "FY2007")]),
        ("on Christmas Eve 2019", [("Christmas Eve 2019", "2019-12-24")]),
        ("It opens on Easter Monday.", [("Easter Monday", "2021-04-05")]),
    ],
)
def test_a_date_that_is_told_whole_is_itself(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministers met on Monday.", "2021-03-29"),
        ("She arrived on Wednesday.", "2021-03-31"),
        ("The ministers will meet on Thursday.", "2021-04-01"),
        ("The talks are scheduled for Friday.", "2021-04-02"),
        ("The report is due Tuesday.", "2021-04-06"),
        ("On Sunday, he will fly to Rome.", "2021-04-04"),
        ("On Sunday, he flew to Rome.", "2021-03-28"),
        ("The concert planned for Saturday has been cancelled.", "2021-04-03"),
        ("The exercises continue until Friday.", "2021-04-02"),
        ("He was detained last Friday.", "2021-03-26"),
        ("The next round is on Saturday.", "2021-04-03"),
        ("Shares fell ahead of a vote on Friday.", "2021-04-02"),
        ("The vote was moved to Friday.", "2021-04-02"),
        ("The vote was postponed on Tuesday.", "2021-03-30"),
        ("They agreed with Gen. Ito to hold a drill on Friday.", "2021-04-02"),
        ("It ends a week from Friday.", "2021-04-09"),
        ("The deal, which must be approved, was signed Friday.", "2021-03-26"),
        ("It would be the third strike since Monday.", "2021-03-29"),
        ("Friday's attack could hurt the talks.", "2021-03-26"),
        ("He scored two runs on Sunday at the Open.", "2021-03-28"),
        ("The talks are being held in Rome on Friday.", "2021-04-02"),
        ("The report will have been published by Friday.", "2021-04-02"),
        ("They leave next Tuesday.", "2021-04-06"),
    ],
)
def test_a_weekday_is_the_last_or_today_unless_a_future_verb_governs_it(text, expected):
    assert values(text) == [expected]


def test_a_reporting_verb_keeps_its_own_weekday():
    assert values("He said Friday he would return on Monday.") == ["2021-03-26", "2021-04-05"]
    assert values("Talks will resume on Tuesday, he told reporters on Tuesday.") == [
        "2021-04-06",
        "2021-03-30",
    ]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("The ship sank on December 29.", dt.date(2021, 1, 4), "2020-12-29"),
        ("The rules take effect on January 1.", dt.date(2020, 12, 28), "2021-01-01"),
        ("The city will mark the day on October 18.", PUBLISHED, "2021-10-18"),
        ("He was elected on October 18.", PUBLISHED, "2020-10-18"),
        ("The forum is to be held in August.", PUBLISHED, "2021-08"),
        ("The forum was put off in August.", PUBLISHED, "2020-08"),
        ("Trade has grown since January.", PUBLISHED, "2021-01"),
    ],
)
def test_a_date_without_a_year_is_the_near_one_on_the_side_of_its_verb(text, published, expected):
    assert values(text, published) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from March 30 through April 2", ["2021-03-30", "2021-04-02"]),
        ("from 30 March to 2 April 2022", ["2022-03-30", "2022-04-02"]),
        ("from 30 December to 2 January 2022", ["2021-12-30", "2022-01-02"]),
        ("It will run December 30 to January 2.", ["2021-12-30", "2022-01-02"]),
        ("Nov. 24-Dec. 3, 2021", ["2021-11-24", "2021-12-03"]),
        ("between 3 and 5 May", ["2021-05-03", "2021-05-05"]),
        ("on April 6, 7 and 8", ["2021-04-06", "2021-04-07", "2021-04-08"]),
        ("They will meet on Thursday and Friday.", ["2021-04-01", "2021-04-02"]),
        ("He was there from Friday to Monday.", ["2021-03-26", "2021-03-29"]),
        ("postponed from June to September", ["2021-06", "2021-09"]),
        ("in 2006-08", ["2006", "2008"]),
        ("on April 12 or 13", ["2021-04-12", "2021-04-13"]),
        ("from the 3rd to the 5th of May", ["2021-05-03", "2021-05-05"]),
        ("Monday through Wednesday next week", ["2021-04-05", "2021-04-07"]),
    ],
)
def test_the_ends_of_a_range_complete_each_other(text, expected):
    assert values(text) == expected


def test_days_with_a_dash_are_one_expression_that_lasts():
    [timex] = tag("The congress, 10-12 May 2021, is in Sochi.", PUBLISHED)
    assert (timex.text, timex.value) == ("10-12 May 2021", "2021-05-10")
    assert timex.edtf == "2021-05-10/2021-05-12"


def test_this_year_fills_the_year_of_the_date_before_it():
    assert found("from March 30 through April 2 this year", dt.date(2020, 11, 1)) == [
        ("March 30", "2020-03-30"),
        ("April 2", "2020-04-02"),
        ("this year", "2020"),
    ]


@pytest.mark.parametrize(
    ("text", "value", "mod", "edtf"),
    [
        ("in early June", "2021-06", "START", "[2021-06-01..2021-06-10]"),
        ("set for mid-August", "2021-08", "MID", "[2021-08-11..2021-08-20]"),
        ("by the end of April", "2021-04", "END", "[2021-04-21..2021-04-30]"),
        ("early next year", "2022", "START", "[2022-01-01..2022-04-30]"),
        ("the late 1980s", "198", "END", None),
        ("It will open later this year.", "2021", None, "[2021-03-31..2021-12-31]"),
        ("They will meet this year.", "2021", None, "[2021-03-31..2021-12-31]"),
        ("They met this year.", "2021", None, "2021"),
        ("next week", "2021-W14", None, "[2021-04-05..2021-04-11]"),
        ("the first week of May", "2021-W18", None, "[2021-05-03..2021-05-09]"),
        ("the week of April 12", "2021-W15", None, "[2021-04-12..2021-04-18]"),
        ("the weekend of May 29-30", "2021-W21-WE", None, "[2021-05-29..2021-05-30]"),
        ("It will be the last weekend in August.", "2021-W34-WE", None, "[2021-08-28..2021-08-29]"),
        ("the last Friday of April", "2021-04-30", None, "2021-04-30"),
        ("He spoke about 15 May 2021.", "2021-05-15", None, "2021-05-15"),
        ("around 15 May 2021", "2021-05-15", "APPROX", "2021-05-15~"),
        ("no later than 15 July 2022", "2022-07-15", "ON_OR_BEFORE", "2022-07-15"),
        ("on or after 1 June 2021", "2021-06-01", "ON_OR_AFTER", "2021-06-01"),
        ("by year-end", "2021", "END", "[2021-09-01..2021-12-31]"),
        ("the second half of May", "2021-05", "END", "[2021-05-16..2021-05-31]"),
        ("this summer", "2021-SU", None, "2021-22"),
        ("the second quarter of this year", "2021-Q2", None, "2021-34"),
    ],
)
def test_a_fuzzy_date_keeps_its_grain_and_its_days(text, value, mod, edtf):
    [timex] = tag(text, PUBLISHED)
    assert (timex.value, timex.mod) == (value, mod)
    assert edtf is None or timex.edtf == edtf


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On March 29 he came; the next day he left.", "2021-03-30"),
        ("He came on March 29. Two weeks later he left.", "2021-04-12"),
        ("He came on March 29, having left Rome a day earlier.", "2021-03-28"),
        ("They met in May 2019 and again later that year.", "2019"),
        ("It was 2015. The following year he won.", "2016"),
    ],
)
def test_what_follows_a_date_is_counted_from_it(text, expected):
    assert values(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("signed two days ago", "2021-03-29"),
        ("three months ago", "2020-12"),
        ("five years ago", "2016"),
        ("It opens in two weeks.", "2021-04-14"),
        ("the day after tomorrow", "2021-04-02"),
        ("in 30 years' time", "2051"),
        ("many years ago", "PAST_REF"),
    ],
)
def test_units_are_counted_from_publication_at_their_grain(text, expected):
    assert values(text) == [expected]


def test_in_so_many_years_looks_back_after_a_superlative():
    [timex] = tag("The index closes at its lowest level in six years.", PUBLISHED)
    assert (timex.type, timex.value) == ("DURATION", "P6Y")


@pytest.mark.parametrize(
    ("text", "value", "edtf", "zone"),
    [
        ("at 15:00 (GMT+4) on April 1", "2021-04-01T15:00", "2021-04-01T15:00+04:00", None),
        (
            "at 9:00 a.m. Moscow time on Friday, as it will",
            "2021-04-02T09:00",
            "2021-04-02T09:00+03:00",
            "Europe/Moscow",
        ),
        (
            "It will open at noon Friday EST.",
            "2021-04-02T12:00",
            "2021-04-02T12:00-04:00",
            "America/New_York",
        ),
        (
            "at 14:00 local time (GMT+4) on April 1",
            "2021-04-01T14:00",
            "2021-04-01T14:00+04:00",
            None,
        ),
        (
            "at 9:30 a.m. Thursday, Eastern time, it will open",
            "2021-04-01T09:30",
            "2021-04-01T09:30-04:00",
            "America/New_York",
        ),
        ("at 14:48 UTC", "2021-03-31T14:48Z", "2021-03-31T14:48Z", "Etc/UTC"),
        ("on 12 August 2021 at 10 a.m. local time", "2021-08-12T10:00", "2021-08-12T10:00", None),
        ("at midnight on 30 April", "2021-04-30T24:00", "2021-05-01T00:00", None),
        ("tomorrow evening", "2021-04-01TEV", "2021-04-01", None),
        ("last night", "2021-03-30TNI", "2021-03-30", None),
        ("0800 GMT", "2021-03-31T08:00Z", "2021-03-31T08:00Z", "Etc/GMT"),
    ],
)
def test_a_clock_time_has_its_day_and_its_zone(text, value, edtf, zone):
    timex = tag(text, PUBLISHED)[0]
    assert (timex.type, timex.value, timex.edtf, timex.zone) == ("TIME", value, edtf, zone)


def test_hours_of_a_range_share_the_day_and_the_half_of_it():
    assert values("from 10 to 12 a.m. on 6 May") == ["2021-05-06T10:00", "2021-05-06T12:00"]
    assert values("on 6 May from 2 to 4 p.m.")[-2:] == ["2021-05-06T14:00", "2021-05-06T16:00"]
    assert values("from 10 p.m. to 2 a.m. on 6 May") == ["2021-05-06T22:00", "2021-05-07T02:00"]
    assert values("from 6 a.m. Friday until midnight Sunday, as they will") == [
        "2021-04-02T06:00",
        "2021-04-04T24:00",
    ]
    assert values("on 6 May from 10 p.m. to 2 a.m.")[-2:] == [
        "2021-05-06T22:00",
        "2021-05-07T02:00",
    ]


@pytest.mark.parametrize(
    ("text", "value", "mod"),
    [
        ("for three days", "P3D", None),
        ("a two-hour session", "PT2H", None),
        ("nearly five months", "P5M", "APPROX"),
        ("more than two and a half years", "P2.5Y", "MORE_THAN"),
        ("half an hour", "PT30M", None),
        ("an hour and a half", "PT1.5H", None),
        ("the past three months", "P3M", None),
        ("for several weeks", "PXW", None),
        ("will last three days", "P3D", None),
        ("a weeklong trip", "P1W", None),
        ("for 1,460 years", "P1460Y", None),
        ("for 1,000,000 years", "P1000000Y", None),
        ("the first nine months of 2020", "P9M", None),
    ],
)
def test_a_duration_is_counted(text, value, mod):
    [timex] = tag(text, PUBLISHED)
    assert (timex.type, timex.value, timex.mod, timex.edtf) == ("DURATION", value, mod, None)


@pytest.mark.parametrize(
    ("text", "value", "quant", "freq"),
    [
        ("every Monday", "XXXX-WXX-1", "EVERY", None),
        ("every first Tuesday of the month", "XXXX-WXX-2", "EVERY", None),
        ("on Fridays", "XXXX-WXX-5", "EVERY", None),
        ("every two years", "P2Y", "EVERY", None),
        ("each morning", "XXXX-XX-XXTMO", "EACH", None),
        ("twice a week", "P1W", None, "2X"),
        ("three times a year", "P1Y", None, "3X"),
        ("weekly", "P1W", "EVERY", None),
        ("15 a year", "P1Y", None, None),
    ],
)
def test_a_repetition_is_a_set(text, value, quant, freq):
    [timex] = tag(text, PUBLISHED)
    assert (timex.type, timex.value, timex.quant, timex.freq) == ("SET", value, quant, freq)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He is now in Rome.", "PRESENT_REF"),
        ("a recent visit", "PAST_REF"),
        ("in the near future", "FUTURE_REF"),
        ("for the time being", "PRESENT_REF"),
    ],
)
def test_a_mere_reference_has_no_date(text, expected):
    [timex] = tag(text, PUBLISHED)
    assert (timex.value, timex.edtf) == (expected, None)


@pytest.mark.parametrize(
    "text",
    [
        "The parties may sign; Theresa May and Prime Minister March did not comment.",
        "He came second in the 100-metre final, and the Second Trade Forum had 40 stands.",
        "We sat in the sun and won 4-2; 300 people watched on the 24 channel.",
        "The fund paid $27,440 for 2010 shares and 1/2 of the 48 flats.",
        "Flight 1999 carried 1500 passengers.",
        "The Sun reported the fall of the government. Mark it.",
        "They marched on; the troops march to the sea.",
        "the 31st of February",
    ],
)
def test_what_is_no_date_stays_out(text):
    assert found(text) == []


def test_partial_dates_of_a_history_belong_to_the_last_date_told():
    text = (
        "The war began in 1861. In April 1861 the fort fell. On 21 July 1861 the armies met. "
        "By 1862 the river was open. On 6 April 1862 they met again. The next day they parted. "
        "On 17 September they met once more. In December 1862 came the defeat. In January the "
        "general left."
    )
    assert values(text, dt.date(2009, 12, 19)) == [
        "1861",
        "1861-04",
        "1861-07-21",
        "1862",
        "1862-04-06",
        "1862-04-07",
        "1862-09-17",
        "1862-12",
        "1863-01",
    ]


def test_expressions_are_in_order_and_name_the_rule_that_found_them():
    text = "On Monday, 5 April, from 9 to 10 a.m., and in early May 2022."
    timexes = tag(text, PUBLISHED)
    assert all(text[timex.start : timex.end] == timex.text for timex in timexes)
    assert all(one.end <= other.start for one, other in itertools.pairwise(timexes))
    assert timexes[0].rule == "day-month"


def test_another_language_is_one_module_and_one_line(monkeypatch):
    def tomorrow(hit, context):
        return Value.of(Period(Unit.DAY, context.published).shift(1))

    dates = ModuleType("dates")
    dates.GRAMMAR = Grammar(
        lexicon={"TOMORROW": ["domani"]},
        shapes=[],
        fillers=[],
        levels=[[Rule("tomorrow", "DATE", "TOMORROW", tomorrow)]],
    )
    dates.tense = lambda hit: Tense.UNKNOWN
    dates.told_year = lambda hit: None
    dates.points_at_now = lambda hit: True
    dates.tells_of_now = lambda tokens, hits: True
    monkeypatch.setitem(sys.modules, "calendars.reading.rules.italian", ModuleType("italian"))
    monkeypatch.setitem(sys.modules, "calendars.reading.rules.italian.dates", dates)
    monkeypatch.setitem(LANGUAGES, "it", "italian")
    [timex] = tag("Si parte domani.", PUBLISHED, language="it")
    assert (timex.text, timex.value, timex.rule) == ("domani", "2021-04-01", "tomorrow")


def test_a_language_without_rules_is_refused():
    with pytest.raises(UnsupportedLanguage, match="no reading rules for the language “xx”"):
        tag("Vendredi.", PUBLISHED, language="xx")

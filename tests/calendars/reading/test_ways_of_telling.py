"""More ways in which notices, wires and programmes tell an event, one sentence or block each."""

import datetime as dt

import pytest

from calendars.reading.read import read

PUBLISHED = dt.date(2024, 3, 4)


def told(text):
    mentions = read(text, published=PUBLISHED, language="en").mentions
    return [(m.name, m.when and m.when.edtf) for m in mentions]


def places(text):
    mentions = read(text, published=PUBLISHED, language="en").mentions
    return [(m.when.edtf, m.place and m.place.name) for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The board's next session will be on 7 May.", ("board's next session", "2024-05-07")),
        ("The Harvest Gala is Saturday, May 4.", ("Harvest Gala", "2024-05-04")),
        (
            "Norway is preparing the Polar Summit, which Tromso will host on May 8-9.",
            ("Polar Summit", "2024-05-08/2024-05-09"),
        ),
        (
            "The committee will hold a hearing on May 7 to examine the price of grain.",
            ("hearing of the committee on the price of grain", "2024-05-07"),
        ),
        (
            "The board will hold a public hearing on May 7 in Riga, on the sale of the mill.",
            ("public hearing of the board on the sale of the mill", "2024-05-07"),
        ),
        (
            'The panel will convene a hearing titled "Safe Rails" on May 7.',
            ('hearing of the panel titled "Safe Rails"', "2024-05-07"),
        ),
        (
            "A spacewalk by astronauts Ida Holm and Lee Park is set for May 6.",
            ("spacewalk by astronauts Ida Holm and Lee Park", "2024-05-06"),
        ),
        (
            "A hearing for the man accused of setting the fire is scheduled to begin May 6.",
            ("hearing for the man", "2024-05-06"),
        ),
        (
            "On the eve of the drill, on May 6, ministers are to gather in Riga.",
            ("Meeting of ministers", "2024-05-06"),
        ),
        (
            "Poet Lena Roth will read from her new book in Riga on 9 May.",
            ("Reading by Poet Lena Roth from her new book", "2024-05-09"),
        ),
        (
            "Pope Leo will receive the ministers at the Vatican on Friday evening.",
            ("Meeting of Pope Leo with the ministers", "2024-03-08"),
        ),
        (
            "The archbishop will celebrate an open-air mass in Porto on May 12.",
            ("open-air mass of the archbishop", "2024-05-12"),
        ),
        ("Unions plan a rally in Riga on May 6.", ("rally of Unions", "2024-05-06")),
        (
            "The ministry accepts bids now. Early-bird registration until 20 May 2024",
            ("Deadline for early-bird registration", "2024-05-20"),
        ),
    ],
)
def test_an_event_is_read_however_it_is_told(text, expected):
    name, date = expected
    found = [(n, d[: len(date)]) for n, d in told(text) if d]
    assert (name, date) in found, found


def test_each_stop_of_a_journey_is_a_visit_of_its_own():
    text = "The king will be in Lima from May 3-5, Quito from May 6-7 and Bogota on May 8."
    assert places(text) == [
        ("2024-05-03/2024-05-05", "Lima"),
        ("2024-05-06/2024-05-07", "Quito"),
        ("2024-05-08", "Bogota"),
    ]


def test_further_sessions_are_called_as_the_sessions_before_them():
    text = (
        "The council invites to drop-in sessions next month. Further sessions follow at the "
        "Central Library on 13 May (10am to 1pm) and at the Brook Centre on 17 May."
    )
    assert told(text)[-2:] == [
        ("drop-in sessions", "2024-05-13T10:00/2024-05-13T13:00"),
        ("drop-in sessions", "2024-05-17"),
    ]


def test_a_line_that_ends_with_its_date_is_an_entry_unless_the_date_is_the_page_s():
    assert told("Half-year 2024 results: 22 August 2024") == [
        ("Half-year 2024 results", "2024-08-22")
    ]
    assert told("Page last updated: 22 August 2024") == []


def test_a_notice_in_lines_is_one_event():
    text = (
        "MEDIA ADVISORY\n\nWHAT: Ribbon-cutting for the new bridge over the Tarn\n\n"
        "WHO: Mayor Ada Lund\n\nWHEN: Thursday, May 9, 2024, 10:30 a.m.\n\nWHERE: Mill Lane"
    )
    (mention,) = read(text, published=PUBLISHED).mentions
    assert mention.name == "Ribbon-cutting for the new bridge"
    assert mention.when.edtf == "2024-05-09T10:30"
    assert mention.place.name == "Mill Lane"


def test_hours_alone_are_those_of_the_day_told_before():
    text = "Pilots will strike on Thursday. The strike will last from 2 a.m. to 8 p.m."
    assert all(date.startswith("2024-03-07") for _, date in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "Kenya dismissed reports that President Omar Deng would visit Nairobi on May 6.",
        "The doors of the Town Hall are painted green; the next launch window opens in May.",
        "A final dividend is payable on 30 May 2024.",
    ],
)
def test_what_is_denied_or_only_sounds_like_an_event_stays_out(text):
    assert told(text) == []


def test_a_wish_to_delay_changes_nothing():
    text = "Voters in Lukanga will choose a mayor on May 12 after a request to delay the ballot."
    (mention,) = read(text, published=PUBLISHED).mentions
    assert mention.status.value == "scheduled"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ugandans go to the polls on May 18 to elect a president and parliament.",
            ("Presidential and parliamentary election in Uganda", "2024-05-18"),
        ),
        (
            "Ivo Brand, the painter, died on Friday. A memorial service will be held on May 8.",
            ("memorial service for Ivo Brand", "2024-05-08"),
        ),
        (
            "The envoy will report to the Security Council on 25 April.",
            ("Report of the envoy to the Security Council", "2024-04-25"),
        ),
        (
            'The hearing, "Cyber: Keeping Networks Safe," is set for May 7 in Oslo.',
            ('hearing "Cyber: Keeping Networks Safe', "2024-05-07"),
        ),
        (
            "The Foreign Affairs Council on Defence will follow on May 28.",
            ("Foreign Affairs Council on Defence", "2024-05-28"),
        ),
        (
            "A court set dates for the trial of six dockers. Hearings will begin on May 14.",
            ("trial of six dockers", "2024-05-14"),
        ),
        (
            "A meeting of energy ministers tied to the summit will go ahead on May 6.",
            ("meeting of energy ministers", "2024-05-06"),
        ),
        ("Abstracts (300 words): 15 April 2024", ("Deadline for abstracts", "2024-04-15")),
        (
            "MINSK. March 4 (Agency) - A meeting of the Council of Ministers will be held on "
            "March 11.",
            ("meeting of the Council of Ministers", "2024-03-11"),
        ),
    ],
)
def test_an_event_is_named_as_its_article_knows_it(text, expected):
    found = told(text)
    assert any(expected[0] in n and d == expected[1] for n, d in found), found
    assert len(found) == 1


def test_entries_under_a_day_are_events_with_their_hours_and_halls():
    text = (
        "Friday, March 8\nFish fry, 5-7 p.m., St. Joseph's parish hall. $12 adults.\n\n"
        "Saturday, March 9\nChess tournament, 10 a.m., Carver Library. Register by March 6.\n"
        "Winter Farmers Market, 9 a.m. to 1 p.m., old armory.\n"
    )
    assert told(text)[:1] == [("Fish fry", "2024-03-08T17:00/2024-03-08T19:00")]
    assert ("Winter Farmers Market", "2024-03-09T09:00/2024-03-09T13:00") in told(text)
    assert ("2024-03-09T10:00", "Carver Library") in places(text)


def test_a_former_day_is_no_event_of_its_own():
    text = (
        "Members of the group gather in Aktau on Thursday for a three-day session. The session "
        "was to have been held in Baku in December but was shifted."
    )
    (mention,) = read(text, published=PUBLISHED).mentions
    assert mention.when.edtf == "2024-03-07/2024-03-09"
    assert mention.status.value == "rescheduled"


@pytest.mark.parametrize(
    "text",
    [
        "The General Assembly on Tuesday adopted a resolution on seeds.",
        "The Observation Mission opened its office in Almaty on 1 March.",
        "He was speaking at a daily press briefing Monday.",
    ],
)
def test_what_a_body_does_is_no_event(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The manager will present her budget at a special meeting at 6 p.m. Thursday.",
            ("special meeting", "2024-03-07T18:00"),
        ),
        (
            "Harbinger Foods Inc. will release its financial results on June 4.",
            ("Publication of financial results of Harbinger Foods Inc", "2024-06-04"),
        ),
        (
            "Foreign Minister Ada Lund is expected in Riga on Tuesday.",
            ("Visit of Foreign Minister Ada Lund to Riga", "2024-03-05"),
        ),
    ],
)
def test_what_is_done_at_an_event_tells_that_it_is_to_come(text, expected):
    found = told(text)
    assert any(name.startswith(expected[0]) and day == expected[1] for name, day in found), found


def test_ballots_that_are_counted_and_ends_on_course_are_no_events():
    assert told("Officials began counting ballots on Monday.") == []
    assert told("The vote keeps the ministry on course to end its mission by May 31.") == []


def test_a_rocket_leaves_from_its_place():
    text = "The shuttle Atlantis is to blast off on Friday from Cape Canaveral."
    assert [place for _, place in places(text)] == ["Cape Canaveral"]


def test_a_plan_that_came_to_nothing_is_not_still_to_come():
    (mention,) = read(
        "Heads of state from eight nations were to have met in Douala on March 25.",
        published=PUBLISHED,
    ).mentions
    assert mention.status.value == "postponed"


def test_a_concert_is_named_by_those_who_give_it():
    assert told("A concert is to be given by former choristers on May 6.") == [
        ("concert by former choristers", "2024-05-06")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Teachers plan a series of rolling one-day strikes from Monday 11 March to Friday "
            "15 March.",
            ("rolling one-day strikes", "2024-03-11/2024-03-15"),
        ),
        ("A rail strike on 12 March is to stop the trains.", ("rail strike", "2024-03-12")),
        ("The union called a strike for March 12.", ("strike of the union", "2024-03-12")),
        ("The mayor called a meeting for March 12.", ("meeting of the mayor", "2024-03-12")),
        ("Teachers held a strike on Friday.", ("strike of Teachers", "2024-03-01")),
        (
            "A strike by nurses on 12 March will close clinics.",
            ("strike by nurses", "2024-03-12"),
        ),
        (
            "The release of Orbit 5.2 has been pushed back two weeks to March 26th.",
            ("release of Orbit 5.2", "2024-03-26"),
        ),
        (
            "The film's release was delayed until April 12.",
            ("film's release", "2024-04-12"),
        ),
    ],
)
def test_strikes_and_what_is_put_off_have_the_day_that_is_told(text, expected):
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The air force carried out a strike on Friday near the border.",
        "Payment of the fee was delayed to April 8.",
        "The mayor called for a meeting on March 12.",
        "The family was moved to Leeds on March 5.",
    ],
)
def test_strikes_of_armies_late_payments_and_wishes_are_no_events(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Few turned out in the election on Sunday.", ("election", "2024-03-03")),
        ("Turnout in Sunday's election was low.", ("election", "2024-03-03")),
        ("She hopes for a new start following the election today.", ("election", "2024-03-04")),
    ],
)
def test_the_election_of_a_day_needs_no_other_name(text, expected):
    assert told(text) == [expected]


def test_the_election_without_a_day_points_back():
    assert told("Few turned out in the election.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The trial date is set for April 16.", ("trial", "2024-04-16")),
        ("The union has set an April 16 strike date.", ("strike of the union", "2024-04-16")),
        ("The election date has been set for June 9.", ("election", "2024-06-09")),
    ],
)
def test_the_date_of_an_event_is_its_day(text, expected):
    assert told(text) == [expected]

"""What an event is called, and who takes part, as a calendar editor would write it."""

import datetime as dt

import pytest

from calendars.reading.acronyms import in_full, introduced
from calendars.reading.read import read

PUBLISHED = dt.date(2024, 3, 1)


def told(text, title=None):
    return read(text, published=PUBLISHED, title=title, language="en").mentions


def names(text, title=None):
    return [mention.name for mention in told(text, title)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "For details call (555) 833-1116\nThe open forums will be held on April 4.",
            "open forums",
        ),
        ("The already famous cheese fair opens in Riga on April 4.", "famous cheese fair"),
        ("The council will hold two budget hearings on April 4.", "budget hearings of the council"),
        (
            "The Working Group on Arms Control and Non-Proliferation will convene on March 30.",
            "Meeting of the Working Group on Arms Control and Non-Proliferation",
        ),
        (
            "The Turkmen-Chilean Intergovernmental Commission on Economic Cooperation will meet in "
            "Lima on March 30.",
            "Meeting of the Turkmen-Chilean Intergovernmental Commission on Economic Cooperation",
        ),
        (
            "HELSINKI The Nordic Board will meet on April 4.",
            "Meeting of Nordic Board",
        ),
        ("The Group of 40 summit will be held in Lima on April 4.", "Group of 40 summit"),
        (
            "Berg was to have travelled to Lima on Wednesday to sign a pact.",
            "Visit of Berg to Lima",
        ),
    ],
)
def test_a_name_has_its_own_words_and_no_others(text, name):
    assert names(text) == [name]


def test_a_political_party_is_no_party_that_is_held():
    assert not names("He was charged on May 4 with two Liberal Party (LP) officials.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Norwegian President Anna Berg will be in Lima on April 4-5. She will meet Prime "
            "Minister Luis Soto on April 4.",
            "Meeting of Norwegian President Anna Berg with Prime Minister Luis Soto",
        ),
        (
            "Foreign Minister Anna Berg spoke in Oslo. The minister will visit Peru on April 9.",
            "Visit of Foreign Minister Anna Berg to Peru",
        ),
        (
            "Foreign Minister Anna Berg has put off a trip to Chile that was set for April 4.",
            "trip of Foreign Minister Anna Berg to Chile",
        ),
    ],
)
def test_who_is_only_pointed_at_is_named(text, name):
    assert name in names(text)


def test_an_hour_is_nobody():
    text = "By 9:30 PM ET crowds had come to hear him. He will visit Lima on April 4."
    (mention,) = told(text)
    assert mention.participants == ()


def test_a_spokesman_is_not_whom_he_speaks_of():
    assert names("A spokesman said he will visit Lima on April 4.") == ["Visit to Lima"]


@pytest.mark.parametrize(
    ("who", "participants"),
    [
        ("Lindt and Bakken", ("Lindt", "Bakken")),
        ("Norway and Chile", ("Norway", "Chile")),
        (
            "Anna Berg, President Lars Holm, and Luis Soto",
            ("Anna Berg", "President Lars Holm", "Luis Soto"),
        ),
        ("The Ministry of Trade and Industry", ("The Ministry of Trade and Industry",)),
        ("Officials of Norway and Chile", ("Officials of Norway and Chile",)),
        ("Trinidad and Tobago", ("Trinidad and Tobago",)),
        ("Her Norwegian and Danish colleagues", ("Her Norwegian and Danish colleagues",)),
    ],
)
def test_each_of_those_who_meet_takes_part(who, participants):
    (mention,) = told(f"{who} will meet in Lima on April 4.")
    assert mention.participants == participants


def test_an_acronym_is_told_in_full_where_the_article_introduces_it():
    text = "The Board of Salt Affairs (BSA) has ten members. The BSA session is on April 4."
    assert names(text) == ["Board of Salt Affairs (BSA) session"]


def test_an_acronym_that_no_words_before_it_make_is_left_alone():
    assert introduced("The bank (NYSE) fell. Ministers of Trade (WTO) met.") == {}
    assert in_full("WTO talks", {}) == "WTO talks"


def test_an_event_called_by_an_acronym_is_the_one_called_in_full():
    text = (
        "The Salt Policy Committee meeting will take place in April. "
        "The SPC meeting will be held in Oslo on April 4."
    )
    assert [m.when.edtf for m in told(text) if m.when] == ["2024-04-04"]


def test_a_visit_to_one_place_of_several_is_an_event_of_its_own():
    text = "Berg will visit Chile and Peru on April 4-9. She will visit Peru on April 8."
    assert len(told(text)) == 2


def test_a_bare_event_is_called_with_the_occasion_of_its_article():
    text = (
        "Alba Fair 2024: call for papers\n\nThe workshops will be held on May 4.\n\nDeadline: May 2"
    )
    assert names(text) == ["Alba Fair 2024: workshops", "Alba Fair 2024: Deadline"]


def test_a_hearing_is_called_with_its_trial():
    text = (
        "The trial of former mayor Ann Petrov was adjourned until April 14. "
        "A hearing will take place on April 4."
    )
    assert "Trial of former mayor Ann Petrov: hearing" in names(text)


def test_an_opening_session_is_called_with_its_conference():
    text = (
        "The Nordic Salt Conference will be held in Oslo on April 4-6. "
        "The opening session will take place on April 4 at 9:00."
    )
    assert "Nordic Salt Conference: opening session" in names(text)


def test_a_participant_is_told_once_by_the_fullest_name():
    text = (
        "President Anna Berg will visit Chile on April 4-5. "
        "Berg will visit Chile on April 4 with her husband."
    )
    (mention,) = told(text)
    assert mention.participants == ("President Anna Berg",)


def test_what_is_done_on_a_trip_is_not_where_it_goes():
    (name,) = names("Anna Berg put off a trip to attend the games that was set for April 4.")
    assert "attend" not in name


def test_an_announcement_published_after_its_day_is_of_that_day():
    (mention,) = told("On 28 February the museum will host a lecture on salt.")
    assert mention.when is not None
    assert mention.when.edtf == "2024-02-28"


def test_an_event_told_once_without_a_day_by_the_shorter_name_is_one():
    text = (
        "The fraud trial of banker Paul Sato Kelly Ode of Nordic Salt Works begins on April 4. "
        "Paul Sato's trial was postponed."
    )
    assert len(told(text)) == 1


def test_an_acronym_of_the_headline_needs_no_full_name():
    text = "The Board of Salt Affairs (BSA) has ten members. The BSA session is on April 4."
    assert names(text, "BSA to meet in April") == ["BSA session"]


def test_a_fair_that_is_only_described_is_called_by_its_name():
    text = (
        "The 12th Harbour Book Fair was opened in Riga on Thursday. "
        "The traditional two-week fair runs until March 11."
    )
    assert {m.name for m in told(text)} == {"12th Harbour Book Fair"}


def test_a_name_behind_an_office_belongs_to_the_event():
    text = "The trial of the former Mayor, Ann Petrov, will open on April 4."
    assert names(text) == ["trial of the former Mayor, Ann Petrov"]


def test_a_day_sharpens_the_month_of_the_only_event_of_its_kind():
    text = (
        "The Nordic Council summit is slated for late March. "
        "Berg will speak at the Nordic summit on March 28-29."
    )
    assert [m.when.edtf for m in told(text) if m.when] == ["2024-03-28/2024-03-29"]


def test_two_named_events_of_one_month_stay_two():
    text = (
        "The Bergen Jazz Festival is planned for May. "
        "The Oslo Film Festival will be held on May 4-9."
    )
    assert len(told(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Gatherings of 50 and more are against the rules from May 4.",
        "The Baltic Alliance (BA) mission on May 4 asked for more money.",
    ],
)
def test_a_crowd_or_a_body_is_no_event(text):
    assert not names(text)


def test_who_will_do_something_is_named_where_it_is_only_she():
    text = "Foreign Minister Anna Berg is in Lima. On April 4 she will deliver remarks on salt."
    assert names(text) == ["Foreign Minister Anna Berg to deliver remarks on salt"]

"""The many ways in which agencies, courts and press offices tell when something is held."""

import datetime as dt

import pytest

from calendars.reading.read import read

PUBLISHED = dt.date(2024, 3, 4)


def told(text, published=PUBLISHED):
    mentions = read(text, published=published).mentions
    return [(mention.name, mention.when and mention.when.edtf) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "name", "edtf"),
    [
        (
            "During 21-23 May, there will be a go-slow strike.",
            "go-slow strike",
            "2024-05-21/2024-05-23",
        ),
        (
            "The tram drivers will be on strike on May 5.",
            "strike of the tram drivers",
            "2024-05-05",
        ),
        (
            "Today is the start of the official visit of President Ilir Dema to Malta.",
            "official visit of President Ilir Dema to Malta",
            "2024-03-04",
        ),
        (
            "Saturday marks the opening of the Riga Book Fair.",
            "opening of the Riga Book Fair",
            "2024-03-09",
        ),
        (
            "A meeting to discuss the ceasefire will be called this month.",
            "meeting on the ceasefire",
            "[2024-03-04..2024-03-31]",
        ),
        ("A strike has been called for May 5.", "strike", "2024-05-05"),
        (
            "The border talks that were suspended last month are to resume in Oslo on 9 April.",
            "border talks",
            "2024-04-09",
        ),
        (
            "The president will on May 5 open the Riga Book Fair.",
            "Riga Book Fair",
            "2024-05-05",
        ),
        (
            "The Riga Book Fair will, on May 5, be opened by the mayor.",
            "Riga Book Fair",
            "2024-05-05",
        ),
        (
            "He agreed to it as part of a May 14-15 trip to Lisbon.",
            "trip to Lisbon",
            "2024-05-14/2024-05-15",
        ),
        ("The regatta will go forward as planned on May 5.", "regatta", "2024-05-05"),
        ("Anna Lind would come to Tartu in July.", "Visit of Anna Lind to Tartu", "2024-07"),
        ("Ministers last met in Vigo in October 2023.", "Meeting of Ministers", "2023-10"),
        (
            "The Group of 12 summit will be held in Vigo on May 5.",
            "Group of 12 summit",
            "2024-05-05",
        ),
    ],
)
def test_an_event_is_told_in_many_ways(text, name, edtf):
    assert told(text) == [(name, edtf)]


@pytest.mark.parametrize(
    ("text", "name", "edtf"),
    [
        ("Judge Amadi adjourned the matter till April 11 for trial.", "trial", "2024-04-11"),
        (
            "The court fixed April 6, for hearing of the motion.",
            "hearing of the motion",
            "2024-04-06",
        ),
        (
            "The trial of the mayor was on Monday adjourned until April 17 for hearing.",
            "trial of the mayor",
            "2024-04-17",
        ),
        (
            "The trial of the mayor, earlier fixed to continue on April 8, was pushed to April 21.",
            "trial of the mayor",
            "2024-04-21",
        ),
    ],
)
def test_a_court_tells_the_day_to_which_it_adjourns(text, name, edtf):
    assert told(text) == [(name, edtf)]


@pytest.mark.parametrize(
    ("headline", "name", "edtf"),
    [
        ("Harbour Minister to Visit Malta in November", "Harbour Minister to Malta", "2024-11"),
        ("Lind to Travel to Malta in November", "Lind to Malta", "2024-11"),
        ("Port Ministers to Meet in Riga on May 5", "Port Ministers", "2024-05-05"),
    ],
)
def test_a_headline_in_title_case_tells_what_is_to_be_done(headline, name, edtf):
    ((told_name, told_edtf),) = told(headline)
    assert told_name.endswith(name)
    assert told_edtf == edtf


@pytest.mark.parametrize(
    "text",
    [
        "The ordinance was passed by 88 votes to 61 on 27 February.",
        "There is no meeting on Monday.",
        "The Labour Party in May lost two seats.",
        "The minister used the summit to announce that taxes will rise on May 5.",
    ],
)
def test_what_only_sounds_like_an_event_stays_out(text):
    assert told(text) == []


def test_what_a_meeting_is_for_and_what_comes_before_it_are_no_events_of_its_day():
    text = (
        "The island council will meet on March 12 in the harbour hall to vote on the ferry. "
        "Before the vote, a public hearing will take place at the school on March 7."
    )
    assert told(text) == [
        ("Meeting of the island council", "2024-03-12"),
        ("public hearing", "2024-03-07"),
    ]


def test_a_trip_that_was_to_have_been_made_is_given_up():
    (mention,) = read(
        "President Dema was to have travelled to Oslo on Friday to sign a treaty.",
        published=PUBLISHED,
    ).mentions
    assert (mention.name, mention.status.value) == (
        "Visit of President Dema to Oslo",
        "postponed",
    )


def test_a_day_just_past_is_not_sent_into_the_next_year():
    text = "The Lamp Symposium, held in Riga on 6 March, draws many."
    assert told(text) == [("Lamp Symposium", "2024-03-06")]
    assert told("On 1 March she will open the Riga Book Fair.") == [
        ("Riga Book Fair", "2024-03-01")
    ]


def test_lines_wrapped_narrowly_are_one_sentence():
    text = (
        "The inspectors of the harbour commission on Friday\n"
        "said that the summer sessions will be held in the\n"
        "old customs house of Tartu, which is now a hotel, on\n"
        "May 22-24, when the new members are there.\n"
    )
    assert told(text)[0][1] == "2024-05-22/2024-05-24"


@pytest.mark.parametrize(
    ("text", "name", "edtf"),
    [
        ("The recount is scheduled for May 5.", "recount", "2024-05-05"),
        ("The caroling will be on Saturday.", "caroling", "2024-03-09"),
        ("A ruling is expected on May 5.", "ruling", "2024-05-05"),
        (
            "The court will take up the dispute on May 5.",
            "Court to take up the dispute",
            "2024-05-05",
        ),
        (
            "The bishop will consecrate the chapel on May 5.",
            "Bishop to consecrate the chapel",
            "2024-05-05",
        ),
        (
            "The region's biggest tech fair, Lampex, will kick off its run on May 5.",
            "Lampex",
            "2024-05-05",
        ),
    ],
)
def test_what_has_a_day_is_an_event_be_its_word_unknown(text, name, edtf):
    assert told(text) == [(name, edtf)]


@pytest.mark.parametrize(
    "text",
    [
        "The baby is due on May 5.",
        "Rain is expected on Monday.",
        "The president is expected on May 5.",
        "His last day will be May 5.",
        "The dividend is due on May 5.",
        "The two men said the visit would coincide with the talks.",
        "The minister decided to postpone the trip, since the coming week will be hard.",
    ],
)
def test_what_only_has_a_day_stays_out(text):
    assert told(text) == []


def test_several_events_have_their_days_respectively():
    text = (
        "A session of the Council of Port Ministers and then the summit of the Bay presidents "
        "will be held in Riga on May 9 and 10 respectively."
    )
    assert told(text) == [
        ("session of the Council of Port Ministers", "2024-05-09"),
        ("summit of the Bay presidents", "2024-05-10"),
    ]
    two = "The final and the gala are scheduled for May 4 and May 6, respectively."
    assert told(two) == [("final", "2024-05-04"), ("gala", "2024-05-06")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Accreditation closes on April 13.", "Deadline for accreditation"),
        (
            "Voter registration, which began on February 1, ends on April 13.",
            "Deadline for voter registration",
        ),
        (
            "Residents may also send comments to the clerk by April 13.",
            "Deadline for residents to send comments",
        ),
        ("Reports are due in the office by April 13.", "Deadline for reports"),
        (
            "Exhibitors may claim a refund until 13 April.",
            "Deadline for exhibitors to claim a refund",
        ),
        ("Comments on the draft are requested by April 13.", "Deadline for comments on the draft"),
        ("Book your place before April 13.", "Deadline for bookings"),
        ("Send your CV to jobs@lamp.org by April 13.", "Deadline to send your CV"),
        (
            "Those wishing to take part should contact the secretariat by April 13.",
            "Deadline to contact the secretariat",
        ),
    ],
)
def test_calls_and_notices_tell_their_deadlines_in_many_ways(text, name):
    assert told(text) == [(name, "2024-04-13")]


def test_an_acronym_elsewhere_is_the_name_by_its_initials():
    text = (
        "The minutes of the BPC meeting held on May 6-7 will follow. "
        "The Bank Policy Committee meeting in May was the third of the year."
    )
    assert [edtf for _, edtf in told(text)] == ["2024-05-06/2024-05-07"]


@pytest.mark.parametrize(
    ("text", "name", "edtf"),
    [
        (
            "The series will conclude on April 2 with a presentation by Ana Ruiz.",
            "presentation by Ana Ruiz",
            "2024-04-02",
        ),
        (
            "On Wednesday evening he travels on to Tartu for talks with leaders.",
            "Visit to Tartu",
            "2024-03-06",
        ),
        (
            "Minister Lind was in Vigo from 26 to 28 February.",
            "Visit of Minister Lind to Vigo",
            "2024-02-26/2024-02-28",
        ),
        (
            "The Assembly of the Lamp Association will be held on the third day of the congress "
            "(Wednesday 5 June).",
            "Assembly of the Lamp Association",
            "2024-06-05",
        ),
        (
            "Minister Lind called on Prime Minister Ana Ruiz this morning.",
            "Meeting of Minister Lind with Prime Minister Ana Ruiz",
            "2024-03-04",
        ),
        (
            "President Dema arrived in Riga on Sunday.",
            "Visit of President Dema to Riga",
            "2024-03-03",
        ),
        (
            "Trade ministers wound up a two-day meeting in Riga today.",
            "meeting of Trade ministers in Riga",
            "2024-03-03/2024-03-04",
        ),
        (
            "The embassy will be closed on Friday, 1 May, for a holiday.",
            "Embassy to be closed",
            "2024-05-01",
        ),
    ],
)
def test_stays_ends_and_closures_are_told_with_their_days(text, name, edtf):
    assert [when for _, when in told(text)] == [edtf]
    assert told(text)[0][0].split()[0].lower() == name.split()[0].lower()


def test_a_date_that_only_tells_which_thing_is_meant_is_no_event_s():
    text = "It was critical for the July 21 decisions of the summit."
    assert told(text) == []
    assert told("The committee will discuss Tuesday's attack at a meeting.") == []


def test_a_date_between_commas_belongs_to_the_verb_behind_it():
    text = (
        "She will meet ministers in Tartu and, on Wednesday, is scheduled to attend a state dinner "
        "hosted by President Dema."
    )
    assert [(name.split()[0], edtf) for name, edtf in told(text)] == [("state", "2024-03-06")]

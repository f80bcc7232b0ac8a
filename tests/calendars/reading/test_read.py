import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.errors import MissingPublicationDate, UnsupportedLanguage
from calendars.reading.mention import Certainty, Kind, Status
from calendars.reading.read import read
from tests.calendars.reading.growth import grows_linearly

MONDAY = dt.date(2024, 4, 8)
SPRING = dt.date(2021, 3, 31)

COMMISSION = """\
RIGA, Latvia, April 8

By A. Writer:

The documents were signed during a working meeting of the Latvian-Georgian Intergovernmental \
Commission on Trade on April 5, 2024.

As was reported earlier, a delegation from Georgia pays a working visit to Latvia from April 4 \
through April 9 this year.

During the visit, talks between the heads of the two customs offices are planned.

In addition, a regular meeting of the Council of Port Ministers will be held in Ventspils on \
April 12. As a result of these meetings, it is planned to sign several documents.

"The next meetings of the intergovernmental Commission on Trade and its expert group on timber, \
scheduled for this year in Tbilisi, will help. The Second Baltic Harbour Forum, which is \
scheduled to be held in Liepaja in August, opens up further chances," the ministry said.
"""


def told(text, published=MONDAY, **options):
    return list(read(text, published=published, **options).mentions)


def only(text, published=MONDAY, **options):
    mentions = told(text, published, **options)
    assert len(mentions) == 1, [(m.name, m.when and m.when.edtf) for m in mentions]
    return mentions[0]


def test_an_article_gives_its_events_with_dates_places_and_status():
    rows = {
        (m.name, m.when.edtf, m.place.name if m.place else None, m.status.value)
        for m in told(COMMISSION)
    }
    assert rows == {
        (
            "working meeting of the Latvian-Georgian Intergovernmental Commission on Trade",
            "2024-04-05",
            None,
            "held",
        ),
        (
            "working visit of a Georgian delegation to Latvia",
            "2024-04-04/2024-04-09",
            "Latvia",
            "scheduled",
        ),
        (
            "talks between the heads of the two customs offices",
            "2024-04-04/2024-04-09",
            "Latvia",
            "scheduled",
        ),
        ("meeting of the Council of Port Ministers", "2024-04-12", "Ventspils", "scheduled"),
        (
            "next meetings of the intergovernmental Commission on Trade and its expert group on "
            "timber",
            "[2024-04-08..2024-12-31]",
            "Tbilisi",
            "scheduled",
        ),
        ("Second Baltic Harbour Forum", "2024-08", "Liepaja", "scheduled"),
    }


def test_every_quote_and_span_is_literally_in_the_text():
    reading = read(COMMISSION, published=MONDAY)
    for mention in reading.mentions:
        start, end = mention.spans["quote"]
        assert reading.text[start:end] == mention.quote
        for first, last in mention.spans.values():
            assert 0 <= first < last <= len(reading.text)
        date = reading.text[slice(*mention.spans["date"])]
        assert date in reading.text
    forum = next(m for m in reading.mentions if "Forum" in m.name)
    assert reading.text[slice(*forum.spans["date"])] == "August"
    assert reading.text[slice(*forum.spans["place"])] == "Liepaja"
    assert "scheduled to be held in Liepaja in August" in forum.quote


@pytest.mark.parametrize(
    ("text", "edtf", "status", "certainty"),
    [
        ("The fair will be held on May 5.", "2024-05-05", "scheduled", "eos5"),
        ("The fair is scheduled to be held on May 5.", "2024-05-05", "scheduled", "eos4"),
        ("A trade fair is planned for May 5 in Riga.", "2024-05-05", "scheduled", "eos1"),
        ("A trade fair may be held on May 5 in Riga.", "2024-05-05", "scheduled", "eos3"),
        ("A trade fair was held in Riga on April 5.", "2024-04-05", "held", "eos5"),
        ("The Riga Trade Fair, due to open on May 5, has been cancelled.", "2024-05-05",
         "cancelled", "eos6"),
        ("The Riga Trade Fair, which was to be held on May 5, has been cancelled.",
         "2024-05-05", "cancelled", "eos6"),
        ("The Riga Trade Fair planned for May 5 will not take place.", "2024-05-05",
         "cancelled", "eos6"),
        ("The Riga Trade Fair planned for May 5 has been postponed.", "2024-05-05",
         "postponed", None),
        ("The Riga Trade Fair has been postponed from May 5 to June 9.", "2024-06-09",
         "rescheduled", None),
        ("The city has postponed the Riga Trade Fair until June 9.", "2024-06-09",
         "rescheduled", None),
        ("Organisers called off the Riga Trade Fair planned for May 5.", "2024-05-05",
         "cancelled", "eos6"),
        ("The Riga Trade Fair continues until Friday.", "../2024-04-12", "scheduled", None),
        ("The Riga Trade Fair opens on May 5 and closes on May 9.", "2024-05-05/2024-05-09",
         "scheduled", None),
        ("The two-day Riga Trade Fair will begin on May 5.", "2024-05-05/2024-05-06",
         "scheduled", None),
    ],
)  # fmt: skip
def test_the_wording_tells_status_certainty_and_length(text, edtf, status, certainty):
    mention = only(text)
    assert (mention.when.edtf, mention.status.value) == (edtf, status)
    assert certainty is None or mention.certainty.value == certainty


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Foreign Minister Ana Cruz will visit Baku on May 5.", Kind.VISIT),
        ("Voters in Latvia go to the polls on May 5.", Kind.ELECTION),
        ("Applications for the museum grants close on May 5.", Kind.DEADLINE),
        ("Proposals can be submitted until May 5.", Kind.DEADLINE),
        ("The council will hold a public hearing on noise on May 5.", Kind.HEARING),
        ("Ministers of nine states will meet in Riga on May 5.", Kind.MEETING),
        ("The agency will launch the Heron-2 satellite on May 5.", Kind.LAUNCH),
        ("The two states are to sign a fishing accord on May 5.", Kind.SIGNING),
        ("Leaders gather in Riga on May 5 for a summit on energy.", Kind.SUMMIT),
    ],
)
def test_verbs_and_nouns_tell_the_kind(text, kind):
    mentions = told(text)
    assert kind in {mention.kind for mention in mentions}
    assert {mention.when.edtf for mention in mentions} == {"2024-05-05"}


@pytest.mark.parametrize(
    "text",
    [
        "The minister said on Monday that prices had risen by 2 percent in March.",
        "The company was founded in Turin on 4 May 1921 and moved to Milan in 1950.",
        "She was born on 3 May 1990 and joined the council in 2019.",
        "A court sentenced the man on Friday to two years in prison.",
        "United beat Rovers 3-1 on Saturday and climbed to second place.",
        "The law has been in force since January 1 and applies to all shops.",
        "The bridge marks its 50th anniversary this year.",
        "The ministry denied that a meeting would be held in Oslo on May 5.",
        "If the talks fail, a second conference would be held on May 5.",
        "The opposition demanded early elections on May 5.",
        "No meeting is planned on May 5.",
        "It is planned to sign several documents in May.",
        "A festival was held there in May 1936.",
        "April 8, 2024 | Published in: World News",
        "Shares fell 2 percent at the close of trading Thursday.",
        "Congress on Friday passed a bill on ports.",
        "The spending plan for 2024-2026 was adopted at last.",
    ],
)
def test_what_is_no_event_stays_out(text):
    assert told(text) == []


def test_a_moved_event_shows_where_its_old_date_is_told():
    text = "The Riga Trade Fair has been postponed from May 5 to June 9."
    mention = only(text)
    assert text[slice(*mention.spans["old_date"])] == "May 5"
    assert text[slice(*mention.spans["date"])] == "June 9"


def test_an_event_told_over_several_sentences_is_one():
    mention = only(
        "Riga will host the Third Amber Congress. It will take place on May 5 and 6. "
        "The congress is open to everybody."
    )
    assert (mention.name, mention.when.edtf) == ("Third Amber Congress", "2024-05-05/2024-05-06")
    assert mention.place.name == "Riga"


def test_several_events_in_one_sentence_keep_their_own_dates():
    found = {
        m.name: m.when.edtf
        for m in told("The Amber Forum opens on May 5, and the Salt Conference starts on June 9.")
    }
    assert found == {"Amber Forum": "2024-05-05", "Salt Conference": "2024-06-09"}


def test_a_date_is_inherited_from_the_occasion():
    found = {
        m.name: m.when.edtf
        for m in told(
            "The Amber Forum will be held on May 5. On the sidelines of the forum, a round table "
            "on timber will take place."
        )
    }
    assert found["round table on timber"] == "2024-05-05"


def test_the_capital_is_the_country_s():
    mention = only("President Lee will visit the Georgian capital on May 5.")
    assert (mention.place.name, mention.place.country) == ("Tbilisi", "GE")
    assert mention.name == "Visit of President Lee to Tbilisi"


def test_a_venue_stands_before_its_city():
    mention = only("The Amber Forum will be held at the Opera House in Riga on May 5.")
    assert mention.place.name == "Opera House, Riga"
    assert mention.place.zone == "Europe/Riga"


def test_a_visit_to_several_countries_is_in_all_of_them_and_in_no_one():
    mention = only("President Lee will visit Latvia and Georgia from May 5 to 9.")
    assert mention.place is not None
    assert (mention.place.name, mention.place.country) == ("Latvia and Georgia", None)


def test_a_surname_is_written_in_full():
    mentions = told("Foreign Minister Ana Cruz spoke at home. Cruz will visit Riga on May 5.")
    assert mentions[0].name == "Visit of Foreign Minister Ana Cruz to Riga"


def test_entries_of_a_list_are_events():
    found = {
        m.name: m.when.edtf
        for m in told("Key dates:\n\n- 12 May: deadline for talks\n- 20 May: programme announced\n")
    }
    assert found == {"deadline for talks": "2024-05-12", "programme announced": "2024-05-20"}


def test_a_dateline_is_no_event_and_says_where_here_is():
    reading = read(
        "OSLO, April 8 (Agency) -- The Amber Forum opens here on May 5.", published=MONDAY
    )
    assert reading.dateline is not None
    assert (reading.dateline.place, reading.dateline.date) == ("Oslo", MONDAY)
    (mention,) = reading.mentions
    assert mention.place.name == "Oslo"


def test_decisions_say_why_each_candidate_stands_or_fell():
    reading = read("The Amber Forum opens on May 5. The mayor spoke on Monday.", published=MONDAY)
    kept = [decision for decision in reading.decisions if decision.kept]
    dropped = [decision for decision in reading.decisions if not decision.kept]
    assert len(kept) == len(reading.mentions) == 1
    assert any("spoke" in reason for decision in dropped for reason in decision.reasons)


def test_a_language_without_rules_is_an_error_and_gives_no_event():
    with pytest.raises(UnsupportedLanguage):
        read("Der Rat wird am 5. Mai in der Stadt zu einer Sitzung kommen und nicht am 6. Mai.",
             published=MONDAY)  # fmt: skip


def test_no_date_is_guessed_for_an_article_without_one():
    with pytest.raises(MissingPublicationDate):
        read("The Amber Forum opens on May 5.")


def test_the_same_text_gives_the_same_reading():
    assert read(COMMISSION, published=MONDAY) == read(COMMISSION, published=MONDAY)


def test_status_and_certainty_are_of_the_known_codes():
    for mention in told(COMMISSION):
        assert mention.status in Status
        assert mention.certainty in Certainty
        assert 0.5 <= mention.confidence <= 1


WORDS = st.sampled_from(
    "the The meeting forum visit will be held on in at to May 5 , . : - ( ) and postponed from "
    "until Riga Ministers' of 2024 CIS “ ” it 's Monday has been not if 10:00 p.m. \n \n\n".split(
        " "
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=60).map(" ".join).filter(str.strip))
def test_any_words_can_be_read(text):
    reading = read(text, published=MONDAY, language="en")
    for mention in reading.mentions:
        assert mention.quote in reading.text


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1).filter(str.strip))
def test_any_text_can_be_read(text):
    read(text, published=MONDAY, language="en")


@pytest.mark.parametrize(
    "piece", [COMMISSION, "a " * 400, "A, " * 300, "!" * 900, " \n" * 400, "the meeting " * 90]
)
def test_time_grows_with_the_length_of_the_text(piece):
    def text(length):
        return "It opens. " + piece * (length // len(piece)) + "."

    def work(text):
        read(text, published=MONDAY, language="en")

    assert grows_linearly(work, text, 2 * len(COMMISSION))

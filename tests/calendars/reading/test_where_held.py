"""Where an event is held, as the words beside it, before it and behind it tell."""

import datetime as dt

import pytest

from calendars.reading.places import find, resolve
from calendars.reading.read import read

PUBLISHED = dt.date(2019, 3, 12)


def places(text, title=None, language="en"):
    """The place and country of each event of a text."""
    mentions = read(text, published=PUBLISHED, title=title, language=language).mentions
    return [(m.place.name, m.place.country) if m.place else None for m in mentions]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("in the Black Sea resort of Sochi", ("Sochi", "RU")),
        ("in the Red Sea resort city of Sharm el-Sheikh", ("Sharm el-Sheikh", "EG")),
        ("in the Swiss ski resort of Davos", ("Davos", "CH")),
        ("in the Egyptian resort of Taba", ("Taba", "EG")),
        ("in the Idaho town of Moscow", ("Moscow, Idaho", "US")),
        ("in the southern French city of Biarritz", ("Biarritz", "FR")),
        ("in east China's Qingdao City", ("Qingdao", "CN")),
        ("in Kenya's northwestern city of Eldoret", ("Eldoret", "KE")),
        ("in nearby Jelgava, Latvia,", ("Jelgava", "LV")),
        ("on the Indonesian island of Bali", ("Bali", "ID")),
        ("on Bali", ("Bali", "ID")),
        ("in the resort island of Bali", ("Bali", "ID")),
        ("in Castel Gandolfo, outside Rome,", ("Castel Gandolfo", "IT")),
        ("in Meseberg near Berlin", ("Meseberg", "DE")),
        ("in Buffalo Gap, South Dakota,", ("Buffalo Gap, South Dakota", "US")),
        ("in St. John's, N.L.,", ("St. John's", "CA")),
        ("in Bendigo, Victoria,", ("Bendigo, Victoria", "AU")),
        ("in the capital of Bavaria, Munich,", ("Munich", "DE")),
        ("in the Texas capital", ("Austin", "US")),
        ("in the Scottish capital", ("Edinburgh", "GB")),
        ("in the Mongolian capital", ("Ulaanbaatar", "MN")),
        ("in Ludhiana, Punjab,", ("Ludhiana", "IN")),
        ("in the Nigerian state of Ekiti", ("Ekiti State", "NG")),
        ("in Upper Austria", ("Upper Austria", "AT")),
        ("in room 9 of the Hart Building", ("room 9 of the Hart Building, Washington", "US")),
    ],
)  # fmt: skip
def test_the_words_beside_a_place_tell_which_it_is(text, place):
    assert places(f"The tax conference will be held {text} on April 4.") == [place]


@pytest.mark.parametrize(
    "text",
    [
        "The debate will be held at Victoria Hall on April 4.",
        "The fair will be held on Georgia Street on April 4.",
        "Parties to the Vienna Convention will hold a conference on April 4.",
        "The London-based charity will hold a concert on April 4.",
        "Ms. Virginia Tyler will speak at a rally on April 4.",
        "The Singapore Arbitration Institute will hold its annual India Summit on April 4.",
    ],
)
def test_names_of_halls_persons_treaties_and_bodies_are_no_places(text):
    assert all(place is None or place[1] is None for place in places(text))


@pytest.mark.parametrize(
    "text",
    [
        "The Silk Forum is scheduled for April 4. It will take place in Tashkent.",
        "The Silk Forum is scheduled for April 4. The event will be held in Tashkent.",
        "The Silk Forum will be held on April 4. Tashkent will be the venue of the forum.",
        "Tashkent was chosen as the host city of the Silk Forum, which will be held on April 4.",
        "Tashkent is the venue of the next Silk Forum, on April 4.",
        "The Silk Forum opens on April 4. Delegates from 40 countries are expected in Tashkent.",
        "The Silk Forum opens on April 4. The venue is Tashkent.",
    ],
)
def test_a_host_or_a_later_sentence_tells_the_place(text):
    assert places(text) == [("Tashkent", "UZ")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The race starts in Monaco on April 9 and ends in Nice.", ("Monaco", "MC")),
        (
            "The fair runs from April 9 to 12 in Havana and then begins a tour across Cuba.",
            ("Havana", "CU"),
        ),
        (
            "NATO will hold an exercise in Estonia and Latvia on April 9.",
            ("Estonia and Latvia", None),
        ),
        ("The Quebec election will be held on October 1.", ("Quebec", "CA")),
        ("Sharjah is gearing up for the book fair, which opens on April 4.", ("Sharjah", "AE")),
        (
            "The Pope will celebrate Mass in St. Peter's Square on April 9.",
            ("St. Peter's Square, Vatican City", "VA"),
        ),
        ("The Bandung Institute of Technology will host a seminar on April 9.", ("Bandung", "ID")),
        (
            "He will use the April 8 state visit of King Olav; his tour in May goes to Peru.",
            None,
        ),
    ],
)
def test_of_several_places_the_one_where_it_begins_is_told(text, place):
    assert places(text)[0] == place


def test_a_later_sentence_on_something_else_tells_no_place():
    assert places(
        "The Silk Forum will be held on April 4. The price of silk has fallen in Tashkent."
    ) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "10th Conference on Rock Mechanics, Graz, Austria, 4-6 May 2019",
        "10th Conference on Rock Mechanics, 4-6 May 2019, Graz",
        "The 10th Conference on Rock Mechanics (Graz, 4-6 May 2019) will discuss tunnels.",
        "Rock Mechanics Workshop *** Graz, Austria, May 4-6, 2019",
    ],
)
def test_a_town_that_marks_alone_part_from_the_date_is_the_place(text):
    assert places(text) == [("Graz", "AT")]


def test_what_is_said_behind_a_date_is_no_place():
    assert places("A concert will be given on April 4, Texas officials said.") == [None]


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        (
            "Workshops will be held on April 4 in Nairobi and April 10 in Mombasa.",
            ["Nairobi", "Mombasa"],
        ),
        (
            "Talks will be held in Austin on May 4, in Dallas on May 6 and in Houston on May 8.",
            ["Austin", "Dallas", "Houston"],
        ),
        (
            "The hearings are scheduled for: Thursday, April 4--Elks Lodge, 12 Main Street, "
            "Dayton, OH 45402 Thursday, April 11--Sheraton Hotel, 400 Oak Road, Akron, OH 44308",
            ["Elks Lodge, Dayton, Ohio", "Sheraton Hotel, Akron, Ohio"],
        ),
        (
            "The choir sings on May 4 at St. Paul's in Leeds and on May 6 at the Minster in Ely.",
            ["Leeds", "Ely"],
        ),
    ],
)  # fmt: skip
def test_each_of_several_days_has_its_own_place(text, towns):
    assert [place[0] for place in places(text)] == towns


def test_a_place_behind_the_verb_comes_before_one_that_the_event_is_about():
    assert places(
        "Talks to end the war in Somalia will open in Eldoret, Kenya, on April 4."
    ) == [("Eldoret", "KE")]  # fmt: skip


def test_in_the_city_is_where_something_is_held_and_not_where_somebody_spoke():
    text = (
        "Ministers will gather in Kunming on October 18, an official told reporters in Bangkok. "
        "A forum of experts will be held in the city on October 17."
    )
    assert places(text) == [("Kunming", "CN"), ("Kunming", "CN")]


def test_said_here_is_not_held_here():
    text = "DENPASAR, March 12 (BN) -- The trade summit will be held in May, he said here."
    assert places(text) == [None]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A court in Ibadan on Monday adjourned the trial of the banker until May 4.", "Ibadan"),
        ("A Lagos High Court on Monday fixed May 4 for the trial of the banker.", "Lagos"),
    ],
)
def test_what_is_tried_is_held_where_the_court_is(text, place):
    assert [told[0] for told in places(text)] == [place]


def test_who_visits_meets_people_where_he_is_on_that_day():
    text = (
        "Prime Minister Silva will visit Oslo on April 4. He will be received by the king. Trade "
        "is on the agenda.\n\nLater the same day, Silva will meet the opposition leader, Kari Moe."
    )
    assert places(text)[-1] == ("Oslo", "NO")


def test_a_visit_of_somebody_goes_where_it_goes_to():
    assert places("The visit of the president of France to Riga begins on April 4.") == [
        ("Riga", "LV")
    ]


def test_a_council_meets_in_the_town_of_its_report():
    text = "COBOURG -- A vote will follow at the April 28 council meeting, the mayor said."
    assert places(text) == [("Cobourg", "CA")]
    text = "PELLWICK, Ont. -- The town council will hold a hearing on the arena on April 4."
    assert places(text) == [("Pellwick, Ontario", "CA")]


def test_a_venue_without_its_town_is_in_the_town_that_the_article_names_most():
    text = (
        "The auction will be held at the Grand Hotel on April 4. Porto has many collectors. "
        "Dealers come to Porto from Spain. One lives in Madrid. Porto is glad."
    )
    assert places(text) == [("Grand Hotel, Porto", "PT")]


def test_the_land_of_the_text_decides_between_namesakes():
    text = "Belize will host the bloc's leaders. The meeting will be held in San Pedro on April 4."
    assert places(text)[-1] == ("San Pedro", "BZ")


def test_a_small_town_is_not_taken_for_one_that_other_languages_call_so():
    (match,) = find("The fair opens in Cobourg")
    assert resolve(match).country == "CA"


def test_a_later_sentence_in_russian_tells_the_place():
    text = "Шёлковый форум состоится 4 апреля. Он пройдёт в Ташкенте."
    assert [told and told[0] for told in places(text, language="ru")] == ["Ташкент"]

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.reading.gazetteer import gazetteer
from calendars.reading.places import PlaceKind, capital, context, find, resolve
from tests.calendars.reading.growth import grows_linearly


def names(text):
    return [(match.text, match.kind.value) for match in find(text)]


def placed(text):
    """Each place that a text names, with the country it is resolved to."""
    matches = find(text)
    here = context(matches)
    return [(match.text, resolve(match, here).country) for match in matches]


def last(text):
    matches = find(text)
    return resolve(matches[-1], context(matches))


def test_a_town_has_degrees_a_zone_and_its_geonames_id():
    place = resolve("Moscow")
    assert (place.country, place.zone, place.geonames_id) == ("RU", "Europe/Moscow", 524901)
    assert place.latitude == pytest.approx(55.75, abs=0.01)
    assert place.longitude == pytest.approx(37.62, abs=0.01)


def test_a_span_holds_the_words_of_the_text():
    text = "On Monday the Kazakh delegation flies from Nur-Sultan to St. Petersburg, Russia."
    assert [text[match.start : match.end] for match in find(text)] == [
        "Kazakh",
        "Nur-Sultan",
        "St. Petersburg, Russia",
    ]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("in Paris, Texas", "US"),
        ("in Paris", "FR"),
        ("in Moscow, Idaho", "US"),
        ("in Moscow, ID", "US"),
        ("in Cambridge, Mass.", "US"),
        ("in Cambridge, England", "GB"),
        ("in London, Ontario", "CA"),
        ("in Victoria, British Columbia", "CA"),
        ("in Tbilisi, Georgia", "GE"),
        ("in Atlanta, Georgia", "US"),
        ("in Washington, D.C.", "US"),
        ("in Reading, England", "GB"),
        ("in Perth (Australia)", "AU"),
    ],
)
def test_what_stands_behind_a_town_places_it(text, country):
    (match,) = find(text)
    assert resolve(match).country == country
    assert match.kind is PlaceKind.CITY


def test_georgia_is_the_country_unless_the_text_is_american():
    assert last("Ministers of Armenia and Georgia met in Georgia").country == "GE"
    assert last("Voters in Ohio, Florida and Texas; then a debate in Georgia").country == "US"


def test_a_town_that_the_text_has_placed_stays_there():
    text = "MOSCOW, Idaho, March 3 — The fair opens on Friday. All of Moscow will come to Moscow"
    assert last(text).geonames_id == 5601538


def test_the_division_of_the_text_decides_between_namesakes():
    assert last("The Idaho legislature and Boise officials go to Moscow").country == "US"
    assert (
        last("Russia and Idaho signed in Boise; Russian ministers left for Moscow").country == "RU"
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Russia", "RU"),
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Ivory Coast", "CI"),
        ("Côte d'Ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Czech Republic", "CZ"),
        ("South Korea", "KR"),
        ("the United States", "US"),
        ("U.S.", "US"),
        ("DR Congo", "CD"),
        ("Burma", "MM"),
        ("the Netherlands", "NL"),
        ("Holy See", "VA"),
    ],
)
def test_countries_go_by_their_everyday_names(name, code):
    assert resolve(name).country == code


@pytest.mark.parametrize(
    ("word", "code"),
    [("Turkmen", "TM"), ("Dutch", "NL"), ("Swiss", "CH"), ("Britons", "GB"), ("Emirati", "AE")],
)
def test_demonyms_speak_of_their_country(word, code):
    (match,) = find(f"The {word} delegation arrived.")
    assert (match.kind, match.countries) == (PlaceKind.DEMONYM, (code,))


def test_two_peoples_joined_are_two_demonyms():
    assert placed("the Turkmen-Russian commission") == [("Turkmen", "TM"), ("Russian", "RU")]


def test_a_country_has_a_zone_only_where_it_keeps_one_clock():
    assert resolve("Azerbaijan").zone == "Asia/Baku"
    assert resolve("Russia").zone is None
    assert resolve("United States").zone is None
    assert resolve("Texas").zone is None
    assert resolve("Ohio").zone == "America/New_York"


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("He flies to the Turkmen capital on Friday.", "Ashgabat"),
        ("Talks in Azerbaijan's capital were held.", "Baku"),
        ("It opens in the capital of Kazakhstan.", "Astana"),
        ("Turkey said the talks will be held in the capital next week.", "Ankara"),
    ],
)
def test_the_capital_is_that_of_its_country(text, town):
    assert last(text).name == town


def test_a_capital_that_is_named_is_not_told_twice():
    assert names("in the Turkmen capital, Ashgabat") == [
        ("Turkmen", "demonym"),
        ("Ashgabat", "city"),
    ]


def test_capital_is_also_a_word_of_banks():
    assert names("The capital requirements and the capital gains tax.") == []


@pytest.mark.parametrize(
    "text",
    [
        "A Nice day for Reading the news.",
        "Police said on Friday.",
        "Mobile phones are sold in March.",
        "Of all plans, Hope is the best.",
        "Much was said; Union leaders agreed.",
        "President Lincoln spoke.",
        "He met Elizabeth Jackson.",
    ],
)
def test_common_words_and_persons_are_no_towns(text):
    assert names(text) == []


def test_small_letters_are_no_place():
    assert names("he went to moscow and the us, by turkey and china plate") == []


def test_a_town_in_capitals_is_printed_in_small_letters():
    (match,) = find("BAKU, Azerbaijan, March 31")
    assert resolve(match).name == "Baku"


@pytest.mark.parametrize(
    ("old", "country"),
    [
        ("Nur-Sultan", "KZ"),
        ("Kiev", "UA"),
        ("Bombay", "IN"),
        ("Leningrad", "RU"),
        ("Turkmenbashi", "TM"),
        ("Peking", "CN"),
        ("Gabala", "AZ"),
        ("Davos", "CH"),
    ],
)
def test_towns_go_by_their_other_names(old, country):
    place = resolve(old)
    assert (place.name, place.country) == (old, country)
    assert place.latitude is not None


def test_a_town_that_nobody_knows_stays_a_name_with_its_country():
    (match,) = find("The camp opens in Firuzgala Bay, Turkmenistan, on Monday.")
    place = resolve(match)
    assert (place.name, place.country, place.latitude) == ("Firuzgala Bay", "TM", None)


def test_what_is_not_known_stays_a_name():
    place = resolve("Hall of the Nine Lanterns")
    assert (place.name, place.country, place.geonames_id) == (
        "Hall of the Nine Lanterns",
        None,
        None,
    )


def test_a_list_of_countries_is_no_town_with_its_country():
    assert placed("He visits Georgia, Armenia and Azerbaijan.") == [
        ("Georgia", "GE"),
        ("Armenia", "AM"),
        ("Azerbaijan", "AZ"),
    ]


def test_groups_are_groups():
    assert names("the EU and the CIS with ASEAN") == [
        ("EU", "group"),
        ("CIS", "group"),
        ("ASEAN", "group"),
    ]


def test_a_town_within_a_longer_name_is_told_apart():
    (centre,) = find("at the Moscow Exhibition Centre")
    (town,) = find("The fair will be held in Moscow on Friday.")
    assert (centre.alone, centre.located) == (False, True)
    assert (town.alone, town.located) == (True, True)


def test_every_country_of_the_gazetteer_has_a_name_of_ours():
    from calendars.reading.areas import areas

    codes = {
        entry.area.countries[0]
        for names in areas()._by_name.values()
        for entry in names
        if entry.area.kind is PlaceKind.COUNTRY
    }
    assert set(gazetteer()._by_country) <= codes


def test_the_worlds_names_load_fast_and_small():
    code = """
import resource, time
from calendars.reading import gazetteer

def resident():
    with open("/proc/self/statm") as pages:
        return int(pages.read().split()[1]) * resource.getpagesize()

before = resident()
begun = time.process_time()
names = len(gazetteer.gazetteer())
seconds = time.process_time() - begun
print(names, seconds, (resident() - before) // 2**20)
"""
    names, seconds, megabytes = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert int(names) >= 150_000
    assert float(seconds) < 5
    assert 0 < int(megabytes) <= 60


def test_capitals_are_found_for_nearly_every_country():
    missing = [code for code in gazetteer()._by_country if capital(code) is None]
    assert len(missing) <= 25


def test_a_namesake_in_a_division_named_once_does_not_beat_a_famous_town():
    assert last("A governor of Illinois spoke in New York of the accords of Geneva").country == "CH"


def test_the_name_of_a_person_in_the_text_is_no_town_unless_somebody_is_there():
    text = "George Washington crossed the river. Washington asked for powder, then left Boston."
    assert names(text) == [("Boston", "city")]
    assert names("George Washington came. He died in Washington.") == [("Washington", "city")]


@pytest.mark.parametrize(
    "text",
    [
        "The GAO and the OECD said so.",
        "The White House spoke.",
        "Yuri Gagarin, Dana Perino and Stanley Karnow met.",
        "the popular DC-9 family",
        "Der Spiegel and the Hang Seng index",
    ],
)
def test_acronyms_houses_and_given_names_are_no_towns(text):
    assert names(text) == []


def test_a_short_town_in_capitals_opens_a_line():
    assert names("ROME, March 3 — Talks.\nOSLO (AP) — Talks.")[:2] == [
        ("ROME", "city"),
        ("OSLO", "city"),
    ]


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Islamabad", "PK"),
        ("Philadelphia", "US"),
        ("Geneva", "CH"),
        ("Alexandria", "EG"),
        ("Birmingham", "GB"),
        ("Athens", "GR"),
        ("Santiago", "CL"),
        ("Tripoli", "LY"),
        ("Washington", "US"),
        ("St. Petersburg", "RU"),
        ("Victoria Falls", "ZW"),
    ],
)
def test_a_name_alone_means_its_best_known_town(name, country):
    assert resolve(name).country == country


def test_near_decides_between_namesakes():
    assert resolve("Springfield", (), (42.1, -72.6)).zone == "America/New_York"
    assert resolve("Springfield", (), (37.2, -93.3)).zone == "America/Chicago"


@settings(deadline=None, max_examples=60)
@given(
    st.text(alphabet=st.sampled_from("abMR .,-'’()\n0St"), max_size=60).map(
        lambda noise: f"in Moscow, {noise} the capital of Turkey, U.S. {noise} Paris, Texas"
    )
)
def test_matches_stand_in_order_within_the_text(text):
    matches = find(text)
    ends = [0, *(match.end for match in matches)]
    for match, end in zip(matches, ends, strict=False):
        assert end <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.text
        assert resolve(match, context(matches)).name


@pytest.mark.parametrize(
    "piece", ["The council meets in Riga, Latvia. ", "the capital, ", "New York ", "San San "]
)
def test_time_to_find_grows_with_the_length_of_the_text(piece):
    assert grows_linearly(find, lambda length: piece * (length // len(piece)), 1_000)

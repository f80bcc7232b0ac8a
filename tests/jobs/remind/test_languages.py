"""The languages of messages say the same, each in its own words."""

import re

import pytest

from calendars.dates.when import When
from calendars.store.tables import Language
from jobs.remind.languages import CATALOGUES

ENGLISH = CATALOGUES[Language.ENGLISH]
RUSSIAN = CATALOGUES[Language.RUSSIAN]


def gaps(phrase):
    return sorted(set(re.findall(r"{(\w+)}", phrase)))


@pytest.mark.parametrize("language", Language)
def test_every_language_has_every_phrase_with_the_same_gaps(language):
    words = CATALOGUES[language]
    assert words.code == language.value
    assert words.phrases.keys() == ENGLISH.phrases.keys()
    for name, phrase in words.phrases.items():
        assert gaps(phrase) == gaps(ENGLISH.phrases[name]), name


def test_a_gap_is_filled_once_and_for_all():
    said = ENGLISH.say("before", name="{date} {0.__class__}", date="today")
    assert said == "Reminder: {date} {0.__class__}, today"


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2021-04-02", "2 апреля 2021 года"),
        ("2021-04-02T10:00", "2 апреля 2021 года, 10:00"),
        ("2021-04-02T10:00+03:00", "2 апреля 2021 года, 10:00 (UTC+03:00)"),
        ("2021-04-02T10:00/2021-04-02T12:00", "2 апреля 2021 года, 10:00 – 12:00"),
        ("2021-03-30/2021-04-02", "30 марта – 2 апреля 2021 года"),
        ("2021-12-30/2022-01-02", "30 декабря 2021 года – 2 января 2022 года"),
        ("2021-08", "в августе 2021 года"),
        ("2021-33", "в первом квартале 2021 года"),
        ("2021-22", "летом 2021 года"),
        ("2021", "в 2021 году"),
        ("2021-08~", "приблизительно в августе 2021 года"),
        ("2021-08-12?", "12 августа 2021 года, не подтверждено"),
        ("[2021-08-11..2021-08-20]", "один из дней: 11 – 20 августа 2021 года"),
        ("[2021-08-12,2021-08-13]", "12 или 13 августа 2021 года"),
        ("[2021-08-12..]", "не раньше 12 августа 2021 года"),
        ("[..2021-08-12]", "не позже 12 августа 2021 года"),
        ("2021-08-12/..", "начало 12 августа 2021 года"),
        ("../2021-08-12", "окончание 12 августа 2021 года"),
        ("2021-08/2021-09", "начало в августе 2021 года, окончание в сентябре 2021 года"),
    ],
)
def test_dates_are_told_in_russian(edtf, words):
    assert RUSSIAN.dates.date(When.of(edtf)) == words

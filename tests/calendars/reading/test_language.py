import pytest

from calendars.errors import UnsupportedLanguage
from calendars.reading.language import detect, language_of

SAMPLES = {
    "en": "The minister said that the council will meet in the town hall on Friday at noon.",
    "de": "Der Minister sagte, dass der Rat am Freitag in der Stadt zu einer Sitzung kommt.",
    "fr": "Le ministre a dit que le conseil se réunit dans la ville pour une séance vendredi.",
    "es": "El ministro dijo que el consejo se reúne en la ciudad para una sesión el viernes.",
    "ru": "Министр сообщил, что совет соберётся в пятницу в здании городской ратуши.",
}


@pytest.mark.parametrize("code", SAMPLES)
def test_a_language_is_known_by_its_commonest_words(code):
    assert detect(SAMPLES[code]) == code


def test_a_language_without_rules_is_named_in_the_error():
    with pytest.raises(UnsupportedLanguage, match="“de”"):
        language_of(SAMPLES["de"], None, frozenset({"en"}))


def test_the_told_language_beats_the_detected_one():
    assert language_of(SAMPLES["de"], "en-GB", frozenset({"en"})) == "en"
    with pytest.raises(UnsupportedLanguage):
        language_of(SAMPLES["en"], "xx", frozenset({"en"}))

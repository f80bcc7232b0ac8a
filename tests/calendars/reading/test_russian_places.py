import pytest

from calendars.reading.areas import PlaceKind
from calendars.reading.places import context, resolve
from calendars.reading.rules.russian.places import find


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Форум пройдёт в Москве.", "Москва", "RU"),
        ("Форум пройдёт в Баку.", "Баку", "AZ"),
        ("Он прибыл из Ашхабада.", "Ашхабад", "TM"),
        ("Он посетит Россию.", "Россия", "RU"),
        ("Форум пройдёт в Нижнем Новгороде.", "Нижний Новгород", "RU"),
        ("Форум пройдёт в Ростове-на-Дону.", "Ростов-на-Дону", "RU"),
        ("Форум пройдёт в Нур-Султане.", "Нур-Султан", "KZ"),
        ("Форум пройдёт в Вене.", "Вена", "AT"),
        ("Форум пройдёт в США.", "США", "US"),
        ("Форум пройдёт в столице Туркменистана.", "Ашхабад", "TM"),
        ("Форум пройдёт в туркменской столице.", "Ашхабад", "TM"),
        ("туркменский посол", "Туркменистан", "TM"),
        ("российско-туркменские переговоры", "Туркменистан", "TM"),
    ],
)
def test_a_place_is_known_in_any_case(text, name, country):
    matches = find(text)
    place = resolve(matches[0], context(matches))
    assert (place.name, place.country) == (name, country)


def test_an_adjective_is_of_a_country_and_no_place():
    (match,) = find("туркменский посол")
    assert match.kind is PlaceKind.DEMONYM


def test_a_town_has_its_coordinates_and_zone():
    (match,) = find("Форум пройдёт в Ташкенте.")
    place = resolve(match)
    assert place.zone == "Asia/Tashkent"
    assert place.latitude == pytest.approx(41.3, abs=0.2)


def test_persons_are_no_places():
    assert find("Об этом рассказал Владимир Путин, а Александр Новак промолчал.") == []

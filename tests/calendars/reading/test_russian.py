import datetime as dt
import random
import time

import pytest

from calendars.errors import UnsupportedLanguage
from calendars.reading.language import detect
from calendars.reading.mention import Certainty, Kind, Status
from calendars.reading.read import read

WEDNESDAY = dt.date(2021, 3, 31)


def events(text):
    return list(read(text, published=WEDNESDAY, language="ru").mentions)


def only(text):
    (mention,) = events(text)
    return mention


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Совещание послов состоится 12 мая.", "совещание послов", Kind.MEETING),
        ("Страны договорились провести саммит СНГ 12 мая.", "саммит СНГ", Kind.SUMMIT),
        ("Рига примет экономический форум 12 мая.", "экономический форум", Kind.FORUM),
        ("Научная конференция пройдёт 12 мая.", "Научная конференция", Kind.CONFERENCE),
        ("Стороны проведут переговоры по газу 12 мая.", "переговоры по газу", Kind.TALKS),
        ("Общественные слушания состоятся 12 мая.", "Общественные слушания", Kind.HEARING),
        ("Выборы мэра пройдут 12 мая.", "выборы мэра", Kind.ELECTION),
        ("Выставка ковров откроется 12 мая.", "выставка ковров", Kind.EXHIBITION),
        ("Фестиваль джаза начнётся 12 мая.", "фестиваль джаза", Kind.FESTIVAL),
        ("Запуск спутника намечен на 12 мая.", "запуск спутника", Kind.LAUNCH),
        ("Подписание договора состоится 12 мая.", "подписание договора", Kind.SIGNING),
        ("Совместные учения начнутся 12 мая.", "Совместные учения", Kind.EXERCISE),
        ("Приём заявок завершится 12 мая.", "приём заявок", Kind.DEADLINE),
        ("Министр посетит Баку 12 мая.", "визит министра в Баку", Kind.VISIT),
    ],
)
def test_an_event_has_its_name_in_the_nominative_and_its_kind(text, name, kind):
    mention = only(text)
    assert (mention.name, mention.kind) == (name, kind)
    assert mention.when.edtf == "2021-05-12"


def test_a_bare_noun_is_told_apart_by_its_town_without_a_foreign_word():
    assert only("Переговоры пройдут в Давосе 15 апреля.").name == "переговоры (Давос)"


def test_a_range_lasts_from_its_first_to_its_last_day():
    mention = only("Визит президента в Баку пройдёт с 30 апреля по 2 мая.")
    assert mention.when.edtf == "2021-04-30/2021-05-02"
    assert (mention.place.name, mention.place.country) == ("Баку", "AZ")


@pytest.mark.parametrize(
    ("text", "status", "edtf"),
    [
        ("Форум врачей перенесён с 5 мая на 10 июня.", Status.RESCHEDULED, "2021-06-10"),
        ("Форум врачей, намеченный на 5 мая, отменён.", Status.CANCELLED, "2021-05-05"),
        ("Форум врачей 5 мая не состоится.", Status.CANCELLED, "2021-05-05"),
        ("Форум врачей, запланированный на 5 мая, отложен.", Status.POSTPONED, "2021-05-05"),
        ("Форум врачей прошёл в Риге 25 марта.", Status.HELD, "2021-03-25"),
        ("Форум врачей пройдёт в августе.", Status.SCHEDULED, "2021-08"),
    ],
)
def test_the_verb_tells_the_status(text, status, edtf):
    mention = only(text)
    assert (mention.status, mention.when.edtf) == (status, edtf)


@pytest.mark.parametrize(
    ("verb", "certainty"),
    [
        ("состоится", Certainty.CERTAIN),
        ("может состояться", Certainty.MAY_OCCUR),
        ("планируется", Certainty.PLANNED_ONLY),
        ("ожидается", Certainty.HIGHLY_LIKELY),
    ],
)
def test_the_verb_tells_how_sure_the_holding_is(verb, certainty):
    assert only(f"Форум врачей {verb} 5 мая.").certainty is certainty


@pytest.mark.parametrize(
    "text",
    [
        "Министр опроверг сообщения о том, что форум врачей пройдёт 5 мая.",
        "Депутат предложил провести форум врачей 5 мая.",
        "Если найдутся деньги, форум врачей пройдёт 5 мая.",
        "Музей был основан 5 мая 1995 года.",
        "Поэт родился 5 мая 1950 года в Самаре.",
        "Закон вступит в силу 1 июля.",
        "В первом квартале экспорт вырос на 5 процентов.",
        "Об этом 30 марта сообщил министр.",
        "Указ от 28 марта касается выборов.",
    ],
)
def test_what_is_no_event_stays_out(text):
    assert events(text) == []


def test_the_date_of_a_statement_is_not_that_of_the_event():
    mention = only("Форум врачей пройдёт 5 мая, сообщил во вторник министр.")
    assert mention.when.edtf == "2021-05-05"


def test_a_pronoun_adds_to_the_event_told_before():
    mention = only("Во вторник в Женеве начались переговоры по газу. Они продлятся до пятницы.")
    assert mention.when.edtf == "2021-03-30/2021-04-02"


def test_an_occasion_is_told_apart_from_what_happens_during_it():
    mention = only("В ходе переговоров министры решили провести встречу врачей 5 мая в Риге.")
    assert (mention.name, mention.place.name) == ("встреча врачей", "Рига")


def test_the_dateline_is_read_and_is_no_event():
    reading = read("БАКУ, 31 марта — Форум врачей пройдёт 5 мая.", published=WEDNESDAY)
    assert (reading.language, reading.dateline.place) == ("ru", "Баку")
    assert [mention.when.edtf for mention in reading.mentions] == ["2021-05-05"]


def test_every_span_is_literally_in_the_text():
    text = "Второй Каспийский форум состоится в Москве 12 апреля."
    mention = only(text)
    assert text[slice(*mention.spans["date"])] == "12 апреля"
    assert text[slice(*mention.spans["place"])] == "Москве"
    assert mention.quote == text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("uk", "Президент відвідає Київ у п’ятницю, повідомили в уряді; зустріч із її учасниками."),
        (
            "bg",
            "Президентът ще посети София в петък и на нея ще са министрите от региона, се казва.",
        ),
        ("sr", "Председник ће посетити Београд у петак, јавља агенција."),
    ],
)
def test_other_languages_in_cyrillic_letters_are_not_read_as_russian(code, text):
    assert detect(text) == code
    with pytest.raises(UnsupportedLanguage, match=code):
        read(text, published=WEDNESDAY)


def test_no_text_breaks_the_reader():
    words = (
        "форум форума с по 5 мая «» ( ) , . — до на в не состоится отменён который что 10:00 "
        "сообщил Москве визит I III года 2021 перенесён он встретятся заявки примет и"
    ).split()
    chance = random.Random(7)
    for _ in range(150):
        events(" ".join(chance.choices(words, k=40)))


def test_a_long_article_takes_a_time_that_grows_with_its_length():
    text = "Форум врачей состоится в Риге 5 мая, сообщил министр. "
    events(text)
    start = time.perf_counter()
    events(text * 20)
    short = time.perf_counter() - start
    start = time.perf_counter()
    events(text * 400)
    assert time.perf_counter() - start < 60 * max(short, 0.02)


def test_one_endless_sentence_is_read_in_time():
    start = time.perf_counter()
    events("форум в Риге, который намечен на 5 мая и " * 500)
    assert time.perf_counter() - start < 10

"""What counts as an event in Russian: the nouns that name one, in all their forms."""

from dataclasses import dataclass

from calendars.reading.mention import Kind
from calendars.reading.rules.russian.inflection import both, declined, declined_plural


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that names an event, as one form of it says.

    `noun` is how later sentences call it, `gender` m, f, n or p for plural; `direct` says
    that the form may be a subject or an object, `nominative` is the noun in the nominative.
    """

    noun: str
    nominative: str
    kind: Kind
    gender: str
    direct: bool


_NOUNS: dict[Kind, str] = {
    Kind.MEETING: "заседание встреча совещание собрание сессия пленум брифинг",
    Kind.SUMMIT: "саммит",
    Kind.CONFERENCE: "конференция конгресс съезд симпозиум семинар вебинар хакатон лекция "
    "пресс-конференция видеоконференция мастер-класс",
    Kind.FORUM: "форум бизнес-форум экофорум",
    Kind.VISIT: "визит поездка",
    Kind.ELECTION: "референдум голосование плебисцит",
    Kind.EXHIBITION: "выставка ярмарка экспозиция",
    Kind.FESTIVAL: "фестиваль концерт карнавал кинофестиваль праздник спектакль премьера",
    Kind.CEREMONY: "церемония инаугурация открытие закрытие парад",
    Kind.LAUNCH: "запуск пуск",
    Kind.SIGNING: "подписание",
    Kind.SPORT: "чемпионат турнир матч марафон кубок спартакиада регата",
    Kind.OTHER: "мероприятие митинг акция забастовка аукцион экспедиция субботник марш вечер",
}
_PLURALS: dict[Kind, str] = {
    Kind.TALKS: "переговоры консультации",
    Kind.HEARING: "слушания",
    Kind.ELECTION: "выборы",
    Kind.EXERCISE: "учения манёвры",
    Kind.FESTIVAL: "торжества гастроли",
    Kind.SPORT: "игры соревнования",
    Kind.OTHER: "торги",
}
_MASCULINE_SOFT = frozenset(("фестиваль", "кинофестиваль"))
# Nouns that other parts of reading know by a word of their own.
SHARED_NOUNS = {"встреча": "meeting", "мероприятие": "event"}
# Nouns that announce an event only with a verb that says so.
WEAK = frozenset(
    "открытие закрытие вечер акция игры кубок запуск пуск праздник матч марш торги".split()
)
# Words before a head that give it another kind.
REFINED = {
    ("судебн", "заседание"): Kind.HEARING,
    ("общественн", "обсуждение"): Kind.HEARING,
    ("торжественн", "мероприятие"): Kind.CEREMONY,
}
# Adjectives that are not part of a name.
EMPTY = (
    "очередн",
    "предстоящ", "запланированн", "намеченн", "назначенн", "планируем", "ожидаем", "так", "этот",
    "эт", "данн", "сам", "нынешн", "прошедш", "состоявш", "отложенн", "перенесенн", "отмененн",
    "их", "его", "её", "ее", "свой", "сво", "вс", "возможн", "последн", "недавн",
)  # fmt: skip
# Bodies whose gathering is a session.
BODIES = frozenset("совет комиссия комитет парламент госдума кабинет правительство рада меджлис "
                   "сенат дума ассамблея коллегия".split())  # fmt: skip


def _forms() -> dict[str, Head]:
    found: dict[str, Head] = {}
    for kind, lemmas in _NOUNS.items():
        for lemma in lemmas.split():
            _add(found, lemma, kind)
    for kind, lemmas in _PLURALS.items():
        for lemma in lemmas.split():
            forms = declined_plural(lemma)
            for form in both(forms):
                found[form] = Head(lemma, lemma, kind, "p", form in both(forms[:1]))
    return found


def _add(found: dict[str, Head], lemma: str, kind: Kind) -> None:
    gender = _gender(lemma)
    singular, plural = declined(lemma)
    if lemma in _MASCULINE_SOFT:
        singular = [form for form in singular if not form.endswith(("ью", "и"))]
    direct = {lemma} | ({singular[3]} if gender == "f" else set())
    noun = SHARED_NOUNS.get(lemma, lemma)
    for form in both(plural):
        found[form] = Head(noun, plural[0], kind, "p", form == plural[0])
    for form in both(singular):
        found[form] = Head(noun, lemma, kind, gender, form in direct)


def _gender(lemma: str) -> str:
    if lemma.endswith(("а", "я")):
        return "f"
    return "n" if lemma.endswith(("о", "е")) else "m"


HEADS = _forms()

"""Which language an article is written in, cheaply: by script and by its commonest words."""

import re
from collections import Counter

from calendars.errors import UnsupportedLanguage

SAMPLED_CHARACTERS = 20_000
FEWEST_WORDS = 12
ENOUGH_WORDS = 40  # from here on, a language of ours shows in its commonest words
LEAST_SHARE = 0.08  # English news has 0.25 to 0.4
UNKNOWN = "und"  # ISO 639-2 for a language that is not told

_WORD = re.compile(r"[^\W\d_]+")
_NOT_LATIN = re.compile(r"[\u0370-\U0010ffff]+")
SCRIPTS = {
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "ka": re.compile(r"[\u10a0-\u10ff]"),
    "hy": re.compile(r"[\u0530-\u058f]"),
}
STOP_WORDS = {
    "en": "the of and to in a is that for on with as by at be will was has it from are this",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine wird als am",
    "fr": "le la les des et en du un une dans que est pour qui au par sur ne pas il aux",
    "es": "el la los de y en que las del se por un una con para es su al lo como más",
    "it": "il di e che la in un per una non sono del si della con gli dei nel alla le",
    "pt": "o de a e que do da em um para com não uma os no se na por mais as dos",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als bij",
    "pl": "w i na z się do nie że to jest o jak po za przez od dla oraz są będzie",
    "tr": "ve bir bu da de için ile olarak olan çok daha gibi en sonra kadar her ne ise",
    "sv": "och att det som en på är av för med till den har inte om ett de var i från",
}
# Days and months, which tell the language of a list that has few other words.
CALENDAR_WORDS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday january february march april "
    "may june july august september october november december jan feb mar apr jun jul aug sept "
    "oct nov dec mon tue tues wed thu thurs fri sat sun pm am noon midnight",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai "
    "juni juli oktober dezember uhr",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai "
    "juin juillet août septembre octobre novembre décembre",
    "es": "lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo "
    "junio julio agosto septiembre octubre noviembre diciembre",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio marzo aprile "
    "maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "segunda terça quarta quinta sexta sábado domingo janeiro fevereiro março abril maio "
    "junho julho agosto setembro outubro novembro dezembro",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart mei "
    "juni juli augustus oktober uur",
    "pl": "poniedziałek wtorek środa czwartek piątek sobota niedziela stycznia lutego marca "
    "kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "tr": "pazartesi salı çarşamba perşembe cuma cumartesi pazar ocak şubat mart nisan mayıs "
    "haziran temmuz ağustos eylül ekim kasım aralık saat",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag januari februari mars maj juni juli "
    "augusti oktober klockan",
}
# Letters that Russian does not have, with the languages that do, and words that tell Bulgarian.
CYRILLIC_LETTERS = {
    "uk": "їєґ", "be": "ў", "sr": "ђћљњџј", "mk": "ѓќѕ", "tg": "ҷҳӣӯ", "mn": "өү", "ky": "ңөү",
    "kk": "әғқңұһөү",
}  # fmt: skip
BULGARIAN_WORDS = frozenset("на се от да за ще са е със това които като беше си не".split())
RUSSIAN_LETTERS = frozenset("ыэё")
FOREIGN_LETTERS = 150
# The languages that a common word speaks for.
_SPOKEN_IN: dict[str, list[str]] = {}
for _code, _words in (*STOP_WORDS.items(), *CALENDAR_WORDS.items()):
    for _word in frozenset(_words.split()):
        _SPOKEN_IN.setdefault(_word, []).append(_code)


def detect(text: str) -> str:
    """The ISO 639-1 code of the language, `und` where it is none of those known here.

    English where a text is too short to tell.

    >>> detect("The council will meet on Friday in the town hall, the mayor said.")
    'en'
    >>> detect("Совет соберётся в пятницу в Москве, сообщил представитель ведомства.")
    'ru'
    """
    sample = text[:SAMPLED_CHARACTERS]
    words = _WORD.findall(sample.lower())
    letters = 0 if sample.isascii() else sum(map(len, words))
    if letters and sum(map(len, _NOT_LATIN.findall(sample))) * 2 > letters:
        for code, script in SCRIPTS.items():
            if len(script.findall(sample)) * 2 > letters:
                return _cyrillic(sample.lower(), words) if code == "ru" else code
    return _latin(words)


def _latin(words: list[str]) -> str:
    common: Counter[str] = Counter()
    for word, times in Counter(filter(_SPOKEN_IN.__contains__, words)).items():
        for code in _SPOKEN_IN[word]:
            common[code] += times
    best = max(STOP_WORDS, key=lambda code: (common[code], code == "en"))
    if len(words) >= ENOUGH_WORDS and common[best] < LEAST_SHARE * len(words):
        return UNKNOWN
    return best


def _cyrillic(sample: str, words: list[str]) -> str:
    """The language of a Cyrillic text: Russian unless its letters or words speak against it."""
    counts = Counter(sample)
    foreign = {
        code: sum(counts[letter] for letter in letters)
        for code, letters in CYRILLIC_LETTERS.items()
    }
    best = max(foreign, key=lambda code: foreign[code])
    if foreign[best] * FOREIGN_LETTERS > len(sample):
        return best
    without = not any(counts[letter] for letter in RUSSIAN_LETTERS)
    told = sum(word in BULGARIAN_WORDS for word in words)
    return "bg" if without and told * 6 > len(words) >= FEWEST_WORDS else "ru"


def language_of(text: str, told: str | None, supported: frozenset[str]) -> str:
    """The language to read in: the one told, else the one detected.

    Raises:
        UnsupportedLanguage: There are no rules for it.
    """
    code = (told or detect(text)).replace("_", "-").split("-")[0].lower()
    if code not in supported:
        known = ", ".join(sorted(supported))
        raise UnsupportedLanguage(
            f"There are no reading rules for the article's language “{code}”; "
            f"there are for: {known}.",
            field="language",
        )
    return code

"""The Russian words, signs and number shapes that date rules are made of."""

from calendars.reading.rules.russian.inflection import both, declined, declined_plural


def _numbered(lemmas: str) -> dict[str, int]:
    """The forms of nouns, each with its noun's place in the list."""
    return {
        form: number
        for number, lemma in enumerate(lemmas.split(), 1)
        for form in both(declined(lemma)[0])
    }


MONTHS = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()
MONTH_OF = _numbered(" ".join(MONTHS))
MONTH_OF |= {
    form: number
    for number, lemma in enumerate(MONTHS, 1)
    if lemma.endswith("рь")
    for form in (lemma[:-1] + "ём", lemma[:-1] + "ем")
}
# Months in the genitive, as they stand behind a day.
MONTH_GENITIVES = {lemma.rstrip("ьй") + ("а" if lemma[-1] in "тс" else "я") for lemma in MONTHS}
SHORT_MONTHS = {
    "янв": 1, "фев": 2, "февр": 2, "апр": 4, "авг": 8, "сен": 9, "сент": 9, "окт": 10,
    "ноя": 11, "нояб": 11, "дек": 12,
}  # fmt: skip
MONTH_OF |= SHORT_MONTHS

WEEKDAYS = "понедельник вторник среда четверг пятница суббота воскресенье".split()
WEEKDAY_OF = {
    form: number
    for number, lemma in enumerate(WEEKDAYS)
    for form in (
        *declined(lemma)[0],
        *(("пятницей",) if lemma == "пятница" else ()),
        *(("воскресенья", "воскресенью", "воскресеньем") if lemma == "воскресенье" else ()),
    )
    if form not in ("среде", "средой", "средою", "сред")
}
WEEKDAYS_EACH = {
    "понедельникам": 0, "вторникам": 1, "средам": 2, "четвергам": 3, "пятницам": 4,
    "субботам": 5, "воскресеньям": 6,
}  # fmt: skip

_SEASONS = {"весна": 3, "лето": 6, "осень": 9, "зима": 12}
SEASON_ADVERBS = {"весной": 3, "летом": 6, "осенью": 9, "зимой": 12, "весною": 3, "зимою": 12}
SEASON_OF = {
    **SEASON_ADVERBS,
    "весна": 3, "весны": 3, "весне": 3, "весну": 3, "лета": 6, "лето": 6, "лету": 6,
    "осень": 9, "осени": 9, "зима": 12, "зимы": 12, "зиме": 12, "зиму": 12,
}  # fmt: skip

# Units by their forms, in both numbers.
UNIT_OF = {
    **dict.fromkeys("день дня дню днем днём дне дни дней дням днях сутки суток".split(), "day"),
    **dict.fromkeys(
        "неделя недели неделе неделю неделей недель неделям неделями неделях".split(), "week"
    ),
    **dict.fromkeys(
        "месяц месяца месяцу месяцем месяце месяцы месяцев месяцам месяцах".split(), "month"
    ),
    **dict.fromkeys("квартал квартала кварталу кварталом квартале кварталов".split(), "quarter"),
    **dict.fromkeys("полугодие полугодия полугодию полугодием полугодии".split(), "half"),
    **dict.fromkeys(
        "год года году годом годе годы годов годам годами годах лет".split(), "year"
    ),
    **dict.fromkeys("десятилетие десятилетия десятилетий десятилетии".split(), "decade"),
    **dict.fromkeys("век века веку веком веке веков столетия столетие столетии".split(), "century"),
    **dict.fromkeys("час часа часов часы часам".split(), "hour"),
    **dict.fromkeys("минута минуты минут минуту".split(), "minute"),
    **dict.fromkeys(("выходные", "выходных", "выходным", "уик-энд", "уикенд"), "weekend"),
}  # fmt: skip
LETTERS = {
    "day": "{}D", "week": "{}W", "month": "{}M", "quarter": "{}Q", "half": "{}H", "year": "{}Y",
    "decade": "{}DE", "century": "{}CE", "hour": "T{}H", "minute": "T{}M",
}  # fmt: skip

_NUMBERS = {
    1: "один одна одного одной одну", 2: "два две двух двум двумя", 3: "три трех трём трем тремя",
    4: "четыре четырех четырьмя", 5: "пять пяти пятью", 6: "шесть шести шестью",
    7: "семь семи", 8: "восемь восьми", 9: "девять девяти", 10: "десять десяти",
    11: "одиннадцать одиннадцати", 12: "двенадцать двенадцати", 14: "четырнадцать четырнадцати",
    15: "пятнадцать пятнадцати", 20: "двадцать двадцати", 30: "тридцать тридцати",
    40: "сорок", 50: "пятьдесят", 100: "сто", 1.5: "полтора полутора",
}  # fmt: skip
NUMBERS: dict[str, float] = {
    form: number for number, words in _NUMBERS.items() for form in words.split()
} | {"трёх": 3, "четырёх": 4}
TENS = {"двадцать": 20, "тридцать": 30}

_ORDINAL_STEMS = (
    "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат "
    "четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат"
).split()
_ORDINAL_ENDINGS = "ый ой ого ому ым ом ая ую ое ые ых ой".split()
ORDINALS = {
    stem + ending: number
    for number, stem in enumerate(_ORDINAL_STEMS, 1)
    if stem != "трет"
    for ending in _ORDINAL_ENDINGS
} | dict.fromkeys(
    "третий третьего третьему третьим третьем третья третьей третью третье".split(), 3
)
ORDINALS |= {"тридцатый": 30, "тридцатого": 30, "тридцатое": 30}
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI".split()
ROMAN = {letters: number for number, letters in enumerate(_ROMAN, 1)}

_LENGTHS = {
    "одно": 1, "двух": 2, "трех": 3, "трёх": 3, "четырех": 4, "четырёх": 4, "пяти": 5, "шести": 6,
    "семи": 7, "восьми": 8, "девяти": 9, "десяти": 10, "полутора": 1.5,
}  # fmt: skip
_LONG = {"дневн": "day", "недельн": "week", "месячн": "month", "летн": "year", "часов": "hour"}
_ADJECTIVE_ENDINGS = "ый ой ого ому ым ом ая ую ое ые ых ыми".split()
_SOFT_ENDINGS = "ий его ему им ем яя юю ее ие их ей ими".split()
# “Three-day” and the like: how many of which unit.
SPANS = {
    count + stem + ending: (number, unit)
    for count, number in _LENGTHS.items()
    for stem, unit in _LONG.items()
    for ending in (_SOFT_ENDINGS if unit == "year" else _ADJECTIVE_ENDINGS)
}

DEICTIC = {
    "сегодня": 0,
    "вчера": -1,
    "завтра": 1,
    "послезавтра": 2,
    "позавчера": -2,
    "накануне": -1,
}

_SHIFT_STEMS = {
    "прошл": -1, "минувш": -1, "предыдущ": -1, "истекш": -1,
    "следующ": 1, "будущ": 1, "ближайш": 1, "предстоящ": 1, "наступающ": 1,
    "текущ": 0, "нынешн": 0,
}  # fmt: skip
SHIFTS = {
    stem + ending: shift
    for stem, shift in _SHIFT_STEMS.items()
    for ending in (*_ADJECTIVE_ENDINGS, *_SOFT_ENDINGS)
} | dict.fromkeys("этот этого этому этим этом эта этой эту это эти этих этим".split(), 0)
SHIFTS |= dict.fromkeys("тот того том той ту".split(), 0)
BACK = frozenset(("предыдущ", "того", "том", "той", "следующ"))

MODS = {
    **dict.fromkeys("начало начале начала началу началом первых".split(), "START"),
    **dict.fromkeys("середина середине середины середину серединой".split(), "MID"),
    **dict.fromkeys("конец конце конца концу концом последних исходе".split(), "END"),
}
HALVES = {
    **dict.fromkeys("первая первой первую".split(), 1),
    **dict.fromkeys("вторая второй вторую".split(), 2),
}

DAY_PARTS = {
    "утром": "MO", "утра": "MO", "днем": "AF", "днём": "AF", "дня": "AF", "вечером": "EV",
    "вечера": "EV", "ночью": "NI", "ночи": "NI",
}  # fmt: skip

ZONES = {
    **dict.fromkeys(("мск", "московскому", "москве"), "Europe/Moscow"),
    **dict.fromkeys(("гринвичу", "gmt", "utc", "utс"), "Etc/UTC"),
    "бакинскому": "Asia/Baku", "баку": "Asia/Baku", "минскому": "Europe/Minsk",
    "минску": "Europe/Minsk", "киевскому": "Europe/Kyiv", "ташкентскому": "Asia/Tashkent",
    "ашхабадскому": "Asia/Ashgabat", "ереванскому": "Asia/Yerevan", "тбилисскому": "Asia/Tbilisi",
    "астанинскому": "Asia/Almaty", "астане": "Asia/Almaty", "бишкекскому": "Asia/Bishkek",
    "душанбинскому": "Asia/Dushanbe", "парижскому": "Europe/Paris",
    "лондонскому": "Europe/London", "берлинскому": "Europe/Berlin", "пекинскому": "Asia/Shanghai",
    "токийскому": "Asia/Tokyo", "стамбульскому": "Europe/Istanbul",
    "иркутскому": "Asia/Irkutsk", "екатеринбургскому": "Asia/Yekaterinburg",
    "новосибирскому": "Asia/Novosibirsk", "владивостокскому": "Asia/Vladivostok",
    "самарскому": "Europe/Samara", "омскому": "Asia/Omsk", "камчатскому": "Asia/Kamchatka",
}  # fmt: skip

PERIODICALS = {
    **dict.fromkeys(["ежедневно", *("ежедневн" + e for e in _ADJECTIVE_ENDINGS)], "P1D"),
    **dict.fromkeys(["еженедельно", *("еженедельн" + e for e in _ADJECTIVE_ENDINGS)], "P1W"),
    **dict.fromkeys(["ежемесячно", *("ежемесячн" + e for e in _ADJECTIVE_ENDINGS)], "P1M"),
    **dict.fromkeys(["ежеквартально", *("ежеквартальн" + e for e in _ADJECTIVE_ENDINGS)], "P1Q"),
    **dict.fromkeys(["ежегодно", *("ежегодн" + e for e in _ADJECTIVE_ENDINGS)], "P1Y"),
}
REFERENCES = {
    "сейчас": "PRESENT_REF", "ныне": "PRESENT_REF", "недавно": "PAST_REF", "скоро": "FUTURE_REF",
    "вскоре": "FUTURE_REF",
}  # fmt: skip
APPROXIMATIONS = {
    "около": "APPROX", "примерно": "APPROX", "почти": "APPROX", "порядка": "APPROX",
    "более": "MORE_THAN", "свыше": "MORE_THAN", "менее": "LESS_THAN",
}  # fmt: skip

# Words and marks that by themselves tell no time.
FILLERS = (
    "в во на с со до по к ко и или от за из о об не через около более менее почти течение "
    "это этот этого этой эту этом эти тот того том той ту первая первой "
    "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI "
    "один одна одного одной одну утра вечера ночи час часа часов баку москве астане "
    "минску "
    "начало начала конец конца свыше порядка "
    ", . ( ) - – — / + « »"
).split()

LEXICON = {
    "MONTH": MONTH_OF.keys() - SHORT_MONTHS.keys(),
    "MONTHGEN": MONTH_GENITIVES,
    "SHORTMONTH": SHORT_MONTHS,
    "WEEKDAY": WEEKDAY_OF,
    "WEEKDAYSEACH": WEEKDAYS_EACH,
    "SEASON": SEASON_OF,
    "SEASONADVERB": SEASON_ADVERBS,
    "UNIT": UNIT_OF,
    "YEARWORD": "год года году годом годе".split(),
    "YEARSWORD": "годы годов годах годам годами".split(),
    "CENTURYWORD": "век века веку веке веком столетии столетия столетие".split(),
    "QUARTERWORD": "квартал квартала кварталу кварталом квартале".split(),
    "HALFWORD": "полугодие полугодия полугодию полугодием полугодии".split(),
    "HALFNOUN": "половина половины половине половину половиной".split(),
    "WEEKWORD": "неделя недели неделе неделю неделей".split(),
    "HOURWORD": ["час", "часа", "часов", "ч"],
    "MINUTEWORD": ["минут", "минуты", "мин"],
    "NUMBER": NUMBERS,
    "TENS": TENS,
    "ORDINAL": ORDINALS,
    "LASTWORD": "последний последняя последней последнюю последнее последнем".split(),
    "ROMAN": ROMAN,
    "NTHTAIL": "й го му м я ю ей ой е ое ом х ые ых го".split(),
    "SPAN": SPANS,
    "DEICTIC": DEICTIC,
    "POINTER": SHIFTS,
    "MOD": MODS,
    "HALF": HALVES,
    "DIGITS": ["числах", "числа", "числам"],
    "DAYPART": DAY_PARTS,
    "ZONE": ZONES,
    "PERIODICAL": PERIODICALS,
    "REFERENCE": REFERENCES,
    "APPROX": APPROXIMATIONS,
    "EACH": "каждый каждую каждое каждого каждой каждые".split(),
    "COMMA": [","],
    "DOT": ["."],
    "DASH": ["-", "–", "—", "‑"],
    "OPEN": ["("],
    "CLOSE": [")"],
    "PLUS": ["+"],
    "MINUS": ["-", "−", "–"],
    "NOON": ["полдень", "полночь", "полудню"],
}

SHAPES = [
    (r"\d{4}-\d\d-\d\d.*", "ISODATE"),
    (r"\d{1,4}\.\d{1,2}\.\d{2,4}", "NUMERICDATE"),
    (r"\d{1,2}:\d\d(?::\d\d)?", "CLOCK"),
    (r"[1-9]", "INT DAY HOUR SMALL"),
    (r"0[1-9]", "INT DAY HOUR TWODIGITS"),
    (r"1\d|2[0-4]", "INT DAY HOUR SMALL TWODIGITS"),
    (r"2[5-9]|3[01]", "INT DAY SMALL TWODIGITS"),
    (r"\d\d", "INT SMALL TWODIGITS"),
    (r"\d{3}", "INT SMALL"),
    (r"1\d{3}|20\d\d|21\d\d", "INT YEAR"),
    (r"\d{4,6}", "INT"),
    (r"\d{1,2}\.[0-5]\d", "DOTCLOCK"),
]

__all__ = ["FILLERS", "LEXICON", "MONTH_OF", "SHAPES", "declined_plural"]

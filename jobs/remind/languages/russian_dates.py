"""Dates in Russian words."""

from calendars.dates.words import DateWords

RUSSIAN = DateWords(
    months=(
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    ).split(),
    in_months=(
        "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре"
    ).split(),
    parts={
        21: "весной",
        22: "летом",
        23: "осенью",
        24: "зимой",
        33: "в первом квартале",
        34: "во втором квартале",
        35: "в третьем квартале",
        36: "в четвёртом квартале",
        40: "в первом полугодии",
        41: "во втором полугодии",
    },
    phrases={
        "day": "{day} {year} года",
        "month": "в {month} {year} года",
        "part": "{part} {year} года",
        "year": "в {year} году",
        "somewhen": "{unit}",
        "about": "приблизительно {unit}",
        "unconfirmed": "{date}, не подтверждено",
        "unknown": "дата не объявлена",
        "from": "начало {start}",
        "until": "окончание {end}",
        "from_until": "начало {start}, окончание {end}",
        "or": "{head} или {last}",
        "one_of": "возможно: {members}",
        "to": "от {first} до {last}",
        "or_later": "{end} или позже",
        "or_earlier": "{end} или раньше",
        "not_before": "не раньше {day}",
        "not_after": "не позже {day}",
        "rest_of_year": "в {year} году, не раньше {day}",
        "between": "один из дней: {days}",
    },
)

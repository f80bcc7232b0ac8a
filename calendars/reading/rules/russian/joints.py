"""How Russian joins dates: с … по …, между … и …, до …."""

import re

from calendars.reading.joints import Joints
from calendars.reading.notice_labels import Labels


def _label(words: str) -> re.Pattern[str]:
    """One of some words at the start of a line, with its colon."""
    return re.compile(rf"\W{{0,4}}(?:{words})\W{{0,3}}?\s*[:–—][ \t*_]*", re.IGNORECASE)


JOINTS = Joints(
    range=re.compile(r"\s*(?:по|до|-|–|—)\s*"),
    both=re.compile(r"\s*(?:,|и)\s*(?:в\s+|во\s+)?"),
    choice=re.compile(r"\s*,?\s*(?:или|либо)\s*(?:в\s+|во\s+)?"),
    between=re.compile(r"\bмежду\s+$", re.IGNORECASE),
    until=re.compile(r"\b(?:до|по|не\s+позднее|не\s+позже)\s+$", re.IGNORECASE),
    not_until=re.compile(r"(?!)"),
    year=re.compile(
        r"\d{4}|\b(?:эт|прошл|минувш|следующ|будущ|текущ|нынешн|ближайш)|назад|через",
        re.IGNORECASE,
    ),
    weekday=re.compile(
        r"(?:понедельник|вторник|четверг|сред[ыау]|пятниц|суббот|воскресень)\w{0,2}", re.IGNORECASE
    ),
    month=re.compile(r"\b(?:янв|фев|мар|апр|ма[йяею]|июн|июл|авг|сен|окт|ноя|дек)", re.IGNORECASE),
    labels=Labels(
        what=_label("что|событие|мероприятие|тема"),
        when=_label(r"когда|дат[аы](?:\s+(?:и\s+время|проведения))?"),
        time=_label("время|начало"),
        schedule=re.compile(r"\b(?:следующ\w+|ниже|расписани\w+|график\w*)\b", re.IGNORECASE),
        goes_on=re.compile(r"[.;]\s|\s(?:который|которая|которое|будет|где)\s|\s[–—-]\s|,\s"),
    ),
)

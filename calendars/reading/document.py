"""The text of an article: its header line, its title, its paragraphs and sentences."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from calendars.dates.record import record
from calendars.errors import (
    ArticleTooLarge,
    BinaryArticle,
    EmptyArticle,
    MissingPublicationDate,
    UnreadableDate,
)
from calendars.reading.mention import Offsets

MAX_CHARACTERS = 2_000_000
LONGEST_TITLE = 200
# A line of fewer characters was not wrapped: it ends where its author ended it.
WRAPPED_LINE = 60
# So many lines of which most have no room for the next one's word were wrapped narrowly.
FEWEST_WRAPPED = 3
NARROWEST = 45
MOSTLY = 0.75
# A longer sentence is a table or a list: it is cut, so that reading stays linear.
LONGEST_SENTENCE = 2_000

_HEADER = re.compile(r"\s*date[ \t]+(\d{4}-\d{2}-\d{2})(?!\d)[ \t]*")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")
_LINE_END = re.compile(r"\n")
_BULLET = re.compile(r"[ \t]{0,8}(?:[-*•–·‣]|\d{1,2}[.)])[ \t]")
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’'»)\]*]*+(?=\s)")
_OPENS_SENTENCE = re.compile(r"\s++[\"“‘'«(\[*]*+(?:[A-ZÀ-ÞА-ЯЁ]|\d)")
_LAST_WORD = re.compile(r"[^\s(\"“‘']*$")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-ZА-ЯЁ]\.|(?:[A-Za-zА-Яа-я]\.){2,}")

ABBREVIATIONS = frozenset(
    "mr. mrs. ms. dr. prof. gov. sen. sens. rep. reps. gen. col. lt. maj. capt. sgt. st. mt. ft. "
    "jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. mon. tue. tues. wed. thu. thur. "
    "thurs. fri. sat. sun. no. nos. vs. etc. inc. ltd. co. corp. jr. sr. hon. rev. approx. art. "
    "dept. est. fig. al. pp. vol. u.s. u.k. u.n. e.u. d.c. ph.d. messrs. supt. ave. blvd. rd. "
    "гг. им. ул. тыс. млн. млрд. руб. стр. см. др. проф. акад. янв. фев. апр. авг. "
    "сент. окт. нояб. дек."
    "".split()
)
_HALF_DAYS = ("a.m.", "p.m.")
_GOES_ON_AFTER_CLOCK = re.compile(
    r"\s+\(?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\s+(?:January|February|March|April|May|June|"
    r"July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|"
    r"Nov|Dec)\.|GMT|UTC|[A-Z][SD]?T\b|[A-Z][a-z]+ time)|\s+\d"
)


@record(frozen=True, slots=True)
class Sentence:
    """A sentence or heading: its characters in the text, and the paragraph it stands in."""

    start: int
    end: int
    paragraph: int

    @property
    def span(self) -> Offsets:
        """The characters of the text, `[start, end)`."""
        return self.start, self.end


@record(frozen=True, slots=True)
class Document:
    """An article made ready for reading."""

    text: str
    published: dt.date
    title: str | None
    sentences: tuple[Sentence, ...]

    def quote(self, sentence: Sentence) -> str:
        """The sentence, literally."""
        return self.text[sentence.start : sentence.end]


def prepare(
    text: str,
    *,
    published: dt.date | None = None,
    title: str | None = None,
    limit: int = MAX_CHARACTERS,
) -> Document:
    """Check an article's text, take its header line away and cut it into sentences.

    `published` beats the header line; `title` beats a headline in the first line.

    >>> document = prepare("date 2021-03-31 It opens in May. Entry is free.")
    >>> document.published, [document.quote(sentence) for sentence in document.sentences]
    (datetime.date(2021, 3, 31), ['It opens in May.', 'Entry is free.'])

    Raises:
        ArticleTooLarge: The text has more characters than the limit.
        BinaryArticle: The text holds control characters.
        EmptyArticle: Nothing is left to read.
        UnreadableDate: The header line names a day that does not exist.
        MissingPublicationDate: Neither the caller nor a header line tells the day.
    """
    _refuse_unreadable(text, limit)
    told, body = _take_header(text)
    if not body:
        raise EmptyArticle("The article has no text: give the text of an article.", field="text")
    day = published or told
    if day is None:
        raise MissingPublicationDate(
            "Nobody said when the article was published: give the publication date "
            "(YYYY-MM-DD), or begin the text with a line “date YYYY-MM-DD”.",
            field="published",
        )
    told_in = tuple(sentences(body))
    return Document(body, day, title or _headline(body, told_in), told_in)


def _refuse_unreadable(text: str, limit: int) -> None:
    if len(text) > limit:
        raise ArticleTooLarge(
            f"The article has {len(text):,} characters, the limit is {limit:,}: "
            "give one article at a time.",
            field="text",
        )
    control = _CONTROL.search(text)
    if control:
        raise BinaryArticle(
            f"The article is not text: character {control.start()} is a control character. "
            "Give plain text or HTML.",
            field="text",
        )


def _take_header(text: str) -> tuple[dt.date | None, str]:
    header = _HEADER.match(text)
    if header is None:
        return None, text.strip()
    try:
        day = dt.date.fromisoformat(header[1])
    except ValueError as error:
        raise UnreadableDate(
            f"The header line's date {header[1]} does not exist: {error}.", field="published"
        ) from error
    return day, text[header.end() :].strip()


def _headline(text: str, sentences: tuple[Sentence, ...]) -> str | None:
    """The first line, where it stands alone and ends like a headline."""
    if len(sentences) < 2 or sentences[1].paragraph == sentences[0].paragraph:
        return None
    line = text[sentences[0].start : sentences[0].end].lstrip("# ").strip()
    alone = "\n" in text[sentences[0].end : sentences[1].start]
    if not alone or len(line) > LONGEST_TITLE or line.endswith((".", ":", ";", ",")):
        return None
    is_dateline = bool(re.match(r"[A-Z .'-]{3,40},", line)) or line[:3] in ("By ", "BY ")
    return None if is_dateline or not re.search(r"[^\W\d]", line) else line


def sentences(text: str) -> list[Sentence]:
    """The sentences and headings of a text, in order."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        for first, last in _cut(text, start, end):
            found.append(Sentence(first, last, number))
    return found


def _paragraphs(text: str) -> list[Offsets]:
    blocks: list[Offsets] = []
    start = 0
    for gap in _BLANK_LINES.finditer(text):
        blocks.extend(_lines(text, start, gap.start()))
        start = gap.end()
    blocks.extend(_lines(text, start, len(text)))
    return blocks


def _lines(text: str, start: int, end: int) -> list[Offsets]:
    """Cut a block where a line is a paragraph of its own, not where one is only wrapped."""
    pieces: list[Offsets] = []
    first = start
    line_start = start
    wrapped = _is_wrapped(text, start, end)
    for gap in _LINE_END.finditer(text, start, end):
        if _breaks_paragraph(text, line_start, gap.start(), gap.end(), wrapped):
            pieces.append((first, gap.start()))
            first = gap.end()
        line_start = gap.end()
    pieces.append((first, end))
    return [trimmed for piece in pieces if (trimmed := _trim(text, *piece))]


def _is_wrapped(text: str, start: int, end: int) -> bool:
    """Whether a block was wrapped at a width: nearly no line had room for the next one's word.

    An old agency's lines of 55 characters are, a list of names is not.
    """
    lines = [line.strip() for line in text[start:end].split("\n")]
    width = max(map(len, lines))
    if len(lines) <= FEWEST_WRAPPED or width < NARROWEST:
        return False
    full = [
        len(line) + 1 + len(following.split(maxsplit=1)[0]) > width
        for line, following in pairwise(lines)
        if following
    ]
    return sum(full) >= MOSTLY * len(full)


def _breaks_paragraph(
    text: str, line_start: int, line_end: int, following: int, wrapped: bool
) -> bool:
    line = text[line_start:line_end].strip()
    if _BULLET.match(text, following) or line.endswith((".", "!", "?", ":", ";", "|", "”", '"')):
        return True
    return len(line) < (NARROWEST if wrapped else WRAPPED_LINE)


def _cut(text: str, start: int, end: int) -> list[Offsets]:
    pieces: list[Offsets] = []
    first = start
    for stop in _SENTENCE_END.finditer(text, start, end):
        if _ends_sentence(text, stop):
            pieces.append((first, stop.end()))
            first = stop.end()
    pieces.append((first, end))
    if any(last - first > LONGEST_SENTENCE for first, last in pieces):
        pieces = [part for piece in pieces for part in _not_too_long(text, *piece)]
    return [trimmed for piece in pieces if (trimmed := _trim(text, *piece))]


def _not_too_long(text: str, start: int, end: int) -> Iterator[Offsets]:
    while end - start > LONGEST_SENTENCE:
        limit = start + LONGEST_SENTENCE
        space = text.rfind(" ", start + 1, limit)
        cut = space if space > start else limit
        yield start, cut
        start = cut
    yield start, end


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    following = _OPENS_SENTENCE.match(text, stop.end())
    if following is None:
        return False
    if stop[0][0] != ".":
        return True
    before = _LAST_WORD.search(text, max(0, stop.start() - 20), stop.start() + 1)
    word = before[0] if before else ""
    if word.lower() in _HALF_DAYS:
        return _GOES_ON_AFTER_CLOCK.match(text, stop.end()) is None
    if len(stop[0]) > 1:
        return True
    return word.lower() not in ABBREVIATIONS and _INITIALS.fullmatch(word) is None


def _trim(text: str, start: int, end: int) -> Offsets | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None

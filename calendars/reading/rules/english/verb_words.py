"""Verbs that are events themselves, and how a calendar names these."""

from dataclasses import dataclass

from calendars.reading.mention import Kind


@dataclass(frozen=True, slots=True)
class VerbEvent:
    """A verb that is an event itself, and how a calendar names it.

    `name` is written with {subject} and {object}; `needs` says what the verb must have with
    it to count: an "object", one with a "name", "names" for both, "nobody" (no object),
    "somebody" with a name who does it, a "sufferer" in the passive, or nothing. `particles`
    stand before the object, `tail` right behind the verb. `by` and `of` are words of which
    the subject and the object must have one, `near` and `never` words that must and must
    not follow. `ahead` says that only what is to come counts, `points` that it is one told
    before, `ends` that its date is the last day.
    """

    forms: dict[str, str]
    kind: Kind
    name: str
    bare_name: str
    needs: str = ""
    particles: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    by: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    ahead: bool = False
    points: bool = False
    ends: bool = False


def _regular(base: str) -> dict[str, str]:
    stem = base[:-1] if base.endswith("e") else base
    third = base + ("es" if base.endswith(("ch", "sh", "s", "x", "o")) else "s")
    return {base: "base", third: "present", stem + "ed": "past", stem + "ing": "ing"}


def _present(*bases: str) -> dict[str, str]:
    """The forms of verbs that tell what is to come: "performs", "will perform"."""
    forms: dict[str, str] = {}
    for base in bases:
        third = base + ("es" if base.endswith(("ch", "sh", "s", "x", "o")) else "s")
        forms |= {base: "base", third: "present"}
    return forms


# Bodies that hear people and sit.
_HEARERS = frozenset(
    "committee committees court courts panel tribunal commission council board senate house "
    "parliament assembly lawmakers senators deputies mps judge judges justices magistrates "
    "inquiry jury ombudsman subcommittee chamber bundestag duma knesset".split()
)
# What is opened with a date that a calendar keeps.
_OPENED = frozenset(
    "museum gallery theatre theater library hall cathedral church mosque temple stadium arena "
    "airport station bridge line tunnel centre center hospital hotel park market pool zoo garden "
    "gardens embassy consulate pavilion memorial monument cinema academy".split()
)
_LEADERS = frozenset(
    "president premier minister chancellor king queen pope prince princess emperor sultan emir "
    "secretary-general secretary governor counterpart".split()
)
_COURTS = frozenset("court judge judges magistrates magistrate tribunal".split())
# Those who take to the streets or lay down their work.
_CROWDS = frozenset(
    "thousands hundreds dozens scores crowd crowds people protesters protestors demonstrators "
    "marchers activists campaigners strikers supporters opponents members residents villagers "
    "citizens women families parents pensioners veterans migrants students pupils workers "
    "employees staff unions union unionists trade-unionists nurses doctors medics midwives "
    "teachers educators lecturers academics drivers pilots miners dockers farmers firefighters "
    "postmen cleaners journalists lawyers civil-servants fishermen truckers steelworkers "
    "machinists janitors librarians cooks actors writers musicians".split()
)
_LISTENERS = frozenset("reporters press media journalists phone telephone".split())

VERB_EVENTS = (
    VerbEvent(
        _regular("visit"), Kind.VISIT, "Visit of {subject} to {object}", "Visit to {object}", "name"
    ),
    VerbEvent(
        _regular("tour"), Kind.VISIT, "Tour of {object} by {subject}", "Tour of {object}", "name"
    ),
    VerbEvent(
        {"travel": "base", "travels": "present", "travelled": "past", "traveled": "past",
         "travelling": "ing", "traveling": "ing", "go": "base", "fly": "base", "flies": "present",
         "flew": "past", "head": "base", "heads": "present", "come": "base", "comes": "present"},
        Kind.VISIT, "Visit of {subject} to {object}", "Visit to {object}", "name", ("to",),
    ),
    VerbEvent(
        {"arrive": "base", "arrives": "present", "arriving": "ing"},
        Kind.VISIT, "Visit of {subject} to {object}", "Visit to {object}", "name", ("in", "at"),
    ),
    VerbEvent(
        {"arrived": "past"}, Kind.VISIT, "Visit of {subject} to {object}", "Visit to {object}",
        "name by somebody", ("in", "at"),
    ),
    VerbEvent(
        {"call": "base", "calls": "present", "called": "past"}, Kind.MEETING,
        "Meeting of {subject} with {object}", "", "somebody", tail=("on",), of=_LEADERS,
    ),
    VerbEvent(
        {"arraigned": "past", "re-arraigned": "past"}, Kind.HEARING, "Arraignment of {object}",
        "Arraignment of {object}", "sufferer",
    ),
    VerbEvent(
        {"leave": "base", "leaves": "present", "depart": "base", "departs": "present"},
        Kind.VISIT, "Visit of {subject} to {object}", "Visit to {object}", "name", ("for",),
    ),
    VerbEvent(
        {"be": "base", "was": "past", "were": "past"},
        Kind.VISIT, "Visit of {subject} to {object}", "Visit to {object}", "name", ("in",),
    ),
    VerbEvent(
        {"meet": "base", "meets": "present", "met": "past", "meeting": "ing"},
        Kind.MEETING, "Meeting of {subject} with {object}", "Meeting of {subject}", "",
        ("with",),
    ),
    VerbEvent(
        {"gather": "base", "gathers": "present", "convene": "base", "convenes": "present",
         "assemble": "base", "reconvene": "base", "reconvenes": "present"},
        Kind.MEETING, "Meeting of {subject}", "Meeting of {subject}",
    ),
    VerbEvent(
        {"strike": "base", "walk": "base"},
        Kind.OTHER, "Strike of {subject}", "Strike of {subject}", "nobody",
    ),
    VerbEvent(
        {"demonstrate": "base", "rally": "base", "protest": "base"},
        Kind.OTHER, "Demonstration of {subject}", "Demonstration of {subject}", "nobody",
    ),
    VerbEvent(
        {"demonstrated": "past", "rallied": "past", "protested": "past", "marched": "past",
         "picketed": "past"},
        Kind.OTHER, "Demonstration of {subject}", "Demonstration of {subject}", "nobody",
        by=_CROWDS, never=frozenset(("that", "how")),
    ),
    VerbEvent(
        {"take": "base", "took": "past"}, Kind.OTHER, "Demonstration of {subject}",
        "Demonstration of {subject}", "nobody", tail=("to", "the", "streets"),
    ),
    VerbEvent(
        {"striking": "ing"}, Kind.OTHER, "Strike of {subject}", "Strike of {subject}", "nobody",
        by=_CROWDS,
    ),
    *(
        VerbEvent(
            {"walked": "past"}, Kind.OTHER, "Strike of {subject}", "Strike of {subject}", "nobody",
            tail=tail, by=_CROWDS,
        )
        for tail in (("out",), ("off", "the", "job"))
    ),
    VerbEvent(
        {"go": "base", "goes": "present", "going": "ing", "went": "past", "been": "past"},
        Kind.OTHER, "Strike of {subject}", "Strike of {subject}", "nobody",
        tail=("on", "strike"),
    ),
    VerbEvent(
        {"voted": "past"}, Kind.ELECTION, "Strike vote of {subject}", "Strike vote of {subject}",
        "nobody", by=_CROWDS, near=frozenset(("strike", "strikes", "walkout", "industrial")),
    ),
    VerbEvent(
        _regular("launch") | {"launches": "present"},
        Kind.LAUNCH, "Launch of {object}", "Launch of {subject}", "name or nothing",
    ),
    VerbEvent(
        {"sign": "base", "signs": "present", "signed": "past"},
        Kind.SIGNING, "Signing of {object}", "Signing of {subject}",
    ),
    VerbEvent(
        {"inaugurate": "base", "inaugurates": "present", "inaugurated": "past",
         "unveil": "base", "unveils": "present"},
        Kind.CEREMONY, "Inauguration of {object}", "Inauguration of {subject}", "object",
    ),
    VerbEvent(
        _present("arrive"), Kind.VISIT, "Visit of {subject}", "Visit of {subject}", "nobody",
        ahead=True, points=True,
    ),
    VerbEvent(
        _present("return"), Kind.VISIT, "Visit of {subject}", "Visit of {subject}", "nobody",
        tail=("home",), ahead=True, points=True, ends=True,
    ),
    VerbEvent(
        _present("stay", "remain", "leave", "depart"), Kind.VISIT, "Visit of {subject}",
        "Visit of {subject}", "nobody", ahead=True, points=True, ends=True,
    ),
    VerbEvent(
        _present("hear"), Kind.HEARING, "Hearing of {object} by {subject}", "", "object",
        by=_HEARERS, ahead=True,
    ),
    VerbEvent(
        _present("sit"), Kind.MEETING, "Session of {subject}", "Session of {subject}", "nobody",
        by=_HEARERS, ahead=True,
    ),
    VerbEvent(
        _present("vote"), Kind.ELECTION, "Vote of {subject} on {object}", "", "object", ("on",),
        ahead=True,
    ),
    VerbEvent(
        _present("elect"), Kind.ELECTION, "Election of {object}", "", "object", ahead=True,
    ),
    VerbEvent(
        _present("debate"), Kind.OTHER, "Debate of {subject} on {object}", "Debate on {object}",
        "object", ahead=True,
    ),
    VerbEvent(
        _present("talk", "speak", "lecture"), Kind.OTHER, "Talk by {subject} about {object}",
        "Talk by {subject}", "somebody", ("about", "on"), never=_LISTENERS, ahead=True,
    ),
    VerbEvent(
        _present("read"), Kind.OTHER, "Reading by {subject} from {object}", "Reading by {subject}",
        "somebody", ("from",), ahead=True,
    ),
    VerbEvent(
        _present("receive", "welcome", "host"), Kind.MEETING, "Meeting of {subject} with {object}",
        "", "somebody", by=_LEADERS, of=_LEADERS | {"leaders", "delegation", "ministers"},
        ahead=True,
    ),
    VerbEvent(
        _present("report"), Kind.MEETING, "Report of {subject} to {object}", "Report to {object}",
        "name", ("to",), of=_HEARERS, ahead=True,
    ),
    VerbEvent(
        _present("lie"), Kind.CEREMONY, "Lying in state of {subject}",
        "Lying in state of {subject}", tail=("in", "state"), ahead=True,
    ),
    VerbEvent(
        _present("vote"), Kind.ELECTION, "Vote of {subject}", "Vote of {subject}", "nobody",
        by=_HEARERS, ahead=True,
    ),
    VerbEvent(
        _present("perform", "sing"), Kind.FESTIVAL, "Performance of {subject}",
        "Performance of {subject}", "somebody", ahead=True,
    ),
    VerbEvent(
        _present("headline"), Kind.FESTIVAL, "Performance of {subject} at {object}", "", "somebody",
        ahead=True,
    ),
    VerbEvent(
        _present("take"), Kind.SPORT, "{subject} v {object}", "", "names", tail=("on",), ahead=True,
    ),
    VerbEvent(
        _present("play", "face"), Kind.SPORT, "{subject} v {object}", "", "names", ahead=True,
    ),
    VerbEvent(
        _present("play"), Kind.OTHER, "{subject} at {object}", "", "somebody", ("at", "in"),
        ahead=True,
    ),
    VerbEvent(
        _present("host"), Kind.OTHER, "{object} hosted by {subject}", "{object}", "names",
        ahead=True,
    ),
    VerbEvent(
        _present("go") | {"going": "ing"}, Kind.HEARING, "Trial of {subject}", "Trial of {subject}",
        "somebody", tail=("on", "trial"), ahead=True,
    ),
    VerbEvent(
        _present("stand", "face"), Kind.HEARING, "Trial of {subject}", "Trial of {subject}",
        "somebody", tail=("trial",), ahead=True,
    ),
    VerbEvent(
        {"due": "plan"} | _present("appear"), Kind.HEARING, "Court appearance of {subject}",
        "Court appearance of {subject}", "somebody", near=_COURTS, ahead=True,
    ),
    VerbEvent(
        {"sentenced": "past"}, Kind.HEARING, "Sentencing of {object}",
        "Sentencing of {object}", "sufferer", ahead=True,
    ),
    VerbEvent(
        {"sworn": "past"}, Kind.CEREMONY, "Swearing-in of {object}", "Swearing-in of {object}",
        "sufferer", tail=("in",),
    ),
    VerbEvent(
        {"buried": "past"}, Kind.CEREMONY, "Funeral of {object}", "Funeral of {object}", "sufferer",
        ahead=True,
    ),
    VerbEvent(
        {"laid": "past"}, Kind.CEREMONY, "Funeral of {object}", "Funeral of {object}", "sufferer",
        tail=("to", "rest"), ahead=True,
    ),
    VerbEvent(
        _present("lift", "blast"), Kind.LAUNCH, "Launch of {subject}", "Launch of {subject}",
        tail=("off",), ahead=True,
    ),
    VerbEvent(
        _present("carry", "deliver", "put", "send") | {"carries": "present"}, Kind.LAUNCH,
        "Launch of {subject} with {object}", "Launch of {object}", "object",
        near=frozenset(("orbit", "space")), ahead=True,
    ),
    VerbEvent(
        {"due": "plan", "expected": "plan"}, Kind.VISIT, "Visit of {subject} to {object}",
        "Visit to {object}", "name by somebody", ("in",), ahead=True,
    ),
    VerbEvent(
        _present("open", "reopen"), Kind.CEREMONY, "Opening of {subject}", "Opening of {subject}",
        by=_OPENED, ahead=True,
    ),
    VerbEvent(
        _present("publish", "release", "report", "present", "announce"), Kind.OTHER,
        "Publication of {object} of {subject}", "Publication of {object}", "object",
        of=frozenset(("results", "earnings")), ahead=True,
    ),
)  # fmt: skip

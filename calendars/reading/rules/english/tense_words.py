"""English words that tell past from future."""

from calendars.reading.rules.english.date_words import MONTH_OF, WEEKDAY_OF

CLAUSE_ENDS = frozenset((".", ";", "!", "?", "”", "•"))

# A full stop after these ends no sentence.
SHORTENED = (
    frozenset("mr mrs ms dr gen sen rep gov col lt st prof inc corp co ltd jr sr no vs".split())
    | MONTH_OF.keys()
    | WEEKDAY_OF.keys()
)

FUTURE_AUXILIARIES = frozenset(
    "will shall ll would wo won't may might could should must can cannot".split()
)
# What may be is told of the past too: “Friday's attack could hurt”.
POSSIBLE = frozenset("would may might could should must can cannot".split())
# Words between an auxiliary and its verb.
LINKS = frozenset("be been being have not also then never again finally first".split())
SCHEDULED = frozenset(
    "scheduled planned set slated due expected timed upcoming forthcoming planning pencilled "
    "payable penciled earmarked".split()
)
SCHEDULED_FOR = frozenset("targeted fixed booked listed tabled billed pegged called".split())
COMING = frozenset("upcoming forthcoming going ahead".split())
MOVED = frozenset(
    "postponed delayed rescheduled moved adjourned deferred extended pushed put brought".split()
)
PHRASAL = frozenset("pushed put brought".split())
# Right after a date these are what happened on it: “on Monday adjourned till May”.
SET_OR_MOVED = (MOVED - PHRASAL) | {"set"}
PARTICLES = frozenset("off back forward out".split())
DATE_OPENERS = frozenset("early late mid next the".split()) | MONTH_OF.keys() | WEEKDAY_OF.keys()
OPENERS = frozenset(
    "early late mid - the of end beginning start middle noon midday midnight".split()
)
TOWARDS = frozenset("until till to for from".split())
UNTIL = frozenset("until till".split())
LASTED = frozenset("lasted waited stayed remained survived".split())

PLANNERS = frozenset(
    "agreed plan plans planned planning decided intends intend intended want wants hopes hope "
    "hoping ready pledged promised vowed likely ordered invited is are am due set deadline "
    "expects expect aims aim prepares preparing threatened decision bid deal".split()
)
# Those who are told so do it later: “all are asked to come on Friday”.
ASKED = frozenset("asked requested required urged encouraged advised reminded".split())
BASE_VERBS = frozenset(
    "hold meet visit host open begin start sign launch resume convene attend gather discuss travel "
    "vote return leave close appear take decide release go postpone delay cancel reschedule "
    "adjourn suspend".split()
)
# What is told behind these “to” something is ahead: “expects orders to pick up”.
EXPECTING = frozenset(
    "expects expect expected expecting forecast forecasts predicts predict predicted sees hopes "
    "hope hoped anticipates anticipate plans plan planned projects intends wants want aims "
    "likely".split()
)
PLACED = frozenset("in on at from for".split())
OWNERS = frozenset("its their his her".split())
ARTICLES = OWNERS | {"the", "a", "an"}

# Told in the present of what is fixed: "the fair opens on Friday".
SCHEDULE_VERBS = frozenset(
    "opens begins starts ends leaves resumes returns closes expires kicks takes meets visits "
    "travels arrives hosts holds faces runs lasts goes lands launches departs flies premieres "
    "debuts airs convenes reopens votes plays go tours heads addresses hears open begin start "
    "resume convene expire".split()
)
# Told so of what is fixed only after those who do it: “the teams meet on Friday”.
FIXTURES = frozenset("meet play face host visit travel".split())
SHIELDS = frozenset("after following since when because amid despite".split())

PASTS = frozenset(
    "was were had did met held began came went took gave said told became made found won "
    "lost left saw rose fell led sent ran fought got brought bought thought kept spoke broke "
    "wrote sold paid built caught drew drove flew grew heard hit hurt knew laid lay let read "
    "rode sank shot shut sat slid spent stood struck swept swore taught threw understood woke "
    "wore withdrew overthrew sought dealt felt fled hung sprang sang split spread says".split()
)
NO_PASTS = frozenset(
    "united hundred indeed proceed speed exceed succeed unprecedented naked sacred wicked "
    "talented aged breed".split()
)

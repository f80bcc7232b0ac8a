"""What counts as an event in English: the nouns that name one and the verbs that are one."""

from calendars.reading.mention import Kind

# Nouns that name an event by themselves.
HEADS: dict[str, Kind] = {
    **dict.fromkeys(
        "meeting session sitting assembly council-meeting consultation plenary gathering retreat "
        "get-together briefing".split(),
        Kind.MEETING,
    ),
    **dict.fromkeys("summit".split(), Kind.SUMMIT),
    **dict.fromkeys(
        "conference congress convention symposium seminar workshop webinar colloquium hackathon "
        "lecture conclave masterclass bootcamp meetup".split(),
        Kind.CONFERENCE,
    ),
    **dict.fromkeys("forum roundtable dialogue".split(), Kind.FORUM),
    **dict.fromkeys("visit trip tour pilgrimage".split(), Kind.VISIT),
    **dict.fromkeys("talks negotiations consultations discussions".split(), Kind.TALKS),
    **dict.fromkeys("hearing trial sentencing arraignment inquest".split(), Kind.HEARING),
    **dict.fromkeys(
        "election referendum by-election byelection runoff run-off plebiscite primary vote ballot "
        "polls poll".split(),
        Kind.ELECTION,
    ),
    **dict.fromkeys("exhibition expo fair exhibit biennale".split(), Kind.EXHIBITION),
    **dict.fromkeys(
        "festival carnival concert parade celebration gala premiere fête fete screening show "
        "countdown fireworks performance picnic party".split(),
        Kind.FESTIVAL,
    ),
    **dict.fromkeys(
        "ceremony inauguration commemoration funeral opening groundbreaking unveiling dedication "
        "memorial vigil coronation swearing-in".split(),
        Kind.CEREMONY,
    ),
    **dict.fromkeys("launch liftoff lift-off rollout flight".split(), Kind.LAUNCH),
    **dict.fromkeys("signing signature".split(), Kind.SIGNING),
    **dict.fromkeys("exercise drill manoeuvre maneuver".split(), Kind.EXERCISE),
    **dict.fromkeys(
        "championship tournament marathon olympics games regatta playoff qualifier derby match "
        "race cup semifinal".split(),
        Kind.SPORT,
    ),
    **dict.fromkeys("deadline".split(), Kind.DEADLINE),
    **dict.fromkeys(
        "event rally march protest demonstration strike auction debate edition round roadshow "
        "speech keynote open-house walkout competition contest celebration raffle "
        "procession expedition market bazaar "
        "mission".split(),
        Kind.OTHER,
    ),
}
HEADS |= {
    **dict.fromkeys("agm hustings reunion".split(), Kind.MEETING),
    **dict.fromkeys("requiem evensong christening prom".split(), Kind.CEREMONY),
    **dict.fromkeys("biennial triennial vernissage".split(), Kind.EXHIBITION),
    **dict.fromkeys("rodeo pageant fundraiser tasting barbecue brunch luncheon".split(),
                    Kind.FESTIVAL),
    **dict.fromkeys("semi-final quarter-final quarterfinal fixture".split(), Kind.SPORT),
    **dict.fromkeys("review audience teach-in panel reading".split(), Kind.MEETING),
    **dict.fromkeys("vespers liturgy graduation commencement reception banquet".split(),
                    Kind.CEREMONY),
    **dict.fromkeys("recital matinee matinée jamboree fireworks".split(), Kind.FESTIVAL),
    **dict.fromkeys("spacewalk splashdown docking".split(), Kind.LAUNCH),
    **dict.fromkeys("final finals".split(), Kind.SPORT),
    **dict.fromkeys("rehearsal stoppage sit-in".split(), Kind.OTHER),
    **dict.fromkeys("telecon webcast markup ministerial caucus convocation powwow "
                    "masterclass open-day bicentenary".split(), Kind.MEETING),
    **dict.fromkeys("teleconference tele-conference videoconference livestream giveaway clinic "
                    "ribbon-cutting wreath-laying handover topping-out eclipse blockade flypast "
                    "fly-past sleepover".split(), Kind.OTHER),
    **dict.fromkeys("burial cremation ordination consecration beatification canonization "
                    "canonisation iftar wedding enthronement investiture".split(),
                    Kind.CEREMONY),
    **dict.fromkeys("fiesta tattoo gig cookout potluck luau".split(), Kind.FESTIVAL),
    **dict.fromkeys("landing undocking flyby berthing".split(), Kind.LAUNCH),
    **dict.fromkeys("play-off triathlon half-marathon".split(), Kind.SPORT),
    **dict.fromkeys("retrial".split(), Kind.HEARING),
    **dict.fromkeys("wargame wargames".split(), Kind.EXERCISE),
    **dict.fromkeys("excursion outing hike".split(), Kind.OTHER),
    "talk": Kind.OTHER, "stay": Kind.VISIT, "stopover": Kind.VISIT,
    "mass": Kind.CEREMONY, "ball": Kind.FESTIVAL,
}  # fmt: skip
# Nouns that name an event only with a capital ("a Mass").
CAPITAL_ONLY = frozenset(("mass",))
HEADS |= {"week": Kind.FESTIVAL, "day": Kind.OTHER, "night": Kind.OTHER, "awards": Kind.CEREMONY}
# Nouns that name an event only at the end of a proper name ("Seoul Art Week").
NAMED_ONLY = frozenset("week day night awards ball".split())
# Nouns that stand for a body, not an event, when they are the whole of a name ("Congress").
BODIES = frozenset("congress assembly convention commission".split())
# Names of events in several words; the last word is the head.
COMPOUND_HEADS: dict[tuple[str, str], Kind] = {
    ("memorial", "service"): Kind.CEREMONY,
    ("church", "service"): Kind.CEREMONY,
    ("workshop", "day"): Kind.CONFERENCE,
    **{
        (first, "day"): Kind.OTHER
        for first in "consular information career careers sports family study training charity "
        "taster industry clean-up cleanup donation".split()
    },
    **{(first, "dinner"): Kind.OTHER for first in "gala state charity closing working".split()},
    ("requiem", "mass"): Kind.CEREMONY,
    ("funeral", "service"): Kind.CEREMONY,
    ("thanksgiving", "service"): Kind.CEREMONY,
    ("memorial", "mass"): Kind.CEREMONY,
    **{(first, "run"): Kind.SPORT for first in ("fun", "charity")},
    **{(first, "walk"): Kind.OTHER for first in ("charity", "guided", "sponsored")},
    **{(first, "drive"): Kind.OTHER for first in ("blood", "food", "toy")},
    **{(first, "sale"): Kind.OTHER for first in ("bake", "book", "yard", "plant", "jumble")},
    **{(first, "call"): Kind.OTHER for first in ("earnings", "conference")},
    **{(first, "service"): Kind.CEREMONY for first in ("carol", "remembrance", "prayer")},
    ("early", "voting"): Kind.ELECTION,
    ("advance", "voting"): Kind.ELECTION,
    ("polling", "day"): Kind.ELECTION,
    ("election", "day"): Kind.ELECTION,
    ("open", "evening"): Kind.OTHER,
    ("fashion", "week"): Kind.FESTIVAL,
    ("film", "week"): Kind.FESTIVAL,
    ("study", "session"): Kind.MEETING,
    ("round", "table"): Kind.FORUM,
    ("press", "conference"): Kind.OTHER,
    ("news", "conference"): Kind.OTHER,
    ("press", "briefing"): Kind.OTHER,
    ("town", "hall"): Kind.MEETING,
    ("open", "day"): Kind.OTHER,
    ("open", "house"): Kind.OTHER,
    ("trade", "fair"): Kind.EXHIBITION,
    ("job", "fair"): Kind.EXHIBITION,
    ("grand", "prix"): Kind.SPORT,
    ("world", "cup"): Kind.SPORT,
    ("trade", "show"): Kind.EXHIBITION,
    ("air", "show"): Kind.EXHIBITION,
    ("book", "fair"): Kind.EXHIBITION,
    ("general", "assembly"): Kind.MEETING,
    ("military", "drills"): Kind.EXERCISE,
    **{
        (first, "service"): Kind.CEREMONY
        for first in "advent worship candlelight children's christmas easter evening morning "
        "midnight sunrise dawn family sunday harvest healing ecumenical communion".split()
    },
    ("holy", "communion"): Kind.CEREMONY,
    ("training", "course"): Kind.CONFERENCE,
    **{(first, "service"): Kind.CEREMONY for first in "burial interfaith wreath-laying".split()},
    ("port", "call"): Kind.VISIT,
    ("oral", "argument"): Kind.HEARING,
    ("oral", "arguments"): Kind.HEARING,
    ("closing", "arguments"): Kind.HEARING,
    ("opening", "statements"): Kind.HEARING,
    ("opening", "arguments"): Kind.HEARING,
    ("jury", "selection"): Kind.HEARING,
    ("media", "briefing"): Kind.OTHER,
    ("photo", "call"): Kind.OTHER,
    **{(first, "day"): Kind.OTHER for first in ("investor", "investors", "markets")},
    ("open", "studio"): Kind.OTHER,
    ("test", "flight"): Kind.LAUNCH,
    ("war", "games"): Kind.EXERCISE,
    ("closing", "date"): Kind.DEADLINE,
    ("due", "date"): Kind.DEADLINE,
    ("cut-off", "date"): Kind.DEADLINE,
}
IRREGULAR_PLURALS = {
    "symposia": "symposium", "fora": "forum", "referenda": "referendum", "colloquia": "colloquium",
    "assemblies": "assembly", "ceremonies": "ceremony", "inquests": "inquest",
    "primaries": "primary", "plenaries": "plenary", "parties": "party", "matches": "match",
    "caucuses": "caucus", "launches": "launch", "marches": "march", "speeches": "speech",
}  # fmt: skip

# Nouns that are as often verbs: a noun only after a word that announces one.
ALSO_VERBS = frozenset(
    "visit visits trip trips tour tours launch launches vote votes debate debates march marches "
    "rally rallies protest protests strike strikes show shows race races match matches poll polls "
    "exhibit exhibits meeting hearing opening signing briefing sentencing screening drill drills "
    "exercise exercises gathering round rounds cup fair retreat lecture primary party unveiling "
    "trial talk stay stays landing landings clinic handover".split()
)
# Nouns that announce an event only with a verb or preposition that says so.
WEAK_HEADS = frozenset(
    "week day night awards event edition round party show match race cup flight mission opening "
    "launch market bazaar vote poll "
    "polls primary strike march tour trip exercise drill assembly briefing performance fair "
    "competition contest signature dialogue trial debate protest rally "
    "speech keynote discussion discussions memorial session games screening lecture ballot "
    "review audience panel reading final finals commencement reception docking mass "
    "talk stay clinic landing handover wedding burial eclipse "
    "blockade stopover tattoo".split()
)
# Two nouns whose kind is not that of the second alone.
REFINED_KINDS: dict[tuple[str, str], Kind] = {
    ("summit", "meeting"): Kind.SUMMIT,
    ("summit", "session"): Kind.SUMMIT,
    ("election", "debate"): Kind.OTHER,
    ("ministerial", "conference"): Kind.CONFERENCE,
    ("rocket", "mission"): Kind.LAUNCH,
    ("space", "mission"): Kind.LAUNCH,
    ("trade", "mission"): Kind.VISIT,
    ("court", "session"): Kind.HEARING,
    ("public", "consultation"): Kind.MEETING,
    ("general", "election"): Kind.ELECTION,
    ("signing", "ceremony"): Kind.SIGNING,
    ("space", "flight"): Kind.LAUNCH,
    ("test", "flight"): Kind.LAUNCH,
}
# Words that, standing after such a noun, make it a part of another thing's name.
HEAD_STEALERS = frozenset(
    "center centre hall room rooms venue venues agenda commission committee campaign campaigns "
    "result results organiser organisers organizer organizers official officials participant "
    "participants delegate delegates chairman chair chairs host hosts schedule documents document "
    "secretary table minutes point points place site team teams programme program process "
    "preparations preparation security declaration communique communiqué statement fraud law laws "
    "reform board season period year fever ground grounds station stations booth booths victory "
    "win loser winner winners promise promises pledge fees fee room website page app tool paper "
    "papers speaker speakers attendee attendees guest guests member members president pad pads "
    "vehicle bill bid tickets ticket trail cycle turnout observers observer monitors judge court "
    "lawyer lawyers director bureau secretariat headquarters building complex pavilion aid aids "
    "window windows dividend house houses poll polls returns box boxes day eve night format".split()
)
# Common words that cannot be the event's own when they stand right before it.
EMPTY_MODIFIERS = frozenset(
    "regular upcoming forthcoming planned scheduled proposed much-anticipated long-awaited "
    "highly-anticipated previously originally so-called possible potential expected eagerly "
    "awaited recent ongoing current coming said latest delayed postponed cancelled canceled "
    "rescheduled previously-scheduled just-concluded usual crucial key important historic "
    "landmark own".split()
)
EMPTY_ADVERBS = frozenset(
    "already also now still just even only again then currently usually often always".split()
)
# Verbs whose object is the event: "will host the forum", "is to attend a summit".
HOLDING = {
    "hold": "base", "holds": "present", "held": "past", "holding": "ing",
    "host": "base", "hosts": "present", "hosted": "past", "hosting": "ing",
    "organise": "base", "organises": "present", "organised": "past", "organising": "ing",
    "organize": "base", "organizes": "present", "organized": "past", "organizing": "ing",
    "convene": "base", "convenes": "present", "convened": "past", "stage": "base",
    "stages": "present", "staged": "past", "conduct": "base", "conducts": "present",
    "conducted": "past", "pay": "base", "pays": "present", "paid": "past", "paying": "ing",
    "make": "base", "makes": "present", "made": "past", "celebrate": "base",
    "celebrates": "present", "celebrated": "past", "commemorate": "base",
    "commemorated": "past", "launch": "base", "open": "base", "opens": "present",
    "opened": "past", "begin": "base", "begins": "present", "began": "past", "start": "base",
    "starts": "present", "started": "past", "undertake": "base", "run": "base", "runs": "present",
    "call": "base", "called": "past", "schedule": "base", "schedules": "present",
    "scheduled": "plan", "set": "plan", "have": "base", "has": "present", "had": "past",
    "deliver": "base", "give": "base", "show": "base", "shows": "present", "present": "base",
    "presents": "present", "plan": "base", "plans": "present", "planned": "plan",
    "planning": "ing", "delivers": "present", "gives": "present", "gave": "past",
    "delivered": "past", "staging": "ing",
    "kick off": "base", "resume": "base", "resumes": "present",
}  # fmt: skip
# Verbs that bring somebody to an event.
ATTENDING = {
    "attend": "base", "attends": "present", "attended": "past", "attending": "ing",
    "join": "base", "joins": "present", "joined": "past", "joining": "ing",
    "address": "base", "addresses": "present", "addressed": "past", "chair": "base",
    "chairs": "present", "chaired": "past", "chairing": "ing", "lead": "base", "open": "base",
    "participate": "base", "participates": "present", "participated": "past",
    "participating": "ing", "speak": "base", "speaks": "present", "spoke": "past", "co-chair":
    "base", "co-chairs": "present", "co-chaired": "past",
    "co-chairing": "ing", "appear": "base", "testify": "base",
}  # fmt: skip
# What an event itself does: "the forum opens", "the session will take place".
OCCURRING = {
    "held": "past", "convened": "past", "organised": "past", "organized": "past", "hosted": "past",
    "staged": "past", "conducted": "past", "celebrated": "past", "opened": "past",
    "launched": "past", "inaugurated": "past", "called": "past",
    "place": "second", "ahead": "second", "back": "second",  # take place, go ahead, be back
    "announced": "plan", "billed": "plan",
    "given": "past", "delivered": "past", "follow": "base", "follows": "present",
    "step": "base", "steps": "present", "get": "base", "gets": "present", "wrap": "base",
    "wraps": "present", "tee": "base", "tees": "present",
    "open": "base", "opens": "present", "begin": "base", "begins": "present", "began": "past",
    "beginning": "ing", "start": "base", "starts": "present", "started": "past",
    "starting": "ing", "commence": "base", "commences": "present", "kick": "base",
    "kicks": "present", "kicked": "past", "conclude": "base", "concludes": "present",
    "concluded": "past", "end": "base", "ends": "present", "ended": "past", "run": "base",
    "runs": "present", "running": "ing", "ran": "past", "continue": "base",
    "continues": "present", "continued": "past", "last": "base", "lasts": "present",
    "resume": "base", "resumes": "present", "resumed": "past", "close": "base", "closes":
    "present", "return": "base", "returns": "present", "premiere": "base",
    "premieres": "present", "debut": "base", "debuts": "present", "occur": "base", "happen": "base",
    "fall": "base", "falls": "present", "convene": "base", "convenes": "present", "sit": "base",
    "sits": "present", "opening": "ing", "launch": "base", "launches": "present", "due": "plan",
    "scheduled": "plan", "slated": "plan", "set": "plan", "planned": "plan", "expected": "plan",
    "timed": "plan", "foreseen": "plan", "envisaged": "plan", "performed": "past",
    "screened": "past", "streamed": "past", "broadcast": "past", "played": "past",
    "pencilled": "plan", "penciled": "plan", "booked": "plan", "fixed": "plan",
    "rescheduled": "move", "moved": "move", "shifted": "move", "postponed": "postpone",
    "delayed": "postpone", "deferred": "postpone", "adjourned": "postpone", "pushed": "postpone",
    "slipped": "move",
    "put": "postpone", "brought": "move", "cancelled": "cancel", "canceled": "cancel",
    "scrapped": "cancel", "axed": "cancel", "abandoned": "cancel", "vacated": "cancel",
    "extended": "past",
}  # fmt: skip
# Subjects that show a "be held" to be no event.
NEVER_HELD_AS = frozenset("accountable responsible liable hostage back captive".split())
LAST_DAYS = frozenset("extended conclude concludes concluded end ends ended close closes".split())
CELEBRATING = frozenset("celebrate celebrates celebrated commemorate commemorated".split())
PARTS_OF_EVENTS = frozenset("round series session edition opening start launch".split())
# Verbs by which somebody changes an event's fate.
ALTERING = {
    "cancel": "cancel",
    "cancels": "cancel",
    "cancelled": "cancel",
    "canceled": "cancel",
    "cancelling": "cancel",
    "scrap": "cancel",
    "scrapped": "cancel",
    "scraps": "cancel",
    "postpone": "postpone",
    "postpones": "postpone",
    "postponed": "postpone",
    "postponing": "postpone",
    "delay": "postpone",
    "delays": "postpone",
    "delayed": "postpone",
    "adjourn": "postpone",
    "adjourns": "postpone",
    "adjourned": "postpone",
    "reschedule": "move",
    "reschedules": "move",
    "rescheduled": "move",
}
# The same in two words, the first of them given here.
ALTERING_PAIRS = {
    ("call", "off"): "cancel", ("calls", "off"): "cancel", ("called", "off"): "cancel",
    ("put", "off"): "postpone", ("puts", "off"): "postpone", ("push", "back"): "postpone",
    ("pushed", "back"): "postpone", ("pushes", "back"): "postpone", ("bring", "forward"): "move",
    ("brought", "forward"): "move", ("brings", "forward"): "move",
}  # fmt: skip
GATHERING = frozenset("gather gathers meet meets convene convenes assemble".split())
STILL_RUNNING = frozenset("run runs running ran continue continues continued last lasts".split())
# What is held or takes place without being an event.
NEVER_EVENTS = frozenset(
    "shares share funds fund stake stakes assets suspect suspects prisoner prisoners detainee "
    "detainees hostage hostages position positions office offices man men woman women he she "
    "they who we you data records title titles change changes shift transition growth attack "
    "attacks incident accident shooting explosion blast earthquake murder killing crash".split()
)
DEADLINE_VERBS = {
    "close": "base", "closes": "present", "end": "base", "ends": "present", "due": "plan",
    "sent": "past", "submitted": "past", "received": "past", "filed": "past", "made": "past",
    "invited": "past", "welcome": "plan", "required": "past", "lodged": "past",
    "accepted": "past", "returned": "past", "postmarked": "past",
    "open": "base",
}  # fmt: skip
# Verbs that tell the reader to do something by a day, and what for.
DEADLINE_ORDERS = {
    "register": "registration", "apply": "applications", "submit": "submissions",
    "rsvp": "replies", "nominate": "nominations", "enter": "entries", "reply": "replies",
    "comment": "comments", "bid": "bids", "enrol": "enrolment", "enroll": "enrolment",
    "notify": "", "file": "", "lodge": "", "write": "letters", "respond": "replies",
}  # fmt: skip
GOING = frozenset("go goes going head heads heading went".split())
VOTING_VERBS = {
    "go": "base", "goes": "present", "going": "ing", "head": "base", "heads": "present",
    "heading": "ing", "went": "past", "vote": "base", "votes": "present", "choose": "base",
    "elect": "base", "elects": "present", "decide": "base",
}  # fmt: skip
VOTERS = frozenset("voters voter citizens electorate".split())
DEADLINE_SUBJECTS = frozenset(
    "brief briefs draft drafts testimony form forms letters questions "
    "application applications registration registrations submission submissions nomination "
    "nominations entry entries proposal proposals bid bids abstract abstracts paper papers "
    "comment comments consultation enrolment enrollment tender tenders objection objections claim "
    "claims response responses reply replies feedback essay essays manuscript manuscripts petition "
    "petitions offer offers questionnaire questionnaires survey surveys expressions".split()
)

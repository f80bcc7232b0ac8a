"""The verbs that tell an event in English, and what goes with them."""

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
# Verbs by which somebody brings an event to its end.
ENDING = {
    "conclude": "base", "concludes": "present", "concluded": "past", "concluding": "ing",
    "ended": "past", "wrapped": "past",
    "wraps": "present", "wound": "past", "winds": "present", "finished": "past",
    "completed": "past", "closed": "past",
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
    # take place, go ahead, go forward, be back
    "place": "second", "ahead": "second", "forward": "second", "back": "second",
    "proceed": "base", "proceeds": "present",
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
# Participles behind which a day is that of what their subject names.
PLANNED = frozenset(
    "scheduled slated planned set due expected timed fixed booked pencilled penciled".split()
)
# What has a day without being an event: payments, goods, figures, people's lives.
NEVER_PLANNED = frozenset(
    "figures data statistics report reports payment payments dividend dividends instalment "
    "installment interest bond bonds loan loans debt rent tax taxes delivery deliveries completion "
    "construction work works production shipment shipments baby babies son daughter rain snow "
    "storm showers temperatures day days date dates bill bills book album price prices "
    "results earnings letter details information money cash flight flights "
    "train trains person people one ones product version update school schools".split()
)
DEADLINE_VERBS = {
    "close": "base", "closes": "present", "end": "base", "ends": "present", "due": "plan",
    "sent": "past", "submitted": "past", "received": "past", "filed": "past", "made": "past",
    "invited": "past", "welcome": "plan", "required": "past", "lodged": "past",
    "accepted": "past", "returned": "past", "postmarked": "past", "requested": "past",
    "sought": "past", "needed": "past", "solicited": "past", "closing": "ing", "ending": "ing",
    "open": "base",
}  # fmt: skip
# Verbs that tell the reader to do something by a day, and what for.
DEADLINE_ORDERS = {
    "register": "registration", "apply": "applications", "submit": "submissions",
    "rsvp": "replies", "nominate": "nominations", "enter": "entries", "reply": "replies",
    "comment": "comments", "bid": "bids", "enrol": "enrolment", "enroll": "enrolment",
    "notify": "", "file": "", "lodge": "", "write": "letters", "respond": "replies",
    "send": "", "return": "", "claim": "", "contact": "", "confirm": "", "book": "bookings",
    "reserve": "reservations", "order": "orders", "request": "", "mail": "", "email": "",
    "e-mail": "", "volunteer": "volunteers", "pre-register": "registration", "renew": "",
    "complete": "", "sign": "", "provide": "",
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
    "petitions offer offers questionnaire questionnaires survey surveys expressions accreditation "
    "accreditations reports theses thesis dissertations requests reservations bookings orders "
    "ballots pre-registration sign-up sign-ups rsvps resumes cvs quotations contributions posters "
    "slides filings candidacies candidatures".split()
)

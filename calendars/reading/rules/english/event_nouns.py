"""The nouns that name an event in English, by the kind of event."""

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
                    "ribbon-cutting wreath-laying "
                    "handover topping-out eclipse blockade flypast fly-past "
                    "sleepover".split(), Kind.OTHER),
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
HEADS |= {
    **dict.fromkeys("encounter sit-down plenum synod pre-session intersessional debriefing "
                    "orientation mixer meet-and-greet retreat conclave brainstorming "
                    "".split(), Kind.MEETING),
    **dict.fromkeys("tutorial summer-school teach-in demo presentation "
                    "practicum e-workshop".split(), Kind.CONFERENCE),
    **dict.fromkeys("parley mediation arbitration renegotiation".split(), Kind.TALKS),
    **dict.fromkeys("deposition court-martial recount "
                    "re-arraignment rearraignment".split(), Kind.HEARING),
    **dict.fromkeys("exposition showcase retrospective".split(), Kind.EXHIBITION),
    **dict.fromkeys("slam storytime karaoke soiree soirée disco "
                    "caroling carolling festivities "
                    "celebrations fest".split(), Kind.FESTIVAL),
    **dict.fromkeys("jubilee centenary baptism oath-taking flag-raising "
                    "homecoming farewell send-off iftar".split(),
                    Kind.CEREMONY),
    **dict.fromkeys("blastoff blast-off fly-by test-fire relaunch".split(), Kind.LAUNCH),
    **dict.fromkeys("bout kickoff kick-off opener showdown clash tryouts tie "
                    "walkathon 5k 10k fun-run friendly regatta rematch".split(),
                    Kind.SPORT),
    **dict.fromkeys("boycott shutdown lockout picket hartal bandh walkouts fundraiser audition "
                    "auditions draw lottery cleanup clean-up sermon "
                    "podcast livestream giveaway outreach instalment installment "
                    "trial-run".split(), Kind.OTHER),
    **dict.fromkeys("wargaming manoeuvres maneuvers ".split(), Kind.EXERCISE),
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
    **{
        (first, "dinner"): Kind.OTHER
        for first in "gala state charity closing working welcome awards fundraising farewell "
        "annual black-tie dinner".split()
    },
    **{(first, "lunch"): Kind.OTHER for first in "working business charity annual".split()},
    **{
        (first, "breakfast"): Kind.OTHER
        for first in "working business prayer pancake charity annual".split()
    },
    **{(first, "camp"): Kind.OTHER for first in "summer training youth boot consular".split()},
    **{(first, "address"): Kind.OTHER for first in "union nation inaugural keynote budget".split()},
    **{(first, "leg"): Kind.SPORT for first in "first second final return".split()},
    **{(first, "game"): Kind.SPORT for first in "opening home away exhibition all-star".split()},
    **{(first, "lighting"): Kind.CEREMONY for first in "tree candle menorah lamp".split()},
    **{(first, "availability"): Kind.OTHER for first in ("media", "press", "photo")},
    **{(first, "opportunity"): Kind.OTHER for first in ("media", "press", "photo")},
    ("ribbon", "cutting"): Kind.CEREMONY,
    ("ground", "breaking"): Kind.CEREMONY,
    ("tree", "planting"): Kind.OTHER,
    ("flag", "raising"): Kind.CEREMONY,
    ("oath", "taking"): Kind.CEREMONY,
    ("hunger", "strike"): Kind.OTHER,
    ("no-confidence", "motion"): Kind.ELECTION,
    ("confidence", "motion"): Kind.ELECTION,
    ("question", "time"): Kind.MEETING,
    ("story", "time"): Kind.OTHER,
    ("open", "mic"): Kind.FESTIVAL,
    ("coffee", "morning"): Kind.OTHER,
    ("fire", "drill"): Kind.EXERCISE,
    ("budget", "speech"): Kind.OTHER,
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
    ("office", "hours"): Kind.MEETING,
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
    "trial talk stay stays landing landings clinic handover encounter boycott picket draw "
    "draws clash clashes tie "
    "ties showcase slam farewell ".split()
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
    "blockade stopover tattoo encounter demo presentation deposition "
    "showcase musical slam "
    "farewell bout opener showdown clash tie "
    "friendly boycott shutdown lockout picket draw lottery cleanup "
    "clean-up sermon podcast outreach instalment installment "
    "orientation mediation arbitration fest "
    "exposition jubilee celebrations festivities audition auditions".split()
)
# What makes of a strike one of workers, not one of an army.
STOPPAGES = frozenset(
    "general indefinite rolling sympathy solidarity warning token one-day two-day three-day "
    "four-day five-day half-day day-long week-long one-hour two-hour four-hour 12-hour 24-hour "
    "36-hour 48-hour 72-hour nationwide national rail railway bus tram tube metro transit dock "
    "port airport school climate rent teachers nurses doctors drivers miners".split()
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
    "coverage date dates target attempt attempts visa visas advisory advisories ban bans cost "
    "costs fund funds footage effort efforts story stories planner planners organising organizing "
    "schedules facility operator operators itinerary route routes preparation "
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

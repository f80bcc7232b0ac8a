"""Words that make or unmake a name in English."""

from calendars.reading.mention import Kind

# Prepositions that go on with an event's name.
COMPLEMENTS = frozenset("of on for between with about against among".split())
VISIT_COMPLEMENTS = frozenset("to by from".split())
# Kinds of which "by" tells who does it: "a concert by the London Symphony".
DONE_BY = (Kind.LAUNCH, Kind.FESTIVAL, Kind.OTHER, Kind.EXHIBITION)
# Bodies whose names go on with "of" or "for".
BODIES = frozenset(
    "council councils committee commission association organization organisation ministry bank "
    "chamber department house board union league conference parliament institute university "
    "academy federation society museum court state ministers heads bureau office centre center "
    "school college faculty group community commonwealth assembly party church city town embassy "
    "agency authority fund foundation network alliance confederation convention congress senate "
    "forum festival college society republic kingdom friends women".split()
)
TITLES = frozenset(
    "mr mrs ms dr mr. mrs. ms. dr. prof. professor president premier minister secretary chancellor "
    "king queen prince princess pope senator sen. governor gov. mayor ambassador chairman "
    "chairwoman chairperson chair director speaker general commissioner deputy vice judge chief "
    "envoy representative rep. congressman congresswoman foreign prime sheikh sultan emir".split()
)
# Bodies named after what they are on ("Subcommittee on Aviation").
COMMITTEES = frozenset(
    "committee subcommittee commission council panel caucus group force board body bureau".split()
)
VISITORS = frozenset("pontiff monarch leader delegation couple diplomat official mission".split())
GROUPS = frozenset(
    "delegation group team mission lawmakers experts officials representatives businessmen "
    "ministers parliamentarians deputies entrepreneurs students".split()
)
# Words with a capital that begin a sentence, not a name.
NO_NAME_STARTS = frozenset(
    "the a an in on at by for with from when while after before as but and that this if mr mrs ms "
    "mr. mrs. ms. monday tuesday wednesday thursday friday saturday sunday".split()
)
# Times of the year that are often part of an event's name ("summer festival").
NAMING_TIMES = frozenset(
    "spring summer autumn fall winter christmas easter thanksgiving halloween new year's year eve "
    "nowruz ramadan diwali hanukkah lent carnival midsummer".split()
)
VENUE_PREPOSITIONS = frozenset("at in inside outside on".split())
# The last words of places that are not towns.
VENUES = frozenset(
    "center centre hall library museum gallery theatre theater cinema auditorium stadium arena "
    "hotel palace square park university campus college school church cathedral mosque temple "
    "embassy courthouse court headquarters parliament building house pavilion airport station "
    "harbour harbor marina castle garden gardens club institute academy hospital room chamber "
    "chambers plaza tower mill fairground fairgrounds racecourse track field ground grounds "
    "barracks base cosmodrome spaceport launchpad observatory planetarium zoo mall market "
    "conservatory opera expo-centre messe dome forum-hall kremlin residence mansion villa "
    "venue quay pier beach lake street avenue boulevard palais palazzo palacio stade estadio haus "
    "schloss platz piazza teatro théâtre musée museo rathaus kulturhaus ballroom courtyard gym "
    "gymnasium complex lounge pub cafe café restaurant inn lodge farm depot terminal shipyard "
    "cemetery chapel synagogue abbey monastery basilica fort fortress ranch winery brewery studio "
    "studios rink velodrome hippodrome circus amphitheatre amphitheater bandstand clubhouse "
    "auditorium playhouse pavillon cafeteria firehouse grange boathouse rotunda speedway "
    "guildhall workshop-hall showground showgrounds waterfront".split()
)
# Houses that hold events within their own walls.
HOST_HOUSES = frozenset(
    "library museum gallery theatre theater cinema church cathedral mosque temple synagogue chapel "
    "abbey castle zoo hotel stadium arena hall school college academy university planetarium "
    "observatory opera mall winery brewery inn restaurant pub cafe".split()
)
# Words of an event that has no place but the net.
ONLINE = frozenset("online virtually remotely videoconference teleconference webinar".split())
ONLINE_KINDS = frozenset("online virtual web-based remote".split())
ONLINE_PHRASES = frozenset(
    (("video", "link"), ("video", "conference"), ("video", "conferencing"), ("video", "call"),
     ("via", "zoom"), ("on", "zoom"), ("over", "zoom"), ("by", "zoom"), ("microsoft", "teams"),
     ("video-conference", ""), ("video-link", "")),
)  # fmt: skip
# What is done online of an event that is held somewhere.
DONE_ONLINE = frozenset(
    "streamed livestreamed broadcast available registered register registration sold book booked "
    "published posted watch watched followed tickets apply submitted submit purchased bought "
    "found shown viewed reserved".split()
)

"""Words that make or unmake a name in English."""

# Prepositions that go on with an event's name.
COMPLEMENTS = frozenset("of on for between with about against among".split())
VISIT_COMPLEMENTS = frozenset("to by from".split())
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
GROUPS = frozenset(
    "delegation group team mission lawmakers experts officials representatives businessmen "
    "ministers parliamentarians deputies entrepreneurs students".split()
)
# Countries and the adjectives that an editor writes for "from …".
DEMONYMS: dict[str, str] = {"Turkmenistan": "Turkmen"}

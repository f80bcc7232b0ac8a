"""The closed classes of English words by which a sentence falls into its parts."""

DETERMINERS = frozenset(
    "the a an this that these those its their his her our my your each every another some any no "
    "both all".split()
)
PREPOSITIONS = frozenset(
    "of on in at by for with from to into onto between among amid against about during after "
    "before since until till through throughout under over within without via per as than like "
    "near towards toward ahead upon across around behind beyond despite alongside following "
    "including regarding concerning unlike versus inside outside off up down out because "
    "when where while whereas although though if unless whether".split()
)
COMPLEMENT_PREPOSITIONS = frozenset("of on for between with about against among".split())
CONJUNCTIONS = frozenset("and or but nor yet so & plus".split())
PRONOUNS = frozenset(
    "i you he she it we they me him us them himself herself itself themselves who whom whose "
    "which what that there here".split()
)
RELATIVES = frozenset("which that who whom whose where when".split())
MODALS = frozenset("will would shall should may might can could must 'll".split())
AUXILIARIES = (
    frozenset("is are was were be been being am has have had having do does did".split()) | MODALS
)
NEGATIONS = frozenset("not never n't cannot won't isn't wasn't aren't weren't".split())
PLANNING = frozenset(
    "scheduled slated set due expected planned likely going supposed meant intended proposed "
    "tentatively provisionally originally initially previously earlier expects plans plan "
    "intends intend hopes hope aims expecting planning preparing prepares ready agreed agrees "
    "agree decided decides timed poised billed bound invited "
    "foreseen envisaged anticipated offered offers".split()
)
ADVERBS = frozenset(
    "also now again then still once first later soon thus therefore however meanwhile already "
    "just even only further instead next today tomorrow yesterday tonight together personally "
    "jointly back there here moreover afterwards furthermore yet ever always often usually "
    "currently separately".split()
)
REPORTING = frozenset(
    "said says say told tells tell announced announces announcing reported reporting "
    "stated added adds noted quoted confirmed confirms revealed reveals wrote writes "
    "tweeted posted declared disclosed explained claimed warned insisted stressed emphasized "
    "emphasised underlined remarked commented issued published released learned heard".split()
)
IRREGULAR_PASTS = frozenset(
    "began became broke brought built bought came caught chose did drew drove fell felt fought "
    "found flew got gave went grew had heard held hit kept knew led left lost made meant met paid "
    "put ran rose said saw sold sent shot shut sat spoke spent stood stole took taught told "
    "thought threw understood won wore wrote was were beat cost cut set born sworn "
    "laid sung".split()
)
IRREGULAR_PARTICIPLES = IRREGULAR_PASTS | frozenset(
    "gone done sung rung begun run come become drunk swum torn worn".split()
)
# Verbs in their base form that a modal may govern from before "and".
BASES = frozenset(
    "hold host attend meet visit open address chair join deliver give pay make begin inaugurate "
    "travel fly lead conduct receive take speak unveil discuss celebrate sign preside lay perform "
    "launch present report bless preach inspect".split()
)
# Verbs that a headline in title case writes with a capital ("Ministers to Meet in Riga").
HEADLINE_VERBS = BASES | frozenset(
    "begin start resume continue reopen return arrive depart leave head go come gather convene "
    "reconvene sit vote elect choose decide debate hear testify appear brief welcome organise "
    "organize stage run play face perform sing premiere debut kick mark commemorate honor honour "
    "strike march protest rally exhibit showcase close conclude end announce appoint tour review "
    "consider adopt swear undergo undertake stand co-host co-chair chair be take train compete "
    "celebrate feature resume release unveil inaugurate launch sign".split()
)
FINITE_PRESENTS = frozenset(
    "wants hopes calls expects includes remains shows comes goes gives makes takes seeks needs "
    "has is are says believes considers continues contains covers provides offers allows requires "
    "brings leads follows marks aims intends plans faces sees gets becomes means finds helps "
    "attracts features celebrates gathers unites focuses invites welcomes".split()
)

# Nouns and verbs whose "to" leads to a place.
MOTIONS = frozenset(
    "visit visits trip trips tour travel travels travelled journey flight move return".split()
)
# What an event does in the present tense: nouns elsewhere ("runs", "starts").
PRESENT_OCCURRENCES = frozenset(
    "runs gather gathers meet meets follows opens begins starts resumes resume "
    "continues continue ends closes concludes convenes "
    "kicks takes returns".split()
)
NUMBER_WORDS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen".split()
)
ORDINALS = (
    {
        word: number
        for number, word in enumerate(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
            "".split(),
            start=1,
        )
    }
    | {
        f"{tens}-{unit}": base + number
        for tens, base in (("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50))
        for number, unit in enumerate(
            "first second third fourth fifth sixth seventh eighth ninth".split(), start=1
        )
    }
    | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
)

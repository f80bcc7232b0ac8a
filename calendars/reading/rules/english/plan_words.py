"""Verbs of what a diary lists when somebody will do it on a day."""

from calendars.reading.mention import Kind

# What somebody does, by the verb in its base form.
ACTS = {
    **dict.fromkeys(
        "address adjourn adopt appeal appear attend auction audition award brief broadcast chair "
        "commemorate compete conduct debut decide dedicate deliberate deliver discuss exhibit "
        "graduate honor honour induct interview kick lay lead lecture march outline parade "
        "participate perform play pray preach premiere present preside preview race read recite "
        "record report resume review rule screen sing stream swim teach testify train "
        "unfurl walk worship".split(),
        Kind.OTHER,
    ),
    **dict.fromkeys("choose elect vote".split(), Kind.ELECTION),
    **dict.fromkeys("negotiate consult".split(), Kind.TALKS),
    **dict.fromkeys(
        "assemble confer convene gather meet receive reconvene sit".split(), Kind.MEETING
    ),
    **dict.fromkeys("argue hear plead sentence testify".split(), Kind.HEARING),
    **dict.fromkeys("arrive travel visit tour".split(), Kind.VISIT),
    **dict.fromkeys("bless celebrate crown inaugurate unveil honour lay".split(), Kind.CEREMONY),
    **dict.fromkeys("fly land launch dock".split(), Kind.LAUNCH),
}
# What is done to something or somebody, by the participle.
SUFFERED = frozenset(
    "addressed awarded blessed broadcast buried chosen commemorated considered consecrated "
    "crowned debated decided dedicated delivered discussed displayed elected enthroned examined "
    "exhibited heard honored honoured inaugurated inducted installed interred interviewed laid "
    "launched marked named observed ordained performed picked played presented raffled read "
    "reviewed screened sentenced shown signed staged streamed sworn televised tested tried "
    "unveiled voted auctioned closed reopened rededicated canonised canonized beatified".split()
)
# What can suffer it with a date that a diary lists, though it has no name.
THINGS_TOLD = frozenset(
    "embassy consulate library museum bridge road street tunnel station airport "
    "agenda annulment appeal application award awards bill body book bust candidate ceremony "
    "collection concert coffin decision documentary draw film flag forum games lecture match "
    "medal medals memorial message monument motion musical opera petition plan plans plaque play "
    "portrait prize prizes programme program proposal "
    "proposals question remains report "
    "resolution satellite ship speech statue submarine telescope verdict vessel winner winners "
    "work works".split()
)
# What is done in the present of what is fixed: "Parliament resumes on June 11".
PRESENTS = {
    "resumes": "resume", "reconvenes": "reconvene", "convenes": "convene", "meets": "meet",
    "sits": "sit", "gathers": "gather", "votes": "vote", "addresses": "address",
    "testifies": "testify", "appears": "appear", "performs": "perform", "debates": "debate",
    "decides": "decide", "elects": "elect", "chooses": "choose", "travels": "travel",
    "arrives": "arrive", "launches": "launch", "unveils": "unveil", "presents": "present",
}  # fmt: skip
# What is flown.
CRAFT = frozenset("rocket spacecraft satellite shuttle capsule probe lander orbiter".split())
# Verbs whose object is an event, whatever its noun.
HOLDING = {
    **dict.fromkeys("hold host stage organise organize".split(), "base"),
    **dict.fromkeys("holds hosts stages organises organizes".split(), "present"),
}
# What is held without being an event.
NEVER_HELD = frozenset(
    "stake stakes share shares office power seat seats position title titles record records "
    "breath line view views key keys rate rates fire cash bond bonds lead majority place prisoner "
    "prisoners hostage hostages passport patent licence license rank value weight water it them "
    "responsibility hope hopes guests visitors people refugees troops base bases".split()
)
# Verbs of what is no deed on a day that a diary lists: being, changing, growing, paying.
NO_DEEDS = frozenset(
    "be become remain stay seem appear have own hold keep last cost earn lose gain need want like "
    "rise fall increase decrease grow shrink climb drop decline jump slip soar reach exceed hit "
    "total average amount range double triple halve fetch gross "
    "raise lower cut reduce boost extend expand improve ease tighten change shift adjust "
    "take come enter expire lapse apply cover include require allow let make help save "
    "pay repay charge cost fund finance invest spend buy sell purchase acquire receive get accept "
    "know see think believe expect hope consider feel mean know seek try continue keep "
    "retire resign replace succeed serve work live die join quit use provide give offer "
    "say tell announce reveal disclose confirm publish release issue post "
    "face risk avoid prevent stop ban lift impose fall depend rely belong "
    "build construct complete finish implement introduce develop install upgrade modernise "
    "modernize produce generate supply ship deliver export import "
    "postpone cancel delay reschedule suspend scrap withdraw abandon refuse decline "
    "recover return go rest sign run win beat coincide mark aim".split()
)
# Two words that are a deed though the first alone is none.
DEEDS = frozenset(
    (("take", "up"), ("take", "part"), ("take", "office"), ("take", "stock"), ("lay", "off"),
     ("come", "together"), ("go", "head-to-head"), ("sign", "copies"), ("run", "for"))
)  # fmt: skip
# Who does what a diary lists, beside those with a title and bodies.
PEOPLE = frozenset(
    "bishop bishops archbishop cardinal cardinals patriarch rabbi imam abbot choir orchestra band "
    "ensemble singer singers musicians artists actors author writer poet historian professor "
    "lawmakers senators deputies mps residents teachers nurses doctors farmers workers miners "
    "drivers pilots astronauts cosmonauts crew players team teams union unions leaders officials "
    "delegates delegation envoys experts scientists judges magistrates jurors jury prosecutors "
    "troops soldiers students pupils volunteers voters".split()
)

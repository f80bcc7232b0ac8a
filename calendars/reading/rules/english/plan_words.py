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
    "unveiled voted auctioned".split()
)
# What can suffer it with a date that a diary lists, though it has no name.
THINGS_TOLD = frozenset(
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

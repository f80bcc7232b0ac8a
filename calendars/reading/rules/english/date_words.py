"""The English words of time, by class; a word with a capital counts only with a capital."""

MONTHS = {
    "january": 1, "february": 2, "March": 3, "april": 4, "May": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9,
    "Sept": 9, "Oct": 10, "Nov": 11, "Dec": 12,
}  # fmt: skip
MONTH_OF = {name.lower(): month for name, month in MONTHS.items()}
SHORT_MONTHS = {name for name in MONTHS if len(name) <= 4 and name not in ("May", "june", "july")}

WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5,
    "sunday": 6,
}  # fmt: skip
SHORT_WEEKDAYS = {
    "Mon": 0, "Tue": 1, "Tues": 1, "Wed": 2, "Thu": 3, "Thur": 3, "Thurs": 3, "Fri": 4,
    "Sat": 5, "Sun": 6,
}  # fmt: skip
WEEKDAY_OF = {name.lower(): day for name, day in (WEEKDAYS | SHORT_WEEKDAYS).items()}
WEEKDAY_OF |= {name + "s": day for name, day in WEEKDAYS.items()}

SEASON_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

# Singular and plural of each unit, with the letters of an ISO 8601 duration.
UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W",
    "weekend": "WE", "fortnight": "W", "month": "M", "quarter": "Q", "year": "Y",
    "decade": "DE", "century": "CE",
}  # fmt: skip
PLURALS = {unit + "s": unit for unit in UNITS if unit != "century"} | {"centuries": "century"}
PLURALS |= {"mins": "minute", "hrs": "hour", "wks": "week", "mths": "month", "yrs": "year"}
PLURALS |= {"qtr": "quarter", "qtrs": "quarter"}

SMALL_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS = {word: number for number, word in enumerate(SMALL_NUMBERS)}
NUMBERS |= {word: 10 * place for place, word in enumerate(TENS, start=2)}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000}

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip

DECADES = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7,
    "eighties": 8, "nineties": 9,
}  # fmt: skip

DAY_PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "nighttime": "NI",
    "daytime": "DT", "dawn": "MO", "dusk": "EV",
}  # fmt: skip

VAGUE = "several many few numerous countless".split()

# What an approximation says of a duration (the `mod` of TIMEX3).
APPROXIMATIONS = {
    "about": "APPROX", "around": "APPROX", "nearly": "APPROX", "almost": "APPROX",
    "roughly": "APPROX", "approximately": "APPROX", "some": "APPROX", "close to": "APPROX",
    "over": "MORE_THAN", "more than": "MORE_THAN", "at least": "EQUAL_OR_MORE",
    "under": "LESS_THAN", "less than": "LESS_THAN", "fewer than": "LESS_THAN",
    "at most": "EQUAL_OR_LESS", "up to": "EQUAL_OR_LESS", "no more than": "EQUAL_OR_LESS",
    "no less than": "EQUAL_OR_MORE", "as long as": "EQUAL_OR_LESS",
}  # fmt: skip
SPAN_ADJECTIVES = (
    "consecutive straight full whole long more additional extra business working trading "
    "calendar solid successive entire single"
).split()

# Adverbs and adjectives of repetition with the period they repeat after.
PERIODICALS = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W",
    "fortnightly": "P2W", "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y",
    "annually": "P1Y", "annual": "P1Y", "biannual": "P6M", "biennial": "P2Y",
    "biannually": "P6M", "semiannual": "P6M", "semiannually": "P6M", "bimonthly": "P2M",
    "semimonthly": "P15D",
}  # fmt: skip

# Mere references to the present, the past or the future.
REFERENCES = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "current": "PRESENT_REF",
    "nowadays": "PRESENT_REF", "presently": "PRESENT_REF",
    "recent": "PAST_REF", "recently": "PAST_REF",
    "lately": "PAST_REF",
}  # fmt: skip

# Fixed feasts as (month, day); movable ones as rules in `holidays.py`.
TIME_ZONES = {
    "UTC": "Etc/UTC", "GMT": "Etc/GMT", "EST": "America/New_York", "EDT": "America/New_York",
    "CST": "America/Chicago", "CDT": "America/Chicago", "MST": "America/Denver",
    "MDT": "America/Denver", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "ET": "America/New_York", "CT": "America/Chicago", "PT": "America/Los_Angeles",
    "MSK": "Europe/Moscow", "CET": "Europe/Paris", "CEST": "Europe/Paris",
    "EET": "Europe/Kyiv", "EEST": "Europe/Kyiv", "BST": "Europe/London",
    "JST": "Asia/Tokyo", "KST": "Asia/Seoul", "IST": "Asia/Kolkata", "HKT": "Asia/Hong_Kong",
    "SGT": "Asia/Singapore", "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney",
    "GST": "Asia/Dubai", "TRT": "Europe/Istanbul",
}  # fmt: skip

# Cities and regions that are said before “time”.
ZONE_PLACES = {
    "Moscow": "Europe/Moscow", "London": "Europe/London", "Paris": "Europe/Paris",
    "Berlin": "Europe/Berlin", "Brussels": "Europe/Brussels", "Kyiv": "Europe/Kyiv",
    "Kiev": "Europe/Kyiv", "Minsk": "Europe/Minsk", "Istanbul": "Europe/Istanbul",
    "Baku": "Asia/Baku", "Tbilisi": "Asia/Tbilisi", "Yerevan": "Asia/Yerevan",
    "Astana": "Asia/Almaty", "Almaty": "Asia/Almaty", "Tashkent": "Asia/Tashkent",
    "Ashgabat": "Asia/Ashgabat", "Tehran": "Asia/Tehran", "Dubai": "Asia/Dubai",
    "Delhi": "Asia/Kolkata", "Beijing": "Asia/Shanghai", "Shanghai": "Asia/Shanghai",
    "Tokyo": "Asia/Tokyo", "Seoul": "Asia/Seoul", "Singapore": "Asia/Singapore",
    "Sydney": "Australia/Sydney", "Jerusalem": "Asia/Jerusalem", "Cairo": "Africa/Cairo",
    "Geneva": "Europe/Zurich", "Vienna": "Europe/Vienna", "Rome": "Europe/Rome",
    "Athens": "Europe/Athens", "Amsterdam": "Europe/Amsterdam", "Baghdad": "Asia/Baghdad",
    "Bangkok": "Asia/Bangkok", "Beirut": "Asia/Beirut", "Belgrade": "Europe/Belgrade",
    "Bucharest": "Europe/Bucharest", "Budapest": "Europe/Budapest", "Canberra": "Australia/Sydney",
    "Chicago": "America/Chicago", "Copenhagen": "Europe/Copenhagen", "Damascus": "Asia/Damascus",
    "Dhaka": "Asia/Dhaka", "Doha": "Asia/Qatar", "Dublin": "Europe/Dublin",
    "Hanoi": "Asia/Ho_Chi_Minh", "Havana": "America/Havana", "Helsinki": "Europe/Helsinki",
    "Houston": "America/Chicago", "Islamabad": "Asia/Karachi", "Jakarta": "Asia/Jakarta",
    "Johannesburg": "Africa/Johannesburg", "Kabul": "Asia/Kabul", "Lagos": "Africa/Lagos",
    "Lisbon": "Europe/Lisbon", "Manila": "Asia/Manila", "Melbourne": "Australia/Melbourne",
    "Mumbai": "Asia/Kolkata", "Nairobi": "Africa/Nairobi", "Oslo": "Europe/Oslo",
    "Prague": "Europe/Prague", "Riyadh": "Asia/Riyadh", "Sofia": "Europe/Sofia",
    "Stockholm": "Europe/Stockholm", "Toronto": "America/Toronto", "Warsaw": "Europe/Warsaw",
    "Zurich": "Europe/Zurich", "Madrid": "Europe/Madrid", "Washington": "America/New_York",
    "eastern": "America/New_York",
    "central": "America/Chicago", "mountain": "America/Denver",
    "pacific": "America/Los_Angeles", "Greenwich": "Etc/GMT",
}  # fmt: skip

# Words and marks that by themselves tell no time.
FILLERS = (
    "the a an of in on at to by for and or from with as is was be that this these than about "
    "more less most least some over up under many each per close other between through until "
    "before after during few very long early late no right just part next last first "
    ", . ( ) - – — / + ' ’ 's ’s"
).split()

# Words that may follow a day; after others its number counts them: “May 5 and 20 people”.
AFTER_DAYS = frozenset(
    "in at of to with for by and but when as on the will was were is are respectively".split()
)

LEXICON = {
    "MONTH": MONTHS.keys() - SHORT_MONTHS,
    "SHORTMONTH": SHORT_MONTHS,
    "WEEKDAY": WEEKDAYS,
    "SHORTWEEKDAY": SHORT_WEEKDAYS,
    "WEEKDAYS": [name + "s" for name in WEEKDAYS],
    "SEASON": SEASON_MONTH,
    "UNIT": UNITS,
    "UNITS": PLURALS,
    "UNITLONG": [unit + "long" for unit in ("hour", "day", "night", "week", "month", "year")],
    "NUMBER": [*NUMBERS, *SCALES],
    "ORDINAL": ORDINALS,
    "DEICTIC": ["today", "yesterday", "tomorrow", "tmrw", "tmr"],
    "DECADES": DECADES,
    "DAYPART": DAY_PARTS,
    "DAYPARTS": [part + "s" for part in ("morning", "afternoon", "evening", "night")],
    "VAGUE": VAGUE,
    "ZONE": TIME_ZONES,
    "ZONEPLACE": ZONE_PLACES,
    "SPANADJ": SPAN_ADJECTIVES,
    "PERIODICAL": PERIODICALS,
    "REFERENCE": REFERENCES,
    "COMMA": [","],
    "DOT": ["."],
    "FRACTION": ["½"],
    "DASH": ["-", "–", "—", "‑"],
    "OPEN": ["("],
    "CLOSE": [")"],
    "SLASH": ["/"],
    "PLUS": ["+"],
    "MINUS": ["-", "−", "–"],
    "APOSTROPHE": ["'", "’"],
    "POSSESSIVE": ["'s", "’s"],
    "NOON": ["noon", "midday", "midnight"],
    "OCLOCK": ["o'clock", "o’clock"],
    "AM": ["am", "a.m.", "a.m"],
    "PM": ["pm", "p.m.", "p.m"],
    "BC": ["BC", "B.C.", "B.C", "BCE", "B.C.E.", "bc", "bce"],
    "AD": ["AD", "A.D.", "A.D", "CE", "C.E."],
}

SHAPES = [
    (r"\d{4}-\d\d-\d\d.*", "ISODATE"),
    (r"\d{1,4}[./]\d{1,2}[./]\d{2,4}", "NUMERICDATE"),
    (r"\d{1,2}:\d\d(?::\d\d)?", "CLOCK"),
    (r"[1-9]", "INT DAY HOUR SMALL"),
    (r"0[1-9]", "INT DAY HOUR SMALL TWODIGITS"),
    (r"1\d|2[0-4]", "INT DAY HOUR SMALL TWODIGITS"),
    (r"2[5-9]|3[01]", "INT DAY SMALL TWODIGITS"),
    (r"\d\d?", "INT SMALL TWODIGITS"),
    (r"[1-9]\d\d", "INT SMALL HUNDREDS"),
    (r"\d{3}", "INT SMALL"),
    (r"0\d[0-5]\d", "HHMM"),
    (r"(?:1\d|2[01])[0-5]\d", "INT YEAR HHMM"),
    (r"1\d{3}|20\d\d|21\d\d", "INT YEAR"),
    (r"2[23][0-5]\d", "INT HHMM"),
    (r"\d{4}", "INT"),
    (r"\d{5,6}|\d{1,3}(?:,\d{3})+", "INT"),
    (r"\d{1,2}\.[0-5]\d", "DECIMAL DOTCLOCK"),
    (r"\d{1,4}\.\d{1,4}", "DECIMAL"),
    (r"(?:1\d|20)\d0s", "DECADE"),
    (r"[1-9]\d0s", "OLDDECADE"),
    (r"[‘’'`]?\d0s", "SHORTDECADE"),
    (r"[‘’'`]\d\d", "SHORTYEAR"),
    (r"(?:[12]?\d|3[01])(?:st|nd|rd|th)|2?[23]d", "NTH NTHDAY"),
    (r"\d{1,4}(?:st|nd|rd|th)", "NTH"),
    (r"[Qq][1-4]|[1-4][Qq]", "QUARTERCODE"),
    (r"[Hh][12]|[12]H", "HALFCODE"),
    (r"FY(?:\d\d|\d{4})", "FISCALCODE"),
]

"""The labels by which a notice tells an event line by line."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a language at the start of a line, each with its colon.

    `what` names the event, `when` its day, `time` its hour where that has a line of its own;
    `goes_on` is where the name of a line ends and its story begins; `schedule` are the words
    of a sentence that announces days in lines below it.
    """

    what: re.Pattern[str]
    when: re.Pattern[str]
    time: re.Pattern[str]
    goes_on: re.Pattern[str]
    schedule: re.Pattern[str]

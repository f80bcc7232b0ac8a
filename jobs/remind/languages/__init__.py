"""The languages that messages are written in: one module and one line here each."""

from calendars.store.tables import Language
from jobs.remind.languages import english, russian
from jobs.remind.languages.catalogue import Catalogue

CATALOGUES: dict[Language, Catalogue] = {
    Language.ENGLISH: english.CATALOGUE,
    Language.RUSSIAN: russian.CATALOGUE,
}

"""ninjs and EventsML are valid by the schemas of the IPTC, where these lie beside the repository.

The schemas are not ours to publish: `shared/iptc/` next to the working copy holds them.
"""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from calendars.feeds import eventsml, ninjs
from calendars.reading.mention import Certainty, Status
from tests.calendars.feeds.makers import ARTICLE, MOSCOW, make_event
from tests.calendars.feeds.test_formats import listing
from tests.calendars.feeds.test_laws import ANY, EDTF

FOLDER = Path(__file__).parents[4] / "shared" / "iptc"
NINJS = FOLDER / "ninjs-3.1.schema.json"
EVENTSML = FOLDER / "NewsML-G2_2.35-spec-All-Power.xsd"

pytestmark = pytest.mark.skipif(not NINJS.exists(), reason="the IPTC's schemas are not here")

HOSTILE = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
EVENT = {
    "edtf": EDTF,
    "was": EDTF,
    "status": st.sampled_from(Status),
    "certainty": st.sampled_from(Certainty),
    "zone": st.sampled_from(["Europe/Moscow", None, "UTC"]),
    "name": ANY,
    "place": ANY,
    "organiser": ANY,
    "participants": st.lists(ANY, max_size=3),
    "merged_into": st.sampled_from([None, 2]),
}


@pytest.fixture(scope="module")
def ninjs_schema():
    schema = json.loads(NINJS.read_text("utf-8"))
    # It names the schema of GeoJSON, which is somewhere else: any point is let through.
    return jsonschema_rs.validator_for(schema, retriever=lambda _: {})


@pytest.fixture(scope="module")
def eventsml_schema():
    return etree.XMLSchema(etree.parse(EVENTSML))


def drawn(fields, quote):
    source = replace(ARTICLE, quote=quote, title=quote)
    return listing(make_event(**fields), place=MOSCOW, sources=(source,))


@HOSTILE
@given(st.fixed_dictionaries(EVENT), ANY)
def test_every_event_is_valid_ninjs(ninjs_schema, fields, quote):
    ninjs_schema.validate(json.loads(ninjs.document(drawn(fields, quote))))


@HOSTILE
@given(st.fixed_dictionaries(EVENT), ANY)
def test_every_event_is_valid_eventsml(eventsml_schema, fields, quote):
    document = etree.fromstring(eventsml.document(drawn(fields, quote)))
    eventsml_schema.assertValid(document)

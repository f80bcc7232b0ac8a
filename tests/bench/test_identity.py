import json

import pytest

from bench import accuracy, identity
from calendars.dates.when import When


def test_our_pairs_are_labelled_completely():
    found = list(identity.pairs())
    assert len({pair["id"] for pair in found}) == len(found) >= 240
    assert 0.3 < sum(pair["same"] for pair in found) / len(found) < 0.7
    assert abs(sum("held_out" in pair for pair in found) - len(found) / 2) <= 1
    for pair in found:
        for told in (pair["one"], pair["other"]):
            assert When.of(told["edtf"]) if told["edtf"] else told["status"] != "scheduled"
            assert identity.mention(told).name


def test_our_pairs_are_told_apart_as_well_as_recorded():
    records = json.loads(accuracy.RECORDS.read_text())
    assert accuracy.fallen(identity.figures(), records) == []


@pytest.mark.parametrize(
    ("told", "rates"), [((), (0, 0)), (("a",), (100, 50)), (("a", "b", "c"), (66.7, 100))]
)
def test_precision_and_recall_are_of_pairs(told, rates):
    pairs = [{"id": "a", "same": True}, {"id": "b", "same": True}, {"id": "c", "same": False}]
    assert identity.rates(pairs, lambda pair: pair["id"] in told) == rates


def test_plain_similarity_looks_at_the_names_alone():
    one, other = {"name": "21st Amber Economic Forum"}, {"name": "22nd Amber Economic Forum"}
    assert identity.alike({"one": one, "other": {"name": "amber economic forum"}})
    assert identity.alike({"one": one, "other": other})
    assert not identity.alike({"one": one, "other": {"name": "Salt Conference"}})

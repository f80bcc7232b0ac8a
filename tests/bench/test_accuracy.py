import json

import pytest

from bench import accuracy, identity


def event(**fields):
    plain = {"name": "Amber Forum", "start": "2024-05-05", "end": None, "place": "Riga"}
    return plain | {"country": "LV", "status": "scheduled", "confidence": 0.9, "edtf": ""} | fields


def test_our_articles_are_annotated_completely():
    found = list(accuracy.articles())
    assert len({article["id"] for article in found}) == len(found) >= 60
    assert sum("held_out" in article for article in found) >= 8
    for article in found:
        for true in article["events"]:
            assert set(true) == {"name", "start", "end", "place", "country", "status"}


def test_our_articles_are_read_as_well_as_recorded():
    records = json.loads(accuracy.RECORDS.read_text())
    held_out = [article for article in accuracy.articles() if "held_out" in article]
    figures = accuracy.own_figures(accuracy.score_own(accuracy.articles()))
    figures |= accuracy.held_out_figures(accuracy.score_own(held_out))
    figures |= accuracy.other_figures()
    assert accuracy.fallen(figures, records) == []
    assert figures["own: days invented"] == figures["own: events in articles without any"] == 0


def test_a_day_told_of_a_month_is_no_match_and_counts_as_invented():
    true, told = event(start="2024-05"), event(start="2024-05-01")
    assert not accuracy.same_date(told, true)
    assert accuracy.same_date(event(start="2024-05"), true)
    score = accuracy.Score()
    accuracy._judge(score, "one", [told], [true])
    assert score.invented_days == 1


def test_names_match_by_half_of_their_words():
    assert accuracy.same_name(event(name="the Second Amber Forum"), event())
    assert not accuracy.same_name(event(name="Salt Conference"), event())


def test_what_may_be_told_is_neither_asked_nor_counted():
    must = event(must=True)
    optional = event(name="Salt Conference", start="2024-06-01", must=False)
    tally = accuracy.Tally()
    told = [event(), event(name="Salt Conference", start="2024-06-01")]
    accuracy._count_asked(tally, told, [must, optional], accuracy.same_date)
    assert (tally.hits, tally.told, tally.true) == (1, 1, 1)


def test_pairing_finds_as_many_matches_as_possible():
    told = [event(), event(name="Amber Forum of May")]
    true = [event(name="Amber Forum of May"), event()]
    assert len(accuracy.pairs(told, true, accuracy.same_date)) == 2


def test_a_figure_that_falls_by_more_than_half_a_point_is_named():
    assert accuracy.fallen({"a": 90.0}, {"a": 90.5}) == []
    assert accuracy.fallen({"a": 89.9}, {"a": 90.5}) == ["a: 89.9, recorded 90.5"]


def test_a_missing_folder_is_said_and_skipped(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(accuracy, "PAGE", tmp_path / "accuracy.md")
    monkeypatch.setattr(accuracy, "RECORDS", tmp_path / "accuracy.json")
    monkeypatch.setattr(accuracy, "articles", lambda: iter([]))
    monkeypatch.setattr(accuracy, "others", lambda name: [])
    monkeypatch.setattr(identity, "pairs", lambda: iter([]))
    accuracy.main(["--gold", str(tmp_path / "nowhere")])
    assert "there is no folder" in capsys.readouterr().out
    assert "| own: date, F1 |" in (tmp_path / "accuracy.md").read_text()


def test_a_fall_fails_the_run(tmp_path, monkeypatch):
    monkeypatch.setattr(accuracy, "PAGE", tmp_path / "accuracy.md")
    monkeypatch.setattr(accuracy, "RECORDS", tmp_path / "accuracy.json")
    monkeypatch.setattr(accuracy, "articles", lambda: iter([]))
    monkeypatch.setattr(accuracy, "others", lambda name: [])
    monkeypatch.setattr(identity, "pairs", lambda: iter([]))
    accuracy.RECORDS.write_text(json.dumps({"own: date, F1": 101.0}))
    with pytest.raises(SystemExit, match="Figures have fallen"):
        accuracy.main([])

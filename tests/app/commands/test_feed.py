"""`dateline feed` and `dateline calendars change`."""

import json


def test_the_doctor_answers_on_the_command_line(dateline):
    assert "It has no events." in dateline("feed", "check", "all").stdout
    told = json.loads(dateline("feed", "check", "all", "--format", "json").stdout)
    assert told["events"] == 0
    assert dateline("feed", "check", "nowhere").returncode == 2
    dateline("calendars", "add", "desk", "Our desk", "--private")
    address = dateline("feed", "share", "desk", "Anna").stdout.strip()
    assert address.startswith("http://127.0.0.1:8000/feeds/")
    assert "Anna" in dateline("feed", "shared", "desk").stdout
    assert dateline("feed", "rotate", "desk", "1").stdout.strip() != address
    assert dateline("feed", "revoke", "desk", "2").returncode == 0
    listed = dateline("feed", "shared", "desk").stdout
    assert listed.count("revoked") == 2
    assert dateline("calendars", "change", "desk", "--public", "--colour", "teal").returncode == 0
    assert "/calendars/desk.ics" in dateline("calendars", "list").stdout
    assert dateline("calendars", "change", "desk").returncode == 2

"""Several real servers on one database: one ETag for all of them, and each change seen at once."""

import http.client
import json
from http import HTTPStatus

import pytest

from tests.app.commands.test_serve import free_port, stopped, wait_until

FEED = "/calendars/all.ics"


class Served:
    """One `dateline serve` process, asked over a connection of its own."""

    def __init__(self, dateline):
        self.port = free_port()
        self.process = dateline.start("serve", "--port", str(self.port))

    def ask(self, method, path, body=None, **headers):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        link.request(method, path, body and json.dumps(body), told)
        answer = link.getresponse()
        read = answer.read()
        link.close()
        return answer.status, answer.headers["ETag"], read

    def is_up(self):
        return self.ask("GET", "/readyz")[0] == HTTPStatus.OK


@pytest.fixture
def servers(dateline_on_both):
    """Two servers on one database, and a third one to come after a restart."""
    dateline_on_both.environ["DATELINE_TIMER"] = "false"
    running = [Served(dateline_on_both) for _ in range(2)]
    for one in running:
        wait_until(one.is_up)
    yield running
    for one in running:
        _, log = stopped(one.process)
        assert "Traceback" not in log


def test_servers_agree_on_tags_and_see_each_change_at_once(dateline_on_both, servers):
    key = dateline_on_both("keys", "create", "test", "--scope", "write").stdout.strip()
    bearer = {"Authorization": f"Bearer {key}", "Content_Type": "application/json"}
    here, there = servers
    seen = set()
    for number in range(6):
        fields = {"name": f"Fair {number}", "start": "2031-05-05"}
        days = "?from=2031-01-01&to=2031-12-31"
        assert here.ask("POST", "/api/v1/events", fields, **bearer)[0] == HTTPStatus.CREATED
        for coding in ("identity", "gzip"):
            answers = [one.ask("GET", FEED + days, Accept_Encoding=coding) for one in servers]
            (status, tag, body), other = answers
            assert status == HTTPStatus.OK
            assert other == (status, tag, body)
            assert tag not in seen
            seen.add(tag)
            # What one of them gave out the other knows.
            for one in servers:
                known = one.ask("GET", FEED + days, If_None_Match=tag, Accept_Encoding=coding)
                assert known[:2] == (HTTPStatus.NOT_MODIFIED, tag)
        lists = [one.ask("GET", "/api/v1/events" + days)[2] for one in servers]
        assert lists[0] == lists[1]
        assert len(json.loads(lists[0])["items"]) == number + 1
        here, there = there, here

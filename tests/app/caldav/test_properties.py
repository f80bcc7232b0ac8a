"""What clients find out about the calendars before they read them."""

from tests.app.caldav.conftest import ALL
from tests.app.caldav.dav import Dav


def test_a_client_finds_the_calendars_from_the_address_of_the_server_alone(dav, publish):
    publish("moscow", {"place": "Moscow"}, name="Moscow")
    known = dav.send("PROPFIND", "/.well-known/caldav", Depth="0")
    assert (known.status_code, known.headers["location"]) == (301, "/caldav/")
    for start in ("/", "/caldav/", "/caldav", ALL):
        (one,) = dav.find(start, "D:current-user-principal").values()
        principal = one.properties["{DAV:}current-user-principal"][0].text
        assert principal == "/caldav/"
    (one,) = dav.find(principal, "C:calendar-home-set", "D:resourcetype").values()
    assert one.names("D:resourcetype") >= {"principal", "collection"}
    home = one.properties["{urn:ietf:params:xml:ns:caldav}calendar-home-set"][0].text
    found = dav.find(home, "D:resourcetype", depth="1")
    calendars = {path for path, one in found.items() if "calendar" in one.names("D:resourcetype")}
    assert calendars == {ALL, "/caldav/dates-to-be-confirmed/", "/caldav/moscow/"}


def test_a_calendar_tells_its_name_description_and_colour(dav, publish):
    fields = {"name": "Город & Рига", "description": "What is <held>", "colour": "teal"}
    path = publish("riga", **fields)
    (one,) = dav.find(path, "D:displayname", "C:calendar-description", "A:calendar-color").values()
    assert one.text("D:displayname") == "Город & Рига"
    assert one.text("C:calendar-description") == "What is <held>"
    assert one.text("A:calendar-color") == "#008080"


def test_what_a_calendar_does_not_have_is_said_so_unless_a_short_answer_is_wanted(dav):
    unknown = '<v:sort xmlns:v="urn:a&amp;b"/>'
    body = f'<propfind xmlns="DAV:"><prop><displayname/><getetag/>{unknown}</prop></propfind>'
    (one,) = dav.ask("PROPFIND", ALL, body, Depth="0").values()
    assert one.lacking == {"{DAV:}getetag", "{urn:a&b}sort"}
    (one,) = dav.ask("PROPFIND", ALL, body, Depth="0", Prefer="return=minimal").values()
    assert set(one.properties) == {"{DAV:}displayname"}
    assert one.lacking == set()


def test_everybody_may_read_and_nobody_may_write(dav):
    (one,) = dav.find(ALL, "D:current-user-privilege-set", "D:acl").values()
    privileges = one.names("D:current-user-privilege-set")
    assert {"read", "read-free-busy"} <= privileges
    assert not {"write", "write-content", "bind", "all"} & privileges
    assert "write" not in one.names("D:acl")


def test_a_calendar_names_its_reports_and_components(dav):
    (one,) = dav.find(ALL, "D:supported-report-set", "C:supported-calendar-component-set").values()
    assert {
        "calendar-query", "calendar-multiget", "free-busy-query", "sync-collection",
    } <= one.names("D:supported-report-set")  # fmt: skip
    (comp,) = one.properties["{urn:ietf:params:xml:ns:caldav}supported-calendar-component-set"]
    assert comp.get("name") == "VEVENT"


def test_depth_one_lists_the_events_with_their_tags(dav, enter):
    uids = {enter(), enter("Council", "2021-09")}
    found = dav.find(ALL, "D:getetag", "D:getcontenttype", "D:resourcetype", depth="1")
    assert set(found) == {ALL} | {f"{ALL}{uid}.ics" for uid in uids}
    for uid in uids:
        one = found[f"{ALL}{uid}.ics"]
        assert one.text("D:getetag").startswith('"')
        assert one.text("D:getcontenttype").startswith("text/calendar")
        assert one.names("D:resourcetype") == {"resourcetype"}
    assert set(dav.find(ALL, "D:getetag")) == {ALL}


def test_without_a_body_the_usual_is_told_and_names_alone_are_told_on_request(dav, enter):
    path = f"{ALL}{enter()}.ics"
    (one,) = dav.ask("PROPFIND", path, Depth="0").values()
    assert {"{DAV:}getetag", "{DAV:}getlastmodified", "{DAV:}resourcetype"} <= set(one.properties)
    body = '<propfind xmlns="DAV:"><propname/></propfind>'
    (one,) = dav.ask("PROPFIND", path, body, Depth="0").values()
    assert one.properties["{DAV:}getetag"].text is None
    body = '<propfind xmlns="DAV:"><allprop/><include><acl/></include></propfind>'
    (one,) = dav.ask("PROPFIND", path, body, Depth="0").values()
    assert {"{DAV:}getetag", "{DAV:}acl"} <= set(one.properties)


def test_no_answer_is_infinitely_deep(dav):
    for headers in ({"Depth": "infinity"}, {}):
        assert dav.refused("PROPFIND", ALL, **headers)[0] == 403
        assert "propfind-finite-depth" in dav.refused("PROPFIND", "/caldav/", **headers)[1]


def test_a_depth_that_is_none_is_refused(dav):
    body = '<C:calendar-query xmlns:C="urn:ietf:params:xml:ns:caldav"/>'
    for depth in ("2", "-1", "", "0, 1", "one", "0" * 5_000):
        assert dav.refused("PROPFIND", ALL, Depth=depth)[0] == 400
        assert dav.refused("REPORT", ALL, body, Depth=depth)[0] == 400


def test_the_tag_of_a_calendar_changes_with_its_events_and_nothing_else(dav, on, enter, change):
    uid = enter()

    def tag(dav: Dav) -> str:
        (one,) = dav.find(ALL, "CS:getctag").values()
        return one.text("CS:getctag")

    first = tag(dav)
    assert tag(dav) == tag(on()) == first
    change(uid, name="Third Forum")
    assert tag(dav) == tag(on()) != first


def test_where_there_is_nothing_the_answer_is_404(dav):
    for path in (
        "/caldav/nowhere/", "/caldav/all/none.ics", "/caldav/all/x", "/caldav/a/b/c.ics",
        "/caldav//", "/caldav/%00/", "/caldav/%ff/%fe.ics",
    ):  # fmt: skip
        for method in ("PROPFIND", "GET"):
            answer = dav.send(method, path, Depth="0")
            assert answer.status_code == 404, path


def test_any_credentials_are_as_good_as_none(dav, enter):
    uid = enter()
    for told in ("Basic dTpw", "Bearer x", "nonsense"):
        assert dav.find(ALL, "D:displayname", Authorization=told)
        assert dav.send("GET", f"{ALL}{uid}.ics", Authorization=told).status_code == 200

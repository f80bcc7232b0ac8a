import time

from jobs.pull import jsonld

EVENT = '{"@type": "Event", "name": "%s", "startDate": "2026-06-01"%s}'


def found(*scripts):
    return jsonld.events(jsonld.nodes(map(jsonld.parsed, scripts)))


def names(*scripts):
    return [event.name for event in found(*scripts)]


def test_events_are_found_in_graphs_lists_and_events():
    inner = EVENT % ("Inner", "")
    outer = EVENT % ("Outer", f', "subEvent": [{inner}]')
    assert names(f'{{"@graph": [{{"@type": "WebPage"}}, {outer}]}}') == ["Outer", "Inner"]
    assert names(f"[{outer}, [{EVENT % ('Other', '')}]]") == ["Outer", "Other", "Inner"]


def test_a_broken_script_spoils_no_other():
    assert names("{ broken", EVENT % ("Fair", ""), "[[", EVENT % ("Feast", "")) == ["Fair", "Feast"]


def test_scripts_in_comments_and_with_line_ends_in_texts_are_read():
    assert names("<!--\n" + EVENT % ("Lamp\nFair", "") + "\n-->") == ["Lamp Fair"]
    assert names("//<![CDATA[\n" + EVENT % ("Fair", "") + "\n//]]>") == ["Fair"]


def test_of_several_types_the_one_of_events_is_told():
    for address in ("http://schema.org/", "schema:", ""):
        several = EVENT.replace('"Event"', f'["Thing", "{address}SportsEvent"]')
        assert [event.type for event in found(several % ("Race", ""))] == ["SportsEvent"]


def test_the_place_on_the_ground_is_taken_before_the_virtual_one():
    places = (
        ', "location": [{"@type": "VirtualLocation", "url": "https://meet.example"},'
        ' {"@type": "Place", "name": "Old Hall", "address": "1 Dock Street, Riga"}]'
    )
    [event] = found(EVENT % ("Fair", places))
    assert (event.venue, event.address) == ("Old Hall", "1 Dock Street, Riga")
    [event] = found(EVENT % ("Fair", ', "location": {"@type": "VirtualLocation", "name": "Zoom"}'))
    assert event.venue == ""


def test_people_are_told_by_name_and_never_by_address():
    people = (
        ', "organizer": [{"@id": "https://guild.example/#org"}, {"name": "Book Guild"}],'
        ' "performer": [{"name": "Ina Berg"}, "The Band", 7, {"name": "Ina Berg"}]'
    )
    [event] = found(EVENT % ("Fair", people))
    assert (event.organiser, event.performers) == ("Book Guild", ("Ina Berg", "The Band"))


def test_values_of_wrong_types_are_passed_over():
    odd = (
        ', "endDate": 5, "eventStatus": {"a": []}, "organizer": 3, "performer": {"name": []},'
        ' "location": {"name": 1, "address": [5], "geo": {"latitude": "1e999", "longitude": []}}'
    )
    [event] = found(EVENT % ("Fair", odd))
    assert (event.end, event.status, event.organiser, event.venue) == ("", "", "", "")
    assert (event.latitude, event.longitude, event.performers) == (None, None, ())


def test_endless_lists_cost_little_time():
    start = time.perf_counter()
    assert names("[" + "1," * 1_000_000 + EVENT % ("Fair", "") + "]") == ["Fair"]
    many = ",".join(EVENT % (f"Fair {number}", "") for number in range(20_000))
    assert len(names(f"[{many}]")) <= 5_000
    assert time.perf_counter() - start < 5

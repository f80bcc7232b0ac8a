"""A host has room for as long as it answers; what waits for it holds up nobody else."""

from jobs.remind.hosts import FAILURES, FIRST, LONGEST_REST, LONGEST_TURN, MOST_HOSTS, REST, Hosts

SLOTS = 64


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


def hosts():
    clock = Clock()
    return Hosts(SLOTS, clock=clock), clock


def taken(room, name="example.org", most=SLOTS):
    """How many may be on their way to a host now."""
    return sum(room.enter(name) == 0 for _ in range(most))


def test_an_unknown_host_has_little_room_and_another_has_its_own():
    room, _ = hosts()
    assert taken(room) == FIRST
    assert taken(room, "other.example") == FIRST


def test_a_quick_host_may_use_every_slot_and_a_slow_one_few():
    for seconds, most in ((0.01, SLOTS), (1.0, SLOTS // 4), (15.0, 1)):
        room, _ = hosts()
        assert room.enter("example.org") == 0
        room.leave("example.org", seconds, worked=True)
        assert taken(room) == most


def test_a_host_that_becomes_quick_gets_its_room_back():
    room, _ = hosts()
    for seconds in [15.0] + [0.05] * 20:
        assert room.enter("example.org") == 0
        room.leave("example.org", seconds, worked=True)
    assert taken(room) == SLOTS


def test_those_that_wait_come_back_one_after_the_other_and_not_too_late():
    room, _ = hosts()
    taken(room, most=FIRST)
    waits = [room.enter("example.org") for _ in range(200)]
    assert waits == sorted(waits)
    assert waits[0] > 0
    assert waits[1] > waits[0]
    assert waits[-1] == LONGEST_TURN


def fail(room, times):
    for _ in range(times):
        assert room.enter("example.org") == 0
        room.leave("example.org", 0.01, worked=False)


def test_a_host_that_fails_again_and_again_rests_and_is_tried_with_one():
    room, clock = hosts()
    fail(room, FAILURES)
    assert REST <= room.enter("example.org") <= REST + 1
    assert taken(room, "other.example") == FIRST
    clock.now += REST
    assert taken(room) == 1


def test_a_host_that_still_fails_rests_twice_as_long_up_to_a_limit():
    room, clock = hosts()
    fail(room, FAILURES)
    for rest in (REST, 2 * REST, 4 * REST):
        assert rest <= room.enter("example.org") <= rest + 1
        clock.now += rest
        fail(room, 1)
    for _ in range(20):
        clock.now += LONGEST_REST
        fail(room, 1)
    assert LONGEST_REST <= room.enter("example.org") <= LONGEST_REST + 1


def test_a_success_ends_the_rest_for_good():
    room, clock = hosts()
    fail(room, FAILURES)
    clock.now += REST
    assert room.enter("example.org") == 0
    room.leave("example.org", 0.01, worked=True)
    fail(room, FAILURES - 1)
    assert taken(room) == SLOTS


def test_what_was_not_sent_after_all_says_nothing_of_the_host():
    room, _ = hosts()
    for _ in range(FAILURES):
        assert room.enter("example.org") == 0
        room.leave("example.org", 99.0, worked=None)
    assert taken(room) == FIRST


def test_hosts_are_forgotten_when_there_are_very_many():
    room, _ = hosts()
    fail(room, FAILURES)
    for number in range(2 * MOST_HOSTS):
        room.enter(f"host{number}.example")
        room.leave(f"host{number}.example", 0.1, worked=True)
    assert len(room._hosts) <= MOST_HOSTS + 1
    assert room.enter("example.org") >= REST

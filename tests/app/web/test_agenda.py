import datetime as dt

from app.web.agenda import agenda, grid
from app.web.entry import Entry
from calendars.reading.mention import Status


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def entry(first, last=None, *, certain=True, clock=None, name="Forum"):
    return Entry(
        uid=name,
        name=name,
        kind="forum",
        date="",
        moment=None,
        clock=clock,
        precision="",
        was=None,
        place=None,
        status=Status.SCHEDULED,
        status_words="Scheduled",
        doubt=None,
        day=day(first),
        last=day(last or first),
        certain=certain,
        quotes=(),
    )


def test_events_stand_under_their_days_and_these_under_their_months():
    laid = agenda([entry("2021-04-02"), entry("2021-04-02"), entry("2021-05-01")], None)
    assert [month.first for month in laid.months] == [day("2021-04-01"), day("2021-05-01")]
    assert [len(each.entries) for each in laid.months[0].days] == [2]


def test_a_day_is_in_the_order_of_its_clock():
    [month] = agenda(
        [
            entry("2021-04-02", clock="15:00", name="late"),
            entry("2021-04-02", name="all day"),
            entry("2021-04-02", clock="09:00", name="early"),
        ],
        None,
    ).months
    assert [each.name for each in month.days[0].entries] == ["all day", "early", "late"]


def test_what_began_earlier_stands_on_the_first_day_of_the_list():
    [month] = agenda([entry("2021-03-30", "2021-04-02")], day("2021-04-01")).months
    assert [each.date for each in month.days] == [day("2021-04-01")]


def test_a_day_not_named_is_not_made_up():
    laid = agenda([entry("2021-08-01", "2021-08-31", certain=False)], None)
    [month] = laid.months
    assert month.days == []
    assert len(month.loose) == 1


def test_what_lies_in_no_single_month_stands_at_the_end():
    laid = agenda(
        [
            entry("2021-01-01", "2021-12-31", certain=False, name="this year"),
            entry("2021-04-01", "2021-06-30", certain=False, name="this quarter"),
        ],
        day("2021-04-01"),
    )
    assert laid.months == []
    assert [each.name for each in laid.open] == ["this quarter", "this year"]


def test_what_is_left_of_a_wide_window_may_lie_in_one_month():
    [month] = agenda([entry("2021-10-01", "2021-12-31", certain=False)], day("2021-12-05")).months
    assert month.first == day("2021-12-01")


def test_the_grid_has_whole_weeks_and_an_event_on_each_of_its_days():
    laid = grid([entry("2021-03-30", "2021-04-02")], day("2021-04-01"))
    assert all(len(week) == 7 for week in laid.weeks)
    assert laid.weeks[0][:3] == [None, None, None]
    days = [each for week in laid.weeks for each in week if each]
    assert [each.date.day for each in days] == list(range(1, 31))
    assert [each.date for each in days if each.entries] == [day("2021-04-01"), day("2021-04-02")]


def test_a_grid_has_a_month_before_and_one_after():
    laid = grid([], day("2021-12-01"))
    assert (laid.before, laid.after) == (day("2021-11-01"), day("2022-01-01"))


def test_the_grid_ends_with_the_calendar():
    assert grid([], day("9999-12-01")).after is None
    assert grid([], day("0001-01-01")).before is None

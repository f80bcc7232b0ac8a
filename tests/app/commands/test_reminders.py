"""Reminders and subscriptions at the command line: chosen, looked into, tried anew, bounced."""

import re

from sqlmodel import select

from calendars.store.engine import Store
from calendars.store.tables import Delivery, Reminder, ReminderState, Subscription

CHOICES = (
    "--before", "PT2H", "--notice", "moved", "--timezone", "Europe/Riga", "--digest", "weekly",
    "--digest-hour", "19", "--all-day-hour", "9", "--quiet-hours", "22:00-07:00",
    "--certainty", "eos3", "--language", "ru",
)  # fmt: skip


def add(dateline, *more):
    done = dateline("subscriptions", "add", "anna@example.org", "--calendar", "all", *more)
    assert done.returncode == 0, done.stderr


def rows(dateline, table):
    store = Store(dateline.environ["DATELINE_DATABASE_URL"])
    with store.reading() as session:
        found = session.exec(select(table).order_by(table.id)).all()
    store.close()
    return found


def chosen(one):
    return (
        one.before, one.notices, one.zone, one.digest, one.digest_hour, one.all_day_hour,
        one.quiet_hours, one.certainty, one.language,
    )  # fmt: skip


EVERYTHING = (
    ["PT2H"], ["moved"], "Europe/Riga", "weekly", 19, 9, "22:00-07:00", "eos3", "ru",
)  # fmt: skip


def test_every_choice_is_made_and_changed(dateline_on_both):
    add(dateline_on_both, *CHOICES)
    add(dateline_on_both)
    dateline_on_both("subscriptions", "change", "2", *CHOICES)
    assert [chosen(one) for one in rows(dateline_on_both, Subscription)] == [EVERYTHING] * 2
    words = ("--before", "none", "--digest", "none", "--quiet-hours", "none", "--certainty", "any")
    dateline_on_both("subscriptions", "change", "1", *words)
    first = rows(dateline_on_both, Subscription)[0]
    assert (first.before, first.digest, first.quiet_hours, first.certainty) == (
        [],
        None,
        None,
        None,
    )


def test_what_cannot_be_chosen_is_refused(dateline):
    add(dateline)
    for words in (
        ("--digest", "hourly"), ("--digest-hour", "24"), ("--quiet-hours", "night"),
        ("--language", "de"), ("--notice", "all"), ("--timezone", "Mars"),
        ("--before", "none", "--notice", "none"),
    ):  # fmt: skip
        dateline.refuses("subscriptions", "change", "1", *words)
    words = ("subscriptions", "add", "desk", "--channel", "chat", "--calendar", "all")
    assert "DATELINE_CHAT_URLS" in dateline.refuses(*words)
    assert "no subscription 9" in dateline.refuses("subscriptions", "end", "9")


def test_a_webhook_s_secret_is_changed(dateline_on_both):
    words = ("subscriptions", "add", "https://hooks.example/x", "--calendar", "all")
    first = re.search("whsec_.*", dateline_on_both(*words).stdout)[0]
    second = re.search("whsec_.*", dateline_on_both("subscriptions", "rotate", "1").stdout)[0]
    [row] = rows(dateline_on_both, Subscription)
    assert (row.secret, row.former_secret) == (second, first)


def test_dead_reminders_are_listed_shown_and_tried_anew(dateline_on_both):
    add(dateline_on_both)
    dateline_on_both("ingest", "-", given="date 2036-03-01\nThe forum will be held on 30 March.")
    store = Store(dateline_on_both.environ["DATELINE_DATABASE_URL"])
    with store.writing() as session:
        [subscription] = session.exec(select(Subscription)).all()
        for number in range(2):
            session.add(
                Reminder(
                    key=f"rem_{number:032x}",
                    subscription_id=subscription.id,
                    about="before",
                    before="P1D",
                    occurrence="2036-03-30",
                    sequence=0,
                    due=subscription.created,
                    next_at=subscription.created,
                    state=ReminderState.DEAD,
                    failures=9,
                    last_error="The receiver answered\x1b 500.",
                    created=subscription.created,
                )
            )
        session.flush()
        first = session.exec(select(Reminder).order_by(Reminder.id)).first()
        session.add(
            Delivery(
                reminder_id=first.id, attempt=9, at=first.created, outcome="failed", error="500"
            )
        )
    store.close()
    listed = dateline_on_both("reminders", "list", "--state", "dead").stdout
    assert listed.count("anna@example.org") == 2
    assert "The receiver answered  500." in listed
    shown = dateline_on_both("reminders", "show", str(first.id)).stdout
    assert re.search(r"9 .*failed +500", shown)
    done = dateline_on_both("reminders", "replay", str(first.id)).stdout
    assert done == "1 reminder to be tried anew\n"
    assert dateline_on_both("reminders", "replay", "--all").stdout.startswith("1 reminder ")
    states = {row.state for row in rows(dateline_on_both, Reminder)}
    assert states == {ReminderState.PENDING}
    assert "only a dead one" in dateline_on_both.refuses("reminders", "replay", str(first.id))
    dateline_on_both.refuses("reminders", "replay")
    dateline_on_both.refuses("reminders", "list", "--limit", "0")
    dateline_on_both.refuses("reminders", "show", "999")


def test_a_mail_that_comes_back_ends_what_goes_to_its_address(dateline_on_both):
    add(dateline_on_both)
    add(dateline_on_both, "--digest", "daily")
    key = next(row.key for row in rows(dateline_on_both, Reminder) if row.about == "digest")
    mail = (
        f"To: bounces+{key}@example.org\nContent-Type: multipart/report; boundary=b\n\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n"
        "Final-Recipient: rfc822; anna@example.org\nAction: failed\nStatus: 5.1.1\n\n--b--\n"
    )
    assert "nothing done" in dateline_on_both("bounce", given="Subject: hi\n\nthanks").stdout
    unknown = mail.replace(key, "rem_" + "0" * 32)
    assert dateline_on_both("bounce", given=unknown).stdout == "0 subscriptions ended\n"
    assert dateline_on_both("bounce", given=mail).stdout == "2 subscriptions ended\n"
    for one in rows(dateline_on_both, Subscription):
        assert (one.state, one.reason) == ("disabled", "The mail came back: 5.1.1")
    assert [row.outcome for row in rows(dateline_on_both, Delivery)] == ["bounced"]
    assert dateline_on_both("bounce", given=mail).stdout == "0 subscriptions ended\n"
    dateline_on_both.refuses("bounce", given=" \n")


def test_erasing_takes_the_mails_in_the_folder_along(dateline_on_both):
    add(dateline_on_both, "--digest", "daily")
    [row] = rows(dateline_on_both, Reminder)
    folder = dateline_on_both.folder / "mail"
    folder.mkdir()
    (folder / f"{row.key}.eml").write_text("To: anna@example.org")
    (folder / "other.eml").write_text("To: ben@example.org")
    dateline_on_both("subscriptions", "erase", "anna@example.org")
    assert [file.name for file in folder.iterdir()] == ["other.eml"]
    assert rows(dateline_on_both, Reminder) == []

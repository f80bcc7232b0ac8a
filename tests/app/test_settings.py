import pytest

from app.settings import Settings, load
from calendars.errors import InvalidSetting


def test_without_an_environment_everything_has_a_default():
    assert load({}) == Settings()


def test_a_setting_is_read_by_its_name_in_capitals():
    settings = load({"DATELINE_DATABASE_URL": "sqlite:///x.db", "DATELINE_FEED_EVENTS": "7"})
    assert settings.database_url == "sqlite:///x.db"
    assert settings.feed_events == 7


def test_other_names_are_nobody_s_business():
    assert load({"HOME": "/root", "DATABASE_URL": "x"}) == Settings()


def test_an_unknown_name_is_an_error_that_suggests_the_nearest():
    with pytest.raises(InvalidSetting, match="did you mean DATELINE_DATABASE_URL"):
        load({"DATELINE_DATABSE_URL": "sqlite:///x.db"})


def test_an_unknown_name_far_from_all_is_an_error_too():
    with pytest.raises(InvalidSetting, match="DATELINE_QQQ is not a setting"):
        load({"DATELINE_QQQ": "1"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATELINE_FEED_EVENTS", "many"),
        ("DATELINE_FEED_EVENTS", "0"),
        ("DATELINE_BASE_URL", "dates.example.org"),
        ("DATELINE_SEND_SECONDS", "61"),
        ("DATELINE_LATE_DAYS", "0"),
        ("DATELINE_SMTP_URL", "mail.example.org"),
        ("DATELINE_TIMER", "perhaps"),
        ("DATELINE_LLM_URL", "llm.example.org/v1"),
        ("DATELINE_LLM_URL", "https://me:secret@llm.example.org/v1"),
        ("DATELINE_LLM_KEY", "sk-\nX-Other: 1"),
    ],
)
def test_a_value_without_meaning_is_an_error_that_names_the_setting(name, value):
    with pytest.raises(InvalidSetting, match=name) as raised:
        load({name: value})
    assert raised.value.field == name


def test_an_empty_value_is_unset():
    assert load({"DATELINE_SMTP_URL": "", "DATELINE_FEED_EVENTS": " "}) == Settings()


def test_hosts_are_split_at_commas():
    settings = load({"DATELINE_ALLOW_HOSTS": "intranet.example, 10.0.0.0/8,"})
    assert settings.allow_hosts == ("intranet.example", "10.0.0.0/8")


def test_the_base_url_loses_its_last_slash():
    assert load({"DATELINE_BASE_URL": "https://d.example/x/"}).base_url == "https://d.example/x"


def test_an_endpoint_needs_a_model_and_its_key_is_not_shown():
    url = {"DATELINE_LLM_URL": "http://llm.example/v1", "DATELINE_LLM_KEY": "sk-secret"}
    with pytest.raises(InvalidSetting, match="DATELINE_LLM_MODEL"):
        load(url)
    assert "sk-secret" not in repr(load(url | {"DATELINE_LLM_MODEL": "small-model"}))


def test_a_lease_that_is_too_short_for_one_sending_is_refused():
    with pytest.raises(InvalidSetting, match=r"at most half of DATELINE_LEASE_SECONDS \(20\)"):
        load({"DATELINE_LEASE_SECONDS": "20"})
    assert load({"DATELINE_LEASE_SECONDS": "20", "DATELINE_SEND_SECONDS": "10"}).send_seconds == 10

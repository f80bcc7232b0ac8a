def test_create_prints_the_key_alone_and_list_never_again(dateline_on_both):
    key = dateline_on_both("keys", "create", "desk", "--scope", "write").stdout
    assert key.startswith("dl_")
    assert key.count("\n") == 1
    listed = dateline_on_both("keys", "list").stdout
    assert "desk" in listed
    assert "write" in listed
    assert key.strip() not in listed


def test_a_revoked_key_says_since_when(dateline):
    dateline("keys", "create", "desk", "--scope", "read", "--scope", "review")
    assert dateline("keys", "revoke", "desk").returncode == 0
    assert "revoked 2" in dateline("keys", "list").stdout


def test_a_second_key_of_a_name_is_refused(dateline):
    dateline("keys", "create", "desk", "--scope", "read")
    assert "desk" in dateline.refuses("keys", "create", "desk", "--scope", "read")


def test_an_unknown_scope_is_refused(dateline):
    assert "root" in dateline.refuses("keys", "create", "desk", "--scope", "root")


def test_an_unknown_setting_is_refused_before_anything_is_made(dateline):
    dateline.environ["DATELINE_DATABSE_URL"] = "sqlite:///elsewhere.db"
    assert "DATELINE_DATABASE_URL" in dateline.refuses("keys", "list")
    assert list(dateline.folder.iterdir()) == []

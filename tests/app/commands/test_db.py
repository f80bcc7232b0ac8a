from calendars.store.engine import Store


def test_upgrade_makes_the_schema(dateline):
    url = f"sqlite:///{dateline.folder / 'new.db'}"
    dateline.environ["DATELINE_DATABASE_URL"] = url
    assert dateline("db", "upgrade").returncode == 0
    store = Store(url)
    store.require_schema()
    store.close()

import pytest

from jobs.guard import GuardedClient
from tests.jobs.site import LOOPBACK, serve


@pytest.fixture
def site():
    """A real web site on this machine."""
    site, end = serve()
    yield site
    end()


@pytest.fixture
def client():
    """A guarded client that may reach this machine."""
    with GuardedClient(allow_hosts=LOOPBACK, user_agent="Dateline/test", seconds=5) as client:
        yield client

"""The one way out to the network: no request of Dateline's reaches a private address."""

from jobs.guard.client import Answer, GuardedClient
from jobs.guard.dial import Resolver

__all__ = ["Answer", "GuardedClient", "Resolver"]

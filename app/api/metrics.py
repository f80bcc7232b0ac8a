"""Figures for Prometheus, the same whichever server is asked: they come from the database."""

from collections import defaultdict
from collections.abc import Iterator

from fastapi import APIRouter, Response
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from app.api.deps import PartsOf
from calendars.reminders.figures import BOUNDS, MORE, Figures, figures
from calendars.reminders.queue import present
from calendars.store.tables import Tally

router = APIRouter(tags=["health"])


@router.get("/metrics", summary="Figures for Prometheus", response_class=Response)
def metrics(parts: PartsOf) -> Response:
    """Lateness, queue, dead letters, deliveries by channel and outcome, and when jobs ran."""
    with parts.store.reading() as session:
        found = figures(session, present(session, parts.clock()))
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Told(found))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


class _Told(Collector):
    """The figures in Prometheus' terms."""

    def __init__(self, found: Figures) -> None:
        self._found = found

    def collect(self) -> Iterator[Metric]:
        """Each figure with its name."""
        found = self._found
        yield _gauge("reminders_due", "Reminders whose time has come.", found.due)
        yield _gauge(
            "reminders_oldest_due_seconds",
            "How long the reminder that is due longest has waited.",
            found.oldest.total_seconds(),
        )
        yield _gauge("reminders_dead", "Reminders that were given up.", found.dead)
        yield _deliveries(found)
        yield _lateness(found)
        ran = GaugeMetricFamily(
            "dateline_job_last_run_timestamp_seconds",
            "When a periodic job last began.",
            labels=["job"],
        )
        for name, at in sorted(found.jobs.items()):
            ran.add_metric([name], at.timestamp())
        yield ran


def _gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(f"dateline_{name}", words, value=value)


def _deliveries(found: Figures) -> Metric:
    family = CounterMetricFamily(
        "dateline_deliveries", "Tries to deliver, by their outcome.", labels=["channel", "outcome"]
    )
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    for tally in found.tallies:
        counts[tally.channel, tally.outcome] += tally.count
    for labels, count in counts.items():
        family.add_metric(list(labels), count)
    return family


def _lateness(found: Figures) -> Metric:
    family = HistogramMetricFamily(
        "dateline_reminder_lateness_seconds",
        "From when a reminder was due to when it was delivered.",
        labels=["channel"],
    )
    sent: defaultdict[str, dict[int, Tally]] = defaultdict(dict)
    for tally in found.tallies:
        if tally.outcome == "sent":
            sent[tally.channel][tally.late] = tally
    for channel, by_bound in sent.items():
        total, buckets = 0, []
        for bound in (*BOUNDS, MORE):
            total += by_bound[bound].count if bound in by_bound else 0
            buckets.append((str(float(bound)) if bound != MORE else "+Inf", total))
        seconds = sum(tally.seconds for tally in by_bound.values())
        family.add_metric([channel], buckets=buckets, sum_value=seconds)
    return family

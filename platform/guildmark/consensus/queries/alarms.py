"""What a manager should look at: of labels, and of everything below them together."""

from datetime import datetime

from guildmark.consensus.models import ConsensusResult, ConsensusRun
from guildmark.consensus.queries.tasks import last_cold_run
from guildmark.core.alarms import Alarm
from guildmark.quality import queries as quality
from guildmark.work.models import Task
from guildmark.work.queries import alarms as work

#: Labels from which on their confidence should have been held against gold.
MANY_LABELS = 50


def project_alarms(project_id: int, now: datetime) -> list[Alarm]:
    """Everything there is, what stops work first."""
    found = [
        *work.alarms(project_id, now),
        *quality.alarms(project_id, now),
        *alarms(project_id, now),
    ]
    return sorted(found, key=lambda alarm: alarm.severity != "problem")


def alarms(project_id: int, now: datetime) -> list[Alarm]:
    """The alarms of labels."""
    return [*_disputed(project_id), *_uncalibrated(project_id)]


def _disputed(project_id: int) -> list[Alarm]:
    count = Task.objects.filter(project_id=project_id, state=Task.State.DISPUTED).count()
    if not count:
        return []
    return [
        Alarm(
            code="disputes_waiting",
            severity="caution",
            sentence="People disagree about pictures, and a reviewer must settle them.",
            remedy="Settle them one by one; each takes about a minute.",
            count=count,
            place="disputed",
        )
    ]


def _uncalibrated(project_id: int) -> list[Alarm]:
    """Many labels, and the last fit found too little gold to say what a confidence is worth."""
    labels = ConsensusResult.objects.filter(project_id=project_id, is_current=True).count()
    run = last_cold_run(project_id)
    if run is None or labels < MANY_LABELS:
        return []
    rates, classes = ConsensusRun.objects.values_list(
        "model__trust__rates", "model__trust__classes"
    ).get(pk=run.pk)
    if rates or classes:
        return []
    return [
        Alarm(
            code="calibration_missing",
            severity="caution",
            sentence="Nothing says yet what the confidence of a label is worth.",
            remedy="Add known answers: ten are enough to begin, forty are good.",
            count=labels,
            place="gold",
        )
    ]

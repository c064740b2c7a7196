"""What a manager should look at: of labels, and of everything below them together."""

from datetime import datetime

from guildmark.consensus.models import ConsensusResult, ConsensusRun
from guildmark.consensus.queries.failures import TRIES_WAITED_FOR, failures_of
from guildmark.consensus.queries.pages import organisation_id_of_project
from guildmark.consensus.queries.tasks import last_cold_run
from guildmark.core.alarms import Alarm, raised
from guildmark.datasets.queries import leftovers
from guildmark.quality import queries as quality
from guildmark.work.models import Task
from guildmark.work.queries import alarms as work

#: Labels from which on their confidence should have been held against gold.
MANY_LABELS = 50
DISPUTED = Alarm(
    code="disputes_waiting",
    severity="caution",
    sentence="People disagree about pictures, and a reviewer must settle them.",
    remedy="Settle them one by one; each takes about a minute.",
    place="disputed",
)
FAILED = Alarm(
    code="answers_not_compared",
    severity="problem",
    sentence="A worker fails at the answers to pictures whenever it tries, so they get no label.",
    remedy="See what went wrong, and tell who operates this service. It is tried again by itself.",
    place="queue",
)
UNCALIBRATED = Alarm(
    code="calibration_missing",
    severity="caution",
    sentence="Nothing says yet what the confidence of a label is worth.",
    remedy="Add known answers: ten are enough to begin, forty are good.",
    place="gold",
)


def project_alarms(project_id: int, now: datetime) -> list[Alarm]:
    """Everything there is, what stops work first."""
    found = [
        *work.alarms(project_id, now),
        *quality.alarms(project_id, now),
        *alarms(project_id, now),
        *leftovers.alarms(organisation_id_of_project(project_id)),
    ]
    return sorted(found, key=lambda alarm: alarm.severity != "problem")


def alarms(project_id: int, now: datetime) -> list[Alarm]:
    """The alarms of labels."""
    disputed = Task.objects.filter(project_id=project_id, state=Task.State.DISPUTED)
    failed = failures_of(project_id).filter(tries__gte=TRIES_WAITED_FOR)
    return raised(
        [
            (FAILED, failed.count()),
            (DISPUTED, disputed.count()),
            (UNCALIBRATED, _unproven_labels(project_id)),
        ]
    )


def _unproven_labels(project_id: int) -> int:
    """How many labels there are, where they are many and the last fit found too little gold.

    Nothing says then what a confidence is worth. 0 elsewhere.
    """
    labels = ConsensusResult.objects.filter(project_id=project_id, is_current=True).count()
    run = last_cold_run(project_id)
    if run is None or labels < MANY_LABELS:
        return 0
    rates, classes = ConsensusRun.objects.values_list(
        "model__trust__rates", "model__trust__classes"
    ).get(pk=run.pk)
    return 0 if rates or classes else labels

"""What a fit says of people, written down for them and their manager."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from guildmark.quality.figures import PersonFigures
from guildmark.quality.models import AnnotatorFigures
from guildmark.quality.queries import start_of_day

KEPT = ["computed_at", "agreement", "information_bits", "spammer_score", "speed", "drift_state"]


@transaction.atomic
def record_figures(*, project_id: int, figures: Mapping[int, PersonFigures], now: datetime) -> None:
    """Write today's row of everybody in `figures`, by annotator. Called by `consensus`.

    The newest row of an earlier day stays, for the person; older ones are dropped. Calling twice
    writes the same.
    """
    rows = [
        AnnotatorFigures(
            project_id=project_id,
            annotator_id=annotator_id,
            computed_on=start_of_day(now).date(),
            computed_at=now,
            agreement=one.agreement,
            information_bits=one.information_bits,
            spammer_score=one.spammer_score,
            speed=one.speed,
            drift_state=one.drift_state,
            details=one.details,
            rule_inputs=one.rule_inputs,
        )
        for annotator_id, one in sorted(figures.items())
    ]
    AnnotatorFigures.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["project", "annotator", "computed_on"],
        update_fields=[*KEPT, "details", "rule_inputs"],
    )
    _drop_old(project_id, now)


def _drop_old(project_id: int, now: datetime) -> None:
    earlier = AnnotatorFigures.objects.filter(
        project_id=project_id, computed_on__lt=start_of_day(now).date()
    )
    newest = earlier.values("annotator_id").annotate(newest=Max("computed_on")).order_by()
    kept = {(row["annotator_id"], row["newest"]) for row in newest}
    old = [
        pk
        for pk, annotator_id, computed_on in earlier.values_list(
            "pk", "annotator_id", "computed_on"
        )
        if (annotator_id, computed_on) not in kept
    ]
    AnnotatorFigures.objects.filter(pk__in=old).delete()

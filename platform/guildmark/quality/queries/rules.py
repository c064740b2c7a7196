"""Rules, what they did, and what they would have done."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.fields.json import KeyTransform

from guildmark.accounts.models import User
from guildmark.core.errors import NotFound
from guildmark.quality.models import QualityRule, RuleFiring, RuleTrial
from guildmark.work.models import Seat

#: Who claimed so recently is looked at by the sweep.
LOOKED_BACK = timedelta(minutes=12)
PAGE_OF_SEATS = 500
#: What a list says of a dry run's result.
TRIAL_FIGURES = ("people", "judged", "fired", "observations", "since")


def rules(project_id: int) -> QuerySet[QualityRule]:
    """The rules of a project with how often each fired, in the order they were made."""
    return (
        QualityRule.objects.filter(project_id=project_id)
        .select_related("project")
        .annotate(
            firing_count=Count("firings"),
            open_count=Count("firings", filter=Q(firings__ended_at=None)),
            last_fired_at=Max("firings__fired_at"),
        )
        .order_by("pk")
    )


def rule(rule_id: int) -> QualityRule:
    """One of them. Raises NotFound."""
    project_id = QualityRule.objects.filter(pk=rule_id).values_list("project_id", flat=True).first()
    if project_id is None:
        raise NotFound
    return rules(project_id).get(pk=rule_id)


def firings(
    project_id: int, *, annotator_id: int | None = None, rule_id: int | None = None
) -> QuerySet[RuleFiring]:
    """What rules did in a project, the newest first; of one person, or by one rule."""
    found = RuleFiring.objects.filter(project_id=project_id).select_related(
        "rule", "annotator", "restriction"
    )
    if annotator_id is not None:
        found = found.filter(annotator_id=annotator_id)
    if rule_id is not None:
        found = found.filter(rule_id=rule_id)
    return found.order_by("-pk")


def rules_on(project_id: int) -> list[QualityRule]:
    """The rules that judge people now."""
    found = QualityRule.objects.filter(project_id=project_id, is_on=True)
    return list(found.select_related("project").order_by("pk"))


def people_to_judge(project_id: int) -> list[int]:
    """Everybody who has come to work in a project, by id."""
    seats = Seat.objects.filter(project_id=project_id)
    return list(seats.order_by("annotator_id").values_list("annotator_id", flat=True))


def pseudonyms(user_ids: Collection[int]) -> dict[int, str]:
    """What people are called, by id."""
    return dict(User.objects.filter(pk__in=user_ids).values_list("pk", "pseudonym"))


def recently_at_work(*, now: datetime) -> Iterator[tuple[int, int]]:
    """(project, annotator) of all who claimed lately where a rule is on, each once.

    A page a query, by seat: who claims meanwhile neither comes twice nor pushes anybody out.
    """
    judged = QualityRule.objects.filter(is_on=True).values("project_id")
    seats = Seat.objects.filter(claimed_at__gte=now - LOOKED_BACK, project_id__in=judged)
    last = 0
    while True:
        page = seats.filter(pk__gt=last).order_by("pk")
        rows = list(page.values_list("pk", "project_id", "annotator_id")[:PAGE_OF_SEATS])
        yield from (row[1:] for row in rows)
        if len(rows) < PAGE_OF_SEATS:
            return
        last = rows[-1][0]


def open_firings(
    project_id: int, annotator_id: int, rule_ids: Collection[int]
) -> dict[int, RuleFiring]:
    """By rule, the firing of this person that is not over."""
    found = RuleFiring.objects.filter(
        project_id=project_id, annotator_id=annotator_id, rule_id__in=rule_ids, ended_at=None
    )
    return {one.rule_id: one for one in found.select_related("restriction")}


def spent(project_id: int, annotator_id: int) -> dict[int, datetime]:
    """By rule, until when what was seen of this person has had its consequence."""
    rows = RuleFiring.objects.filter(
        project_id=project_id, annotator_id=annotator_id, spent_until__isnull=False
    )
    return {
        row["rule_id"]: row["until"]
        for row in rows.values("rule_id").annotate(until=Max("spent_until")).order_by()
    }


def trials(project_id: int, *, rule_id: int | None = None) -> QuerySet[RuleTrial]:
    """The dry runs of a project, or of one rule, the newest first: figures and no people."""
    found = RuleTrial.objects.filter(project_id=project_id)
    if rule_id is not None:
        found = found.filter(rule_id=rule_id)
    figures = {name: KeyTransform(name, "result") for name in TRIAL_FIGURES}
    return found.select_related("requested_by").defer("result").annotate(**figures).order_by("-pk")


def trial(trial_id: int) -> RuleTrial:
    """A dry run. Raises NotFound."""
    found = RuleTrial.objects.select_related("project").filter(pk=trial_id).first()
    if found is None:
        raise NotFound
    return found

"""Gold, and answers to it. What says which item was gold never reaches annotators."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from concord.measure import Measure, undefined
from concord.scoring import says_more
from concord.skill import wilson_lower, wilson_upper
from guildmark.core.errors import NotFound
from guildmark.events.queries import LATE
from guildmark.projects.documents import compiled_schema
from guildmark.projects.models import Project, SchemaVersion
from guildmark.quality.figures import Json, figure
from guildmark.quality.models import GoldChange, GoldContest, GoldItem, GoldScore
from guildmark.work.models import Submission

#: With fewer answers there is no share to speak of.
LEAST_ANSWERS = 5


def organisation_id_of_project(project_id: int) -> int:
    """The tenant of a project. Raises NotFound."""
    found = Project.objects.filter(pk=project_id).values_list("organisation_id", flat=True).first()
    if found is None:
        raise NotFound
    return found


def older_schemas(project_id: int) -> list[int]:
    """The versions of a project's schema under which less could be said than now, in order.

    Gold that was written under one of them does not know all that people may answer.
    """
    versions = SchemaVersion.objects.filter(project_id=project_id).order_by("number")
    ids = list(versions.values_list("pk", flat=True))
    if len(ids) < 2:
        return []
    now = compiled_schema(ids[-1])
    return [one for one in ids[:-1] if says_more(now, compiled_schema(one))]


def is_older(project_id: int) -> Q:
    """Of gold that was written when less could be said than now."""
    return Q(schema_version__isnull=False, schema_version_id__in=older_schemas(project_id))


def gold_items(project_id: int) -> QuerySet[GoldItem]:
    """Gold with its picture, how often it was got right and contested, and whether it is older
    than what can be said now; newest first."""
    contests = GoldContest.objects.exclude(state=GoldContest.State.WITHDRAWN)
    return (
        GoldItem.objects.filter(project_id=project_id)
        .select_related("item", "project")
        .annotate(
            is_older=ExpressionWrapper(is_older(project_id), output_field=BooleanField()),
            check_count=_count(GoldScore.objects.filter(is_held=True)),
            right_count=_count(GoldScore.objects.filter(is_held=True, is_right=True)),
            contest_count=_count(contests),
            open_contest_count=_count(contests.filter(state=GoldContest.State.OPEN)),
        )
        .order_by("-pk")
    )


def _count(rows: "QuerySet[GoldScore] | QuerySet[GoldContest]") -> Coalesce:
    """How many of these rows a gold item has: asked per row of a page, not over the whole list."""
    counted = (
        rows.filter(gold_item=OuterRef("pk"))
        .order_by()
        .values("gold_item")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


@dataclass(frozen=True)
class GoldFilter:
    """What part of a bank is wanted; None means all. `text` is part of a picture's name."""

    state: str | None = None
    is_hidden: bool | None = None
    has_label: str | None = None
    is_contested: bool | None = None
    is_older: bool | None = None
    text: str = ""


def bank(project_id: int, wanted: GoldFilter) -> QuerySet[GoldItem]:
    """The gold of a project that a filter leaves."""
    rows = gold_items(project_id)
    if wanted.state is not None:
        rows = rows.filter(state=wanted.state)
    if wanted.is_hidden is not None:
        rows = rows.filter(is_hidden=wanted.is_hidden)
    if wanted.is_older is not None:
        older = is_older(project_id)
        rows = rows.filter(older if wanted.is_older else ~older)
    if wanted.has_label is not None:
        rows = rows.filter(reference__contains={"shapes": [{"label": wanted.has_label}]})
    if wanted.text:
        rows = rows.filter(item__name__icontains=wanted.text)
    if wanted.is_contested is not None:
        is_open = Q(open_contest_count__gt=0)
        rows = rows.filter(is_open if wanted.is_contested else ~is_open)
    return rows


def gold_item(gold_item_id: int) -> GoldItem:
    """One of them. Raises NotFound."""
    place = GoldItem.objects.filter(pk=gold_item_id).values_list("project_id", flat=True).first()
    found = None if place is None else gold_items(place).filter(pk=gold_item_id).first()
    if found is None:
        raise NotFound
    return found


def right_share(right: int, n: int) -> Json:
    """The share of people who were right, with its interval; undefined below LEAST_ANSWERS."""
    if n < LEAST_ANSWERS:
        return figure(undefined(_("Fewer than {least} answers.").format(least=LEAST_ANSWERS), n=n))
    lower, upper = (
        wilson_lower(right, n, probability=0.975),
        wilson_upper(right, n, probability=0.975),
    )
    return figure(Measure(right / n, lower=lower, upper=upper, n=n))


def labels_in(reference: Json) -> list[str]:
    """The keys of the labels in a known answer."""
    return sorted({shape["label"] for shape in reference["shapes"]})


@dataclass(frozen=True)
class Found:
    """How many people found one shape of a known answer, or answered one of its questions right.

    `reference_id` is the id of the shape, or the key of the question.
    """

    kind: Literal["shape", "answer"]
    reference_id: str
    found_count: int
    seen_count: int


def found_parts(gold: GoldItem) -> list[Found]:
    """Part by part of the version in force, who was right about it; the least found first.

    Whoever could not have known a part, or was held against nothing, does not count for it. One
    that nobody could have known comes last: it is not missed.
    """
    rows = list(
        GoldScore.objects.filter(
            gold_item=gold, reference_version=gold.reference_version, is_held=True
        ).values_list("details", flat=True)
    )
    missed = Counter(one for details in rows for one in details["missed"])
    found = Counter(pair["reference_id"] for details in rows for pair in details["matched"])
    shapes = [
        Found("shape", pk, found[pk], found[pk] + missed[pk])
        for pk in (shape["id"] for shape in gold.reference["shapes"])
    ]
    answers = [
        Found("answer", key, *_right_of([row["questions"].get(key) for row in rows]))
        for key in gold.reference["answers"]
    ]
    return sorted([*shapes, *answers], key=lambda one: (not one.seen_count, one.found_count))


def _right_of(said: Sequence[bool | None]) -> tuple[int, int]:
    """How many were right, and of how many: None was not held against anything."""
    held = [one for one in said if one is not None]
    return sum(held), len(held)


@dataclass(frozen=True)
class GoldDetail:
    """A gold item with all that is known of it."""

    gold: GoldItem
    history: Sequence[GoldChange]
    found: Sequence[Found]

    @property
    def is_rescored(self) -> bool:
        """Whether all answers were held against the version in force."""
        return self.gold.rescored_version == self.gold.reference_version


def gold_detail(gold_item_id: int) -> GoldDetail:
    """One gold item; three queries. Raises NotFound."""
    gold = gold_item(gold_item_id)
    return GoldDetail(gold, history(gold_item_id), found_parts(gold))


def history(gold_item_id: int) -> Sequence[GoldChange]:
    """What was done to an item, the newest first; the last hundred things."""
    rows = GoldChange.objects.filter(gold_item_id=gold_item_id).select_related("actor")
    return list(rows.order_by("-pk")[:100])


def gold_items_to_rescore(*, limit: int, project_id: int | None = None) -> list[int]:
    """Items whose answers wait to be held against their newest version; of all projects, or one.

    One that was held anew with its project (version 0) and has no such answer left waits only for
    the others.
    """
    old = GoldScore.objects.filter(
        gold_item=OuterRef("pk"), reference_version__lt=OuterRef("reference_version")
    )
    waiting = GoldItem.objects.filter(
        Q(rescored_version__gt=0) | Exists(old), rescored_version__lt=F("reference_version")
    )
    if project_id is not None:
        waiting = waiting.filter(project_id=project_id)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])


def _held_anew() -> QuerySet[GoldItem]:
    return GoldItem.objects.filter(rescored_version=0, rescored_version__lt=F("reference_version"))


def projects_held_anew() -> list[int]:
    """Projects all of whose gold is held against other marks just now."""
    ids = _held_anew().order_by("project_id").values_list("project_id", flat=True)
    return list(ids.distinct())


def is_held_anew(project_id: int) -> bool:
    """Whether it is one of `projects_held_anew`."""
    return _held_anew().filter(project_id=project_id).exists()


def is_answered() -> Exists:
    """Of gold that somebody has answered."""
    return Exists(GoldScore.objects.filter(gold_item=OuterRef("pk")))


def answered_gold(project_id: int) -> list[int]:
    """Gold of a project that somebody has answered."""
    items = GoldItem.objects.filter(is_answered(), project_id=project_id)
    return list(items.order_by("pk").values_list("pk", flat=True))


def unscored_submissions(*, since: datetime, until: datetime, limit: int) -> list[int]:
    """Answers to gold that nobody has scored: their event, or its task, was lost."""
    waiting = Submission.objects.filter(
        task__is_gold=True, submitted_at__gte=since, submitted_at__lt=until
    ).exclude(pk__in=GoldScore.objects.values("submission_id"))
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])


def catch_up_window(now: datetime) -> tuple[datetime, datetime]:
    """Where lost scoring is looked for: what is not late is still on its way."""
    return now - timedelta(days=2), now - LATE

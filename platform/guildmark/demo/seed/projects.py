"""A project of the demonstration, from its pictures to its open batches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

import numpy as np
from django.db import transaction

from guildmark.datasets.actions import add_items, create_dataset
from guildmark.datasets.models import Dataset, Item
from guildmark.demo import mistakes
from guildmark.demo.people import Manner
from guildmark.demo.pictures.scenes import Picture
from guildmark.demo.seed.guidelines import Asked, Question
from guildmark.demo.seed.lessons import Lesson, hang_up, write_examples
from guildmark.demo.seed.places import places
from guildmark.demo.seed.staff import Staff
from guildmark.projects.actions import (
    activate_project,
    create_guideline_draft,
    create_project,
    create_schema_version,
    publish_guideline,
    update_guideline_draft,
    update_project,
)
from guildmark.projects.models import Project
from guildmark.quality.actions import add_gold_item
from guildmark.training.actions import (
    create_comprehension_question,
    create_quiz_question,
    update_plan,
)
from guildmark.work.actions import create_batch, open_batch
from guildmark.work.models import Batch, Task
from guildmark.work.queries.leases import LeasedItem

Document = dict[str, Any]


FIRST_BATCH, SECOND_BATCH = "Batch 1", "Batch 2"


class AnotherSeedError(RuntimeError):
    """What is here was begun with other dice, which alone know its truth."""


@dataclass(frozen=True)
class Plan:
    """What a project is made of; the pictures come in this order."""

    name: str
    summary: str
    definition: dict[str, Any]
    guideline: str
    questions: Sequence[Question]
    pictures: Iterator[Picture]
    quiz_count: int
    gold_count: int
    work_count: int
    open_count: int
    price_minor: int
    overlap: int
    lessons: Sequence[Picture] = ()  # for examples and practice
    asked: Sequence[Asked] = ()  # what the quiz asks in words
    is_adaptive: bool = False  # what is opened after the first batch asks until it is sure
    sure_count: int = (
        0  # of those that wait, so many for a batch that is done before a visitor comes
    )
    scored_decisions: int | None = None  # of the quiz, where fewer than usual are enough


@dataclass(frozen=True)
class Seeded:
    """A project as it stands, with the truth of every picture by item id."""

    project: Project
    definition: dict[str, Any]
    truth: dict[int, Document]
    work_batch: Batch
    drafted: frozenset[int] = frozenset()  # items that a model has a draft for

    def answer(
        self, item: Item | LeasedItem, manner: Manner, rng: np.random.Generator
    ) -> dict[str, Any]:
        """What somebody of this manner says of a picture: an annotation document."""
        return mistakes.answer(
            self.truth[item.id],
            manner,
            rng,
            definition=self.definition,
            width_px=item.width_px,
            height_px=item.height_px,
        )


@dataclass(frozen=True)
class _Stock:
    """The items of a project by what they are for."""

    quiz: list[Item]
    gold: list[Item]
    work: list[Item]
    open: list[Item]
    truth: dict[int, Document]


def _stock(plan: Plan, dataset: Dataset, *, actor_id: int, now: datetime) -> _Stock:
    counts = (plan.quiz_count, plan.gold_count, plan.work_count, plan.open_count)
    pictures = list(islice(plan.pictures, sum(counts)))
    order = places(kept=plan.quiz_count, total=len(pictures))
    items = add_items(
        dataset=dataset,
        files=(
            (named.name, pictures[number].jpeg)
            for named, number in zip(pictures, order, strict=True)
        ),
        actor_id=actor_id,
        now=now,
    )
    item_of = dict(zip(order, items, strict=True))
    rest = (item_of[number] for number in range(len(pictures)))
    quiz, gold, work, waiting = (list(islice(rest, count)) for count in counts)
    truth = {item_of[number].pk: picture.truth for number, picture in enumerate(pictures)}
    return _Stock(quiz, gold, work, waiting, truth)


def _write_guideline(
    plan: Plan, project: Project, lessons: Sequence[Lesson], *, actor_id: int, now: datetime
) -> None:
    draft = create_guideline_draft(
        actor_id=actor_id, project_id=project.pk, change="major", now=now
    )
    update_guideline_draft(guideline_version_id=draft.pk, body_markdown=plan.guideline)
    write_examples(draft.pk, plan.definition["labels"], lessons)
    publish_guideline(actor_id=actor_id, guideline_version_id=draft.pk, now=now)


def _write_training(
    plan: Plan, project: Project, stock: _Stock, *, actor_id: int, now: datetime
) -> None:
    for question in plan.questions:
        options = [{"key": f"o{n}", "text": text} for n, text in enumerate(question.options)]
        create_comprehension_question(
            actor_id=actor_id,
            project_id=project.pk,
            text=question.text,
            options=options,
            right_keys=[f"o{n}" for n in question.right],
            explanation=question.explanation,
            now=now,
        )
    if plan.scored_decisions is not None:
        changes = {"scored_decisions": plan.scored_decisions}
        update_plan(actor_id=actor_id, project_id=project.pk, changes=changes, now=now)
    for item in stock.quiz:
        create_quiz_question(
            actor_id=actor_id,
            project_id=project.pk,
            item_id=item.pk,
            reference=stock.truth[item.pk],
            explanation="",
            now=now,
        )


def _add_gold(project: Project, stock: _Stock, *, actor_id: int, now: datetime) -> None:
    for item in stock.gold:
        add_gold_item(
            actor_id=actor_id,
            project_id=project.pk,
            item_id=item.pk,
            reference=stock.truth[item.pk],
            is_hidden=True,
            now=now,
        )


def _open(
    plan: Plan,
    project: Project,
    name: str,
    items: Sequence[Item],
    *,
    is_adaptive: bool = False,
    actor_id: int,
    now: datetime,
) -> Batch:
    batch = create_batch(
        actor_id=actor_id,
        project_id=project.pk,
        name=name,
        overlap=plan.overlap,
        is_adaptive=is_adaptive,
        overlap_max=max(plan.overlap, 5),
        gold_share=0.15,  # enough known answers to hold confidence against
        price_minor=plan.price_minor,
        currency="EUR",
        priority=0,
        item_ids=[item.pk for item in items],
        now=now,
    )
    return open_batch(actor_id=actor_id, batch_id=batch.pk, now=now)


@dataclass(frozen=True)
class Prepared:
    """A project ready for its first batch, and what is left to open."""

    seeded: Seeded
    plan: Plan
    waiting: list[Item]
    lessons: Sequence[Lesson] = ()
    until_sure: Sequence[Item] = ()


def is_finished(name: str, staff: Staff) -> bool:
    """Whether the last step was taken: the batch for the visitor."""
    return Batch.objects.filter(
        project__organisation=staff.organisation, project__name=name, name=SECOND_BATCH
    ).exists()


def prepare(plan: Plan, staff: Staff, *, now: datetime) -> Prepared:
    """The project with its items, schema, guideline, training and gold, active, one batch open.

    Safe to call twice: pictures and a project that are here are taken up. Raises AnotherSeedError.
    """
    actor_id, organisation = staff.manager.pk, staff.organisation
    dataset = Dataset.objects.filter(organisation=organisation, name=plan.name).first()
    dataset = dataset or create_dataset(
        actor_id=actor_id, organisation_id=organisation.pk, name=plan.name, now=now
    )
    stock = _stock(plan, dataset, actor_id=actor_id, now=now)
    lessons = hang_up(dataset, plan.lessons, actor_id=actor_id, now=now)
    batch = Batch.objects.filter(project__dataset=dataset, name=FIRST_BATCH).first()
    batch = batch or _make_project(plan, staff, dataset, stock, lessons, now=now)
    given = Task.objects.filter(batch=batch).values_list("item_id", flat=True)
    if {*given} != {item.pk for item in stock.work}:
        raise AnotherSeedError(f"{plan.name} was begun with another --seed.")
    waits = len(stock.open) - plan.sure_count
    return Prepared(
        seeded=Seeded(batch.project, plan.definition, stock.truth, batch),
        plan=plan,
        waiting=stock.open[:waits],
        lessons=lessons,
        until_sure=stock.open[waits:],
    )


@transaction.atomic
def _make_project(
    plan: Plan,
    staff: Staff,
    dataset: Dataset,
    stock: _Stock,
    lessons: Sequence[Lesson],
    *,
    now: datetime,
) -> Batch:
    actor_id = staff.manager.pk
    project = create_project(
        actor_id=actor_id,
        organisation_id=staff.organisation.pk,
        name=plan.name,
        summary=plan.summary,
        now=now,
    )
    changes = {
        "community_id": staff.community.pk,
        "dataset_id": dataset.pk,
        "price_minor": plan.price_minor,
        "currency": "EUR",
        "overlap": plan.overlap,
    }
    update_project(actor_id=actor_id, project_id=project.pk, changes=changes, now=now)
    create_schema_version(
        actor_id=actor_id, project_id=project.pk, definition=plan.definition, now=now
    )
    _write_guideline(plan, project, lessons, actor_id=actor_id, now=now)
    _write_training(plan, project, stock, actor_id=actor_id, now=now)
    project = activate_project(actor_id=actor_id, project_id=project.pk, now=now)
    _add_gold(project, stock, actor_id=actor_id, now=now)
    return _open(plan, project, FIRST_BATCH, stock.work, actor_id=actor_id, now=now)


def open_second_batch(
    prepared: Prepared, staff: Staff, *, waiting: list[Item] | None = None, now: datetime
) -> Batch:
    """What waits for the visitor, opened when the crowd has done its part."""
    items = prepared.waiting if waiting is None else waiting
    return open_further(prepared, staff, SECOND_BATCH, items, now=now)


def open_further(
    prepared: Prepared, staff: Staff, name: str, items: Sequence[Item], *, now: datetime
) -> Batch:
    """One more batch of the project, after the first."""
    return _open(
        prepared.plan,
        prepared.seeded.project,
        name,
        items,
        is_adaptive=prepared.plan.is_adaptive,
        actor_id=staff.manager.pk,
        now=now,
    )

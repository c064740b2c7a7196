"""What the bench needs in the database: a throwaway organisation, people, a batch, a past."""

import secrets
import time
from dataclasses import dataclass
from typing import Any

import orjson
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from guildmark.accounts import actions as accounts
from guildmark.accounts.models import User
from guildmark.communities.models import Community, Membership
from guildmark.core.clock import now
from guildmark.datasets.models import Dataset, Item
from guildmark.projects.models import GuidelineVersion, Project, SchemaVersion
from guildmark.quality.actions import add_gold_item
from guildmark.training.models import Qualification, TrainingPlan
from guildmark.work import actions
from guildmark.work.models import Batch
from tests.load.queue_bench import past
from tests.load.queue_bench.clients import answer_document

DEFINITION = {
    "version": 1,
    "labels": [
        {
            "key": "coin",
            "name": "Coin",
            "color": "#30C7D2",
            "kind": "box",
            "parent": None,
            "min_count": None,
            "max_count": None,
            "attributes": [],
        }
    ],
    "questions": [],
}


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in."""

    id: int
    email: str
    password: str


@dataclass(frozen=True)
class World:
    """Where the bench takes place."""

    organisation_id: int
    project_id: int
    batch_id: int
    people: list[Person]


class Builder:
    """Makes worlds in one throwaway organisation."""

    def __init__(self) -> None:
        self.now = now()
        self.name = f"Bench {time.strftime('%Y-%m-%d %H:%M:%S')} {secrets.token_hex(2)}"
        self.password = secrets.token_urlsafe(16)
        self.hash = make_password(self.password)  # one hash for all: it takes half a second
        self.owner = self._user("owner")
        self.organisation = accounts.create_organisation(
            actor_id=self.owner.pk, name=self.name, now=self.now
        ).organisation

    def _user(self, name: str) -> User:
        email = f"{name}-{secrets.token_hex(6)}@bench.example.org"
        return User.objects.create(email=email, password=self.hash, display_name=name)

    @transaction.atomic
    def world(
        self,
        *,
        tasks: int,
        annotators: int,
        overlap: int,
        history: int = 0,
        filled: float = 0.0,
        is_adaptive: bool = False,
        gold_share: float = 0.0,
        gold_items: int = 0,
    ) -> World:
        """A project with an open batch; people who may work on it; and what is done already."""
        project = self._project()
        self._gold(project, gold_items)
        people = [self._annotator(project, f"annotator-{index}") for index in range(annotators)]
        if history:
            self._past(project, self._batch(project, items=history, overlap=1), people, history)
        batch = self._batch(
            project, items=tasks, overlap=overlap, is_adaptive=is_adaptive, gold_share=gold_share
        )
        if filled:
            ghosts = [self._annotator(project, f"ghost-{index}") for index in range(overlap)]
            self._past(project, batch, ghosts, round(filled * tasks))
        return World(
            organisation_id=self.organisation.pk,
            project_id=project.pk,
            batch_id=batch.pk,
            people=[Person(user.pk, user.email, self.password) for user in people],
        )

    @transaction.atomic
    def another_batch(
        self,
        world: World,
        *,
        tasks: int,
        overlap: int = 3,
        is_adaptive: bool = False,
        gold_share: float = 0.0,
    ) -> Batch:
        """More work for the people of a world, from now on."""
        self.now = now()
        project = Project.objects.get(pk=world.project_id)
        return self._batch(
            project, items=tasks, overlap=overlap, is_adaptive=is_adaptive, gold_share=gold_share
        )

    @transaction.atomic
    def historian(self, world: World, *, done: int) -> Person:
        """Somebody who has done the first `done` tasks of the batch, each open to others still."""
        project, batch = (
            Project.objects.get(pk=world.project_id),
            Batch.objects.get(pk=world.batch_id),
        )
        user = self._annotator(project, "historian")
        values: dict[str, Any] = {  # parameters of a statement
            "batch": batch.pk,
            "until": done,
            "now": self.now,
            "person": user.pk,
        }
        document = '{"version": 1, "is_nothing_here": true, "shapes": [], "answers": {}}'
        with connection.cursor() as cursor:
            cursor.execute(past.PAST_ASSIGNMENTS, {**values, "people": [user.pk]})
            cursor.execute(past.PAST_SUBMISSIONS, {**values, "document": document})
            cursor.execute(past.ONE_OF_MANY, values)
            cursor.execute(past.CURSOR, values)
        return Person(user.pk, user.email, self.password)

    def decide(self, world: World, *, share: float) -> None:
        """That share of the batch is decided, and the sweep has seen it."""
        until = int(share * Batch.objects.get(pk=world.batch_id).task_count)
        with connection.cursor() as cursor:
            cursor.execute(past.DECIDED, {"batch": world.batch_id, "until": until})
        vacuum()
        actions.settle_batches(now=now())

    def _project(self) -> Project:
        mark = secrets.token_hex(3)
        project = Project.objects.create(
            organisation=self.organisation,
            name=f"Bench {mark}",
            state=Project.State.ACTIVE,
            community=Community.objects.create(
                organisation=self.organisation,
                name=f"Bench {mark}",
                joining=Community.Joining.OPEN,
                created_at=self.now,
            ),
            dataset=Dataset.objects.create(
                organisation=self.organisation, name=f"Bench {mark}", created_at=self.now
            ),
            price_minor=5,
            created_by=self.owner,
            created_at=self.now,
        )
        SchemaVersion.objects.create(
            project=project,
            number=1,
            definition=DEFINITION,
            created_by=self.owner,
            created_at=self.now,
        )
        GuidelineVersion.objects.create(
            project=project,
            major=1,
            minor=0,
            change="major",
            state="published",
            created_by=self.owner,
            created_at=self.now,
            published_at=self.now,
        )
        # Nobody is quizzed here, and nothing is: a batch opens only where people could qualify.
        TrainingPlan.objects.create(project=project, scored_decisions=0)
        return project

    def _annotator(self, project: Project, name: str) -> User:
        user = self._user(name)
        assert project.community_id is not None
        Membership.objects.create(
            community_id=project.community_id, user=user, joined_at=self.now, changed_at=self.now
        )
        Qualification.objects.create(
            user=user,
            project=project,
            guideline_major=1,
            granted_at=self.now,
            expires_at=self.now.replace(year=self.now.year + 1, day=1),
        )
        return user

    def _items(self, project: Project, number: int) -> None:
        """So many more, of which nothing is known but a name."""
        with connection.cursor() as cursor:
            cursor.execute(
                past.ITEMS,
                {
                    "organisation": self.organisation.pk,
                    "dataset": project.dataset_id,
                    "mark": secrets.token_hex(8),
                    "number": number,
                    "now": self.now,
                },
            )

    def _gold(self, project: Project, number: int) -> None:
        """Hidden gold: everybody's answer here is right."""
        self._items(project, number)
        assert project.dataset_id is not None
        for item in Item.objects.filter(dataset_id=project.dataset_id).order_by("pk"):
            add_gold_item(
                actor_id=self.owner.pk,
                project_id=project.pk,
                item_id=item.pk,
                reference=answer_document(),
                is_hidden=True,
                now=self.now,
            )

    def _batch(
        self,
        project: Project,
        *,
        items: int,
        overlap: int,
        is_adaptive: bool = False,
        gold_share: float = 0.0,
    ) -> Batch:
        self._items(project, items)
        batch = actions.create_batch(
            actor_id=self.owner.pk,
            project_id=project.pk,
            name=f"Batch {secrets.token_hex(3)}",
            overlap=overlap,
            is_adaptive=is_adaptive,
            gold_share=gold_share,
            share_cap=1.0,
            price_minor=5,
            currency="EUR",
            limit=items,
            now=self.now,
        )
        return actions.open_batch(actor_id=self.owner.pk, batch_id=batch.pk, now=self.now)

    def _past(self, project: Project, batch: Batch, people: list[User], until: int) -> None:
        """The first `until` tasks of the batch were answered by all these people."""
        values: dict[str, Any] = {  # parameters of a statement
            "batch": batch.pk,
            "until": until,
            "now": self.now,
            "document": orjson.dumps(answer_document()).decode(),
        }
        ids = [user.pk for user in people]
        with connection.cursor() as cursor:
            cursor.execute(past.PAST_ASSIGNMENTS, {**values, "people": ids})
            cursor.execute(past.PAST_SUBMISSIONS, values)
            cursor.execute(past.PAST_TASKS, {**values, "people": len(people)})


def vacuum() -> None:
    """What autovacuum would have done to tables that grew by a bench's past."""
    with connection.cursor() as cursor:
        for table in ("work_task", "work_assignment", "work_submission", "datasets_item"):
            cursor.execute(f"VACUUM ANALYZE {table}")


def close(world: World) -> None:
    """Take the project out of everybody's way; the organisation stays, to be looked at."""
    Project.objects.filter(pk=world.project_id).update(state=Project.State.CLOSED)

"""A project of many answered tasks, written in bulk; what people said is drawn by a fixed seed."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import numpy as np

from guildmark.accounts.models import User
from guildmark.core import clock
from guildmark.projects.models import GuidelineVersion, SchemaVersion
from guildmark.work.models import Assignment, Submission, Task
from tests.factories import work

Json = dict[str, Any]  # JSON: `Any` stands for its values

LABELS = ("coin", "button", "ring")
SHAPES, ANSWERS, AT_A_TIME = 3, 3, 2_000
SIDE_PX, SCATTER_PX = 60.0, 2.0
#: The seed of the first item's truth; each next item has the next.
TRUTH = 1


class Project:
    """People err from 5 to 35 % of times, in what the `kind` names: boxes of three labels,
    "described" with an attribute and a note; a question of three "classes"; how many there are, as
    "numbers".
    """

    def __init__(self, kind: str, *, people: int) -> None:
        """An active project with its people, still without tasks."""
        self.kind = kind
        self.place = work.workplace()
        self.rng = np.random.default_rng(20260101)
        self.first_item: int | None = None
        self.errs = np.linspace(0.05, 0.35, people)
        self.schema = SchemaVersion.objects.get(project=self.place.project)
        self.guideline = GuidelineVersion.objects.get(project=self.place.project)
        SchemaVersion.objects.filter(pk=self.schema.pk).update(definition=_definition(kind))
        self.people = User.objects.bulk_create(
            User(email=f"fits-{number}@example.org", pseudonym=f"F{number}", password="!")
            for number in range(people)
        )

    @property
    def id(self) -> int:
        """Of the project."""
        return self.place.project.pk

    def add(self, count: int, *, people: Sequence[User] = ()) -> list[int]:
        """So many tasks more with all their answers, by three of the people or by these, who err
        least; their ids."""
        made: list[int] = []
        for start in range(0, count, AT_A_TIME):
            made += self._add(min(AT_A_TIME, count - start), people)
        return made

    def _add(self, count: int, people: Sequence[User]) -> list[int]:
        at = clock.now()
        common = {"organisation_id": self.place.organisation.pk, "project": self.place.project}
        tasks = Task.objects.bulk_create(
            Task(
                **common,
                item=item,
                state=Task.State.SATURATED,
                position=number,
                is_open=False,
                open_slots=0,
                counted=ANSWERS,
                target=ANSWERS,
                changed_at=at,
            )
            for number, item in enumerate(work.add_items(self.place, count))
        )
        given = [
            (task, user, person)
            for task in tasks
            for user, person in (
                [(user, 0) for user in people]
                or [(self.people[person], person) for person in self._askedfor()]
            )
        ]
        assignments = Assignment.objects.bulk_create(
            Assignment(
                **common,
                task=task,
                item_id=task.item_id,
                annotator=user,
                schema_version=self.schema,
                guideline_version=self.guideline,
                state=Assignment.State.SUBMITTED,
                amount_minor=5,
                currency="EUR",
                leased_at=at,
                lease_expires_at=at + timedelta(hours=1),
                ended_at=at,
            )
            for task, user, _ in given
        )
        Submission.objects.bulk_create(
            Submission(
                **common,
                assignment=assignment,
                task=task,
                annotator=user,
                schema_version=self.schema,
                document=self._said(task.item_id, person),
                seconds_spent=float(self.rng.gamma(4.0, 5.0)),
                submitted_at=at,
            )
            for assignment, (task, user, person) in zip(assignments, given, strict=True)
        )
        return [task.pk for task in tasks]

    def _askedfor(self) -> list[int]:
        drawn: list[int] = self.rng.choice(len(self.people), ANSWERS, replace=False).tolist()
        return drawn

    def _said(self, item_id: int, person: int) -> Json:
        """By the item's place in the project: ids are whatever the database has come to."""
        if self.first_item is None:
            self.first_item = item_id
        truth = np.random.default_rng(item_id - self.first_item + TRUTH)
        classes = [self._called(int(truth.integers(len(LABELS))), person) for _ in range(SHAPES)]
        if self.kind == "classes":
            return _answers({"what": classes[0]})
        if self.kind == "numbers":
            return _answers({"many": self._counted(float(truth.integers(5, 60)), person)})
        places = truth.uniform(0, (580, 420), (SHAPES, 2))
        drawn = places + self.rng.normal(0, SCATTER_PX, places.shape)
        missed = self.rng.random(SHAPES) < self.errs[person] / 2
        shapes = [
            _box(number, float(x), float(y), label, self._described(number, person))
            for number, ((x, y), label) in enumerate(
                zip(drawn.clip(0, (580, 420)), classes, strict=True)
            )
            if not missed[number]
        ]
        return {"version": 1, "is_nothing_here": not shapes, "shapes": shapes, "answers": {}}

    def _counted(self, truth: float, person: int) -> float:
        if self.rng.random() < self.errs[person]:
            return float(self.rng.integers(0, 80))
        return truth + float(self.rng.integers(-1, 2))

    def _described(self, number: int, person: int) -> Json:
        """In truth as the place in the picture has it."""
        if self.kind != "described":
            return {}
        kind = number if self.rng.random() > self.errs[person] else int(self.rng.integers(SHAPES))
        return {"state": LABELS[kind], "note": f"number {kind}"}

    def _called(self, true_class: int, person: int) -> str:
        errs = self.rng.random() < self.errs[person]
        return LABELS[int(self.rng.integers(len(LABELS))) if errs else true_class]


def _answers(answers: Json) -> Json:
    return {"version": 1, "is_nothing_here": False, "shapes": [], "answers": answers}


def _box(number: int, x: float, y: float, label: str, attributes: Json) -> Json:
    return {
        "id": f"s{number}",
        "kind": "box",
        "label": label,
        "geometry": {"x": x, "y": y, "width": SIDE_PX, "height": SIDE_PX},
        "attributes": attributes,
    }


def _definition(kind: str) -> Json:
    options = [{"key": key, "name": key.title()} for key in LABELS]
    if kind in ("boxes", "described"):
        (coin,) = work.DEFINITION["labels"]
        state = {"key": "state", "name": "State", "type": "choice", "required": True}
        note = {"key": "note", "name": "Note", "type": "text", "required": True}
        attributes = [{**state, "options": options}, note] if kind == "described" else []
        of_all = {**coin, "attributes": attributes}
        labels = [{**of_all, "key": key, "name": key.title()} for key in LABELS]
        return {**work.DEFINITION, "labels": labels}
    if kind == "numbers":
        many = {"key": "many", "text": "How many?", "type": "number", "required": True}
        return {"version": 1, "labels": [], "questions": [many]}
    asked = {"key": "what", "text": "Which?", "type": "choice", "required": True}
    return {"version": 1, "labels": [], "questions": [{**asked, "options": options}]}

"""What teaches: examples of each label, practice, questions in words, and people who ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from guildmark.accounts.models import User
from guildmark.communities import actions as communities
from guildmark.communities.models import Community
from guildmark.datasets.actions import add_items
from guildmark.datasets.models import Dataset, Item
from guildmark.demo.pictures.scenes import Picture
from guildmark.demo.seed.guidelines import Asked
from guildmark.demo.seed.staff import DOG_PEOPLE, Staff
from guildmark.projects.actions import (
    answer_guideline_question,
    ask_about_guideline,
    create_example,
)
from guildmark.projects.models import Project
from guildmark.training.actions import create_practice_item, create_written_question
from guildmark.training.models import PracticeItem

Document = dict[str, Any]  # JSON

#: So many pictures are for examples, the others for practice: neither is in a batch or a quiz.
EXAMPLE_PICTURES = 6
CAPTIONS = {
    "right": "{name}: tight on the metal",
    "wrong": "{name}: the shadow is taken in",
    "borderline": "{name}: hidden in part, so what is seen of it",
}
WHY = "Tight on the metal, what is hidden left out, and every coin found."
DOGS = ("A podengo, since 2019.", "Two rafeiros from the shelter.")


@dataclass(frozen=True)
class Lesson:
    """A picture that teaches, with its truth."""

    item: Item
    truth: Document


def hang_up(
    dataset: Dataset, pictures: Sequence[Picture], *, actor_id: int, now: datetime
) -> list[Lesson]:
    """The pictures that teach, at the end of the project's dataset. Safe to call twice."""
    files = ((picture.name, picture.jpeg) for picture in pictures)
    items = add_items(dataset=dataset, files=files, actor_id=actor_id, now=now)
    return [Lesson(item, one.truth) for item, one in zip(items, pictures, strict=True)]


def write_examples(
    draft_id: int, labels: Sequence[dict[str, Any]], lessons: Sequence[Lesson]
) -> None:
    """Right, wrong and borderline of each label, where a picture shows it."""
    pictures = list(lessons[:EXAMPLE_PICTURES])
    for label in labels:
        for verdict, caption in CAPTIONS.items():
            found = _showing(label["key"], pictures, verdict == "borderline")
            if found is None:
                continue
            # Another one next time, where there is another.
            pictures.remove(found)
            pictures.append(found)
            shown = _only(found.truth, label["key"])
            create_example(
                guideline_version_id=draft_id,
                item_id=found.item.pk,
                label_key=label["key"],
                verdict=verdict,
                caption=caption.format(name=label["name"]),
                document=_loosened(shown) if verdict == "wrong" else shown,
            )


def _showing(label_key: str, lessons: Sequence[Lesson], is_hidden: bool) -> Lesson | None:
    """The first picture with the label, hidden in part where that is asked for."""
    for one in lessons:
        shapes = _only(one.truth, label_key)["shapes"]
        hidden = [shape for shape in shapes if shape["attributes"]["hidden"] == "in_part"]
        if hidden or (shapes and not is_hidden):
            return one
    return None


def _only(document: Document, label_key: str) -> Document:
    shapes = [shape for shape in document["shapes"] if shape["label"] == label_key]
    return {**document, "shapes": shapes}


def _loosened(document: Document) -> Document:
    """Boxes that take in the shadow: what not to do."""
    shapes = [
        {
            **shape,
            "geometry": {
                **shape["geometry"],
                "width": shape["geometry"]["width"] * 1.14,
                "height": shape["geometry"]["height"] * 1.14,
            },
        }
        for shape in document["shapes"]
    ]
    return {**document, "shapes": shapes}


@transaction.atomic
def teach(
    project: Project,
    lessons: Sequence[Lesson],
    asked: Sequence[Asked],
    people: Sequence[User],
    staff: Staff,
    *,
    now: datetime,
) -> None:
    """Practice and questions in words for who comes next; people who ask and apply, once."""
    if not lessons or PracticeItem.objects.filter(project=project).exists():
        return
    actor_id = staff.manager.pk
    for lesson in lessons[EXAMPLE_PICTURES:]:
        create_practice_item(
            actor_id=actor_id,
            project_id=project.pk,
            item_id=lesson.item.pk,
            reference=lesson.truth,
            explanation=WHY,
            now=now,
        )
    for one in asked:
        create_written_question(
            actor_id=actor_id,
            project_id=project.pk,
            asked=one.asked,
            known=_counted(lessons[0]) if one.counts_picture else one.known,
            item_id=lessons[0].item.pk if one.counts_picture else None,
            explanation=one.explanation,
            difficulty="middle",
            since_major=None,
            now=now,
        )
    _ask(project, people, staff, now=now)
    _apply(staff, people, now=now)


def _counted(lesson: Lesson) -> Document:
    return {"value": len(lesson.truth["shapes"]), "tolerance": 0}


def _ask(project: Project, people: Sequence[User], staff: Staff, *, now: datetime) -> None:
    """Two questions on the guideline: one is answered, one waits."""
    first, _second = (
        ask_about_guideline(user_id=user.pk, project_id=project.pk, quote=quote, text=text, now=now)
        for user, quote, text in zip(
            people,
            ("At the metal.", ""),
            ("A coin mirrors itself in the table. Is that metal?", "Are tokens coins?"),
            strict=False,
        )
    )
    answer_guideline_question(
        actor_id=staff.manager.pk,
        question_id=first.pk,
        answer="No: only what one could pick up.",
        is_taken_up=False,
        now=now,
    )


def _apply(staff: Staff, people: Sequence[User], *, now: datetime) -> None:
    """Dog people: one came in and looks after the others, one waits for an answer."""
    dogs = Community.objects.get(organisation=staff.organisation, name=DOG_PEOPLE)
    speaking = [
        user for user in people if user.traits.filter(trait__key="country", value="PT").exists()
    ]
    waiting = []
    for user, answer in zip(speaking, DOGS, strict=False):
        communities.set_trait_value(user_id=user.pk, key="pets", value=["dog"], now=now)
        waiting.append(
            communities.apply(user_id=user.pk, community_id=dogs.pk, answers=[answer], now=now)
        )
    for application in waiting[:1]:
        communities.accept_application(
            actor_id=staff.manager.pk,
            application_id=application.pk,
            reason="Welcome!",
            now=now,
        )
        communities.set_steward(
            actor_id=staff.manager.pk,
            community_id=dogs.pk,
            user_id=application.user_id,
            is_steward=True,
            now=now,
        )

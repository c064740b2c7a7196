"""Quizzes, and people on their way through them, made by the public actions."""

from datetime import datetime
from itertools import count
from random import Random
from typing import Any

from guildmark.accounts.models import User
from guildmark.communities import actions as communities
from guildmark.datasets.models import Item
from guildmark.projects.models import Project
from guildmark.projects.queries import published_guideline
from guildmark.training import actions, queries
from guildmark.training.models import (
    Attempt,
    ComprehensionQuestion,
    PracticeItem,
    Qualification,
    QuizQuestion,
    TrainingPlan,
)
from tests.factories.accounts import NOW
from tests.factories.datasets import owner_id
from tests.factories.projects import active_project, box, document

_numbers = count(1)

# Any: annotation documents are JSON.
Json = dict[str, Any]

#: Two objects in a picture of 48 x 32 px.
TWO_COINS = document(box(4, 4, 12, 10), box(24, 8, 16, 16, "cent"))


def plan(of: Project, **numbers: float | None) -> TrainingPlan:
    """Change the plan of a project."""
    return actions.update_plan(
        actor_id=owner_id(of.organisation), project_id=of.pk, changes=numbers, now=NOW
    )


def comprehension_question(of: Project, *, right: str = "yes") -> ComprehensionQuestion:
    """A question on the guideline with two answers."""
    return actions.create_comprehension_question(
        actor_id=owner_id(of.organisation),
        project_id=of.pk,
        text="Is a shadow part of a coin?",
        options=[{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}],
        right_keys=[right],
        explanation="The guideline says so in its first section.",
        now=NOW,
    )


def picture(of: Project) -> Item:
    """An item of 48 x 32 px without bytes: nobody looks at it, and decoding takes its time."""
    assert of.dataset is not None
    number = next(_numbers)
    return Item.objects.create(
        organisation_id=of.organisation_id,
        dataset=of.dataset,
        name=f"{number}.jpg",
        sha256=f"{number:064x}",
        width_px=48,
        height_px=32,
        byte_count=1,
        original_format="JPEG",
        created_at=NOW,
    )


def quiz_question(
    of: Project, reference: Json | None = None, item: Item | None = None
) -> QuizQuestion:
    """A new item with its known answer: two coins unless another is given."""
    return actions.create_quiz_question(
        actor_id=owner_id(of.organisation),
        project_id=of.pk,
        item_id=(item or picture(of)).pk,
        reference=TWO_COINS if reference is None else reference,
        explanation="Two coins, side by side.",
        now=NOW,
    )


def written_question(of: Project, *, known: str = "a") -> QuizQuestion:
    """A question in words with two options."""
    options = [{"key": "a", "text": "A"}, {"key": "b", "text": "B"}]
    return actions.create_written_question(
        actor_id=owner_id(of.organisation),
        project_id=of.pk,
        asked={"type": "single", "text": "Which is it?", "options": options, "unit": ""},
        known=known,
        item_id=None,
        explanation="It is the first.",
        difficulty="middle",
        since_major=None,
        now=NOW,
    )


def practice_item(of: Project, item: Item | None = None) -> PracticeItem:
    """Two coins to practise on."""
    return actions.create_practice_item(
        actor_id=owner_id(of.organisation),
        project_id=of.pk,
        item_id=(item or picture(of)).pk,
        reference=TWO_COINS,
        explanation="Two coins, side by side.",
        now=NOW,
    )


def project_with_quiz(questions: int = 3, **numbers: float | None) -> Project:
    """An active project; its quiz wants two questions of two coins, the bank holds three."""
    made = active_project()
    plan(made, **{"scored_decisions": 4, **numbers})
    for _ in range(questions):
        quiz_question(made)
    return made


def ready_for_quiz(of: Project, user: User, *, now: datetime = NOW) -> None:
    """The person joins, reads the guideline and answers the questions on it."""
    assert of.community_id is not None
    communities.join(user_id=user.pk, community_id=of.community_id, now=now)
    read(of, user, now=now)
    right = {
        str(question.pk): question.right_keys for question in queries.comprehension_questions(of.pk)
    }
    actions.answer_comprehension(user_id=user.pk, project_id=of.pk, answers=right, now=now)


def read(of: Project, user: User, *, now: datetime = NOW) -> None:
    """The person reads the guideline in force."""
    version = published_guideline(of.pk)
    assert version is not None
    actions.read_guideline(
        user_id=user.pk, project_id=of.pk, guideline_version_id=version.pk, now=now
    )


def start(of: Project, user: User, *, now: datetime = NOW, seed: int = 1) -> Attempt:
    """The person sits down to the quiz; which questions they get depends on the seed."""
    actions.close_overdue(user_id=user.pk, project_id=of.pk, now=now)
    return actions.start_attempt(user_id=user.pk, project_id=of.pk, now=now, chance=Random(seed))


def answer(attempt: Attempt, *documents: Json | None, now: datetime = NOW) -> None:
    """Answer the questions in their order; None leaves one out, no documents are all right."""
    asked = list(attempt.answers.select_related("question").order_by("position"))
    said = documents or [one.question.reference for one in asked]
    for one, said_of_it in zip(asked, said, strict=True):
        if said_of_it is not None:
            actions.answer_question(
                user_id=attempt.user_id,
                attempt_id=attempt.pk,
                question_id=one.question_id,
                document=said_of_it,
                now=now,
            )


def sit(
    of: Project, user: User, *documents: Json | None, now: datetime = NOW, seed: int = 1
) -> Attempt:
    """A whole sitting: start, answer, submit."""
    attempt = start(of, user, now=now, seed=seed)
    answer(attempt, *documents, now=now)
    return actions.submit_attempt(user_id=user.pk, attempt_id=attempt.pk, now=now)


def qualified(of: Project, user: User, *, now: datetime = NOW) -> Qualification:
    """The person goes the whole way and passes."""
    ready_for_quiz(of, user, now=now)
    attempt = sit(of, user, now=now)
    return Qualification.objects.get(attempt=attempt)

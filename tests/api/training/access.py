"""Who may do what with plans, questions, ways and attempts.

Ways are tried in a project whose community only the annotator may discover.
"""

from guildmark.core.clock import now
from guildmark.projects.models import Project
from guildmark.training.models import Attempt
from tests.api.access import MANAGERS, Access, World, own, staff
from tests.factories import communities, training
from tests.factories.communities import clause
from tests.factories.projects import active_project

PROJECT = "/api/v1/projects/{project_id}"
COMPREHENSION_QUESTION = "/api/v1/comprehension-questions/{question_id}"
ATTEMPT = "/api/v1/attempts/{attempt_id}"
ANSWER = f"{ATTEMPT}/answers/{{question_id}}"


def _school(world: World) -> Project:
    """An active project with a quiz, a question on the guideline, and the annotator before it."""
    communities.declare(world.annotator, country="PT")
    circle = communities.community(world.organisation, discover=[[clause("country", "=", "PT")]])
    made = active_project(world.organisation, community=circle)
    training.plan(made, scored_decisions=4)
    for _ in range(3):
        training.quiz_question(made)
    training.comprehension_question(made)
    training.ready_for_quiz(made, world.annotator, now=now())
    return made


def _attempt(world: World) -> Attempt:
    return training.start(world["school"], world.annotator, now=now())


def _failed_id(world: World) -> int:
    """Of an attempt that was over and lost."""
    attempt = world["attempt"]
    Attempt.objects.filter(pk=attempt.pk).update(state=Attempt.State.FAILED)
    return int(attempt.pk)


def _new_item_id(world: World) -> int:
    return training.picture(world["school"]).pk


def _guideline_id(world: World) -> int:
    version_id: int = world["school"].guideline_versions.get().pk
    return version_id


MAKERS = {
    "school": _school,
    "attempt": _attempt,
    "attempt_id": lambda world: world["attempt"].pk,
    "new_item_id": _new_item_id,
}
SCHOOL = {"project_id": lambda world: world["school"].pk}
COMPREHENSION_ID = {
    "question_id": lambda world: world["school"].comprehension_questions.earliest("pk").pk
}
QUIZ_ID = {"question_id": lambda world: world["school"].quiz_questions.earliest("pk").pk}
PRACTICE_ID = {"practice_item_id": lambda world: training.practice_item(_school(world)).pk}
ASKED_ID = {"question_id": lambda world: world["attempt"].answers.earliest("pk").question_id}

ACCESS: dict[tuple[str, str], Access] = {
    ("GET", f"{PROJECT}/training-plan"): staff(),
    ("PATCH", f"{PROJECT}/training-plan"): staff(MANAGERS, body=lambda world: {"seats": 5}),
    ("GET", f"{PROJECT}/comprehension-questions"): staff(MANAGERS),
    ("POST", f"{PROJECT}/comprehension-questions"): staff(
        MANAGERS,
        creates=lambda world: {
            "text": "How many?",
            "options": [{"key": "one", "text": "One"}, {"key": "two", "text": "Two"}],
            "right_keys": ["one"],
            "explanation": "There is one.",
        },
    ),
    ("PATCH", COMPREHENSION_QUESTION): staff(
        MANAGERS, body=lambda world: {"text": "Other?"}, parameters=COMPREHENSION_ID
    ),
    ("DELETE", COMPREHENSION_QUESTION): staff(MANAGERS, parameters=COMPREHENSION_ID),
    ("GET", f"{PROJECT}/quiz-questions"): staff(MANAGERS),
    ("POST", f"{PROJECT}/quiz-questions"): staff(
        MANAGERS,
        creates=lambda world: {
            "item_id": world["new_item_id"],
            "reference": training.TWO_COINS,
            "explanation": "",
        },
        parameters=SCHOOL,
    ),
    ("PATCH", "/api/v1/quiz-questions/{question_id}"): staff(
        MANAGERS, body=lambda world: {"difficulty": "hard"}, parameters=QUIZ_ID
    ),
    ("DELETE", "/api/v1/quiz-questions/{question_id}"): staff(MANAGERS, parameters=QUIZ_ID),
    ("GET", "/api/v1/quiz-questions/{question_id}/answers"): staff(MANAGERS, parameters=QUIZ_ID),
    ("GET", f"{PROJECT}/quiz-analysis"): staff(MANAGERS),
    ("GET", f"{PROJECT}/quiz-attempts"): staff(MANAGERS),
    ("PUT", "/api/v1/quiz-attempts/{attempt_id}/forgiveness"): staff(
        MANAGERS, parameters={"attempt_id": _failed_id}
    ),
    ("GET", f"{PROJECT}/qualifications"): staff(MANAGERS),
    ("POST", f"{PROJECT}/qualifications"): staff(
        MANAGERS,
        creates=lambda world: {"user_id": world.annotator.pk, "reason": "Drew our gold."},
        parameters=SCHOOL,
    ),
    ("POST", f"{PROJECT}/qualifications/{{user_id}}"): staff(
        MANAGERS,
        body=lambda world: {"move": "revoke", "reason": "Two accounts."},
        parameters={**SCHOOL, "user_id": lambda world: world.annotator.pk},
    ),
    ("GET", f"{PROJECT}/practice-items"): staff(MANAGERS),
    ("POST", f"{PROJECT}/practice-items"): staff(
        MANAGERS,
        creates=lambda world: {
            "item_id": world["new_item_id"],
            "reference": training.TWO_COINS,
            "explanation": "",
        },
        parameters=SCHOOL,
    ),
    ("PATCH", "/api/v1/practice-items/{practice_item_id}"): staff(
        MANAGERS,
        body=lambda world: {"explanation": "Side by side."},
        parameters=PRACTICE_ID,
    ),
    ("DELETE", "/api/v1/practice-items/{practice_item_id}"): staff(
        MANAGERS, parameters=PRACTICE_ID
    ),
    ("GET", f"{PROJECT}/practice"): own(parameters=SCHOOL),
    ("POST", "/api/v1/practice-items/{practice_item_id}/tries"): own(
        creates=lambda world: {"document": training.TWO_COINS}, parameters=PRACTICE_ID
    ),
    ("GET", f"{PROJECT}/training-translations/{{language}}"): staff(
        MANAGERS, parameters={**SCHOOL, "language": lambda world: "es"}
    ),
    ("PUT", f"{PROJECT}/training-translations/{{language}}"): staff(
        MANAGERS,
        body=lambda world: {"words": {"Yes": "Sí"}},
        parameters={**SCHOOL, "language": lambda world: "es"},
    ),
    ("GET", f"{PROJECT}/funnel"): staff(),
    ("GET", f"{PROJECT}/guideline-readers"): staff(),
    ("GET", f"{PROJECT}/guideline-change"): own(parameters=SCHOOL),
    ("GET", "/api/v1/communities/{community_id}/ways"): own(
        parameters={"community_id": lambda world: world["school"].community_id}
    ),
    ("GET", f"{PROJECT}/way"): own(parameters=SCHOOL),
    ("POST", f"{PROJECT}/guideline-reading"): own(
        body=lambda world: {"guideline_version_id": _guideline_id(world)}, parameters=SCHOOL
    ),
    ("GET", f"{PROJECT}/comprehension"): own(parameters=SCHOOL),
    ("POST", f"{PROJECT}/comprehension"): own(
        body=lambda world: {"answers": {}}, parameters=SCHOOL
    ),
    ("POST", f"{PROJECT}/attempts"): own(creates=lambda world: {}, parameters=SCHOOL),
    ("GET", ATTEMPT): own(),
    ("PUT", ANSWER): own(body=lambda world: {"document": training.TWO_COINS}, parameters=ASKED_ID),
    ("POST", f"{ATTEMPT}/submit"): own(),
}

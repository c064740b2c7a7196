"""Questions on the guideline, their answers in the next version, and what is new to a reader."""

import pytest

from guildmark.accounts.models import User
from guildmark.core.errors import NotFound
from guildmark.projects import actions, queries
from guildmark.projects.errors import NotADraft, TooManyOpenQuestions
from guildmark.projects.models import GuidelineVersion, Project
from guildmark.training.api.qualifications import QualificationOut
from guildmark.training.queries import qualifications
from guildmark.training.queries.readings import guideline_change, readers, with_readings
from tests.factories import communities, projects, training
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import clause

pytestmark = pytest.mark.django_db


def answer(question_id: int, *, is_taken_up: bool) -> None:
    actions.answer_guideline_question(
        actor_id=person().pk,
        question_id=question_id,
        answer="No. Leave it out.",
        is_taken_up=is_taken_up,
        now=NOW,
    )


def test_an_answer_that_is_taken_up_stands_in_the_next_version_once() -> None:
    project, ada = projects.active_project(), person()
    asked = projects.guideline_question(project, ada, quote="every coin")

    for _ in range(2):
        answer(asked.pk, is_taken_up=True)

    draft = GuidelineVersion.objects.get(project=project, state="draft")
    asked.refresh_from_db()
    assert (draft.number, draft.change, asked.answered_in) == ("1.1", "minor", draft)
    assert draft.body_markdown.count("**Is a shadow part of a coin?**") == 1
    assert draft.body_markdown.rstrip().endswith("No. Leave it out.")


def test_an_answer_alone_changes_no_guideline() -> None:
    project = projects.active_project()
    asked = projects.guideline_question(project, person())

    answer(asked.pk, is_taken_up=False)

    assert not GuidelineVersion.objects.filter(project=project, state="draft").exists()
    assert queries.guideline_question(asked.pk).answer == "No. Leave it out."


def test_who_may_not_read_the_guideline_asks_nothing() -> None:
    circle = communities.community(organisation(), discover=[[clause("country", "=", "PT")]])
    project = projects.active_project(circle.organisation, community=circle)

    with pytest.raises(NotFound):
        projects.guideline_question(project, person())


def test_nobody_has_more_than_ten_questions_open() -> None:
    project, ada = projects.active_project(), person()
    for _ in range(10):
        projects.guideline_question(project, ada)

    with pytest.raises(TooManyOpenQuestions):
        projects.guideline_question(project, ada)


def test_who_read_the_version_before_is_told_what_is_new_until_they_say_so() -> None:
    project, ada = training.project_with_quiz(), person()
    training.qualified(project, ada)
    seen = [guideline_change(user_id=ada.pk, project_id=project.pk)]
    before = readers(project.pk)
    projects.guideline(project, "# How to\n\nDraw a tight box.", change="minor")

    change = guideline_change(user_id=ada.pk, project_id=project.pk)
    unread = readers(project.pk)
    training.read(project, ada)
    seen.append(guideline_change(user_id=ada.pk, project_id=project.pk))

    assert change is not None
    assert (change.before.number, change.after.number) == ("1.0", "1.1")
    assert [line.kind for line in change.lines] == ["same", "changed"]
    assert seen == [None, None]
    assert [before, unread, readers(project.pk)] == [(1, 1), (0, 1), (1, 1)]


def test_a_draft_that_an_answer_made_becomes_a_major_one_or_is_thrown_away() -> None:
    project, ada = projects.active_project(), person()
    question = projects.guideline_question(project, ada)
    answer(question.pk, is_taken_up=True)
    question.refresh_from_db()
    made = question.answered_in
    assert made is not None
    numbers = [made.number]

    for change in ("major", "major", "minor", "major"):
        draft = actions.update_guideline_draft(guideline_version_id=made.pk, change=change)
        numbers.append(draft.number)
    actions.discard_guideline_draft(actor_id=ada.pk, guideline_version_id=made.pk, now=NOW)

    question.refresh_from_db()
    assert numbers == ["1.1", "2.0", "2.0", "1.1", "2.0"]
    assert "No. Leave it out." in draft.body_markdown
    assert (question.answer, question.answered_in) == ("No. Leave it out.", None)
    assert [one.number for one in project.guideline_versions.all()] == ["1.0"]
    with pytest.raises(NotADraft):
        actions.discard_guideline_draft(
            actor_id=ada.pk, guideline_version_id=project.guideline_versions.get().pk, now=NOW
        )


def test_a_manager_sees_who_has_read_the_version_in_force_and_when() -> None:
    project, ada, bo = training.project_with_quiz(), person(), person()
    for someone in (ada, bo):
        training.qualified(project, someone)
    projects.guideline(project, "# How to\n\nDraw a tight box.", change="minor")
    training.read(project, bo)

    found = with_readings(qualifications(project.pk)).order_by("user_id")
    shown = QualificationOut(found, many=True).data

    assert [(one["user_id"], one["read_at"] is not None) for one in shown] == [
        (ada.pk, False),
        (bo.pk, True),
    ]


def test_a_newcomer_has_nothing_new_to_read() -> None:
    project = projects.active_project()

    assert guideline_change(user_id=person().pk, project_id=project.pk) is None


def test_an_answer_stands_behind_the_words_it_was_asked_on_and_quotes_them() -> None:
    project, ada = projects.active_project(), person()
    projects.guideline(project, "# Coins\n\nDraw *every* coin.\n\n# Labels\n\nRead it.\n")
    asked = projects.guideline_question(project, ada, quote="every coin")
    of_part = projects.guideline_question(project, ada, quote="Labels")

    for one in (asked, of_part):
        answer(one.pk, is_taken_up=True)

    draft = GuidelineVersion.objects.get(project=project, state="draft")
    said = "**Is a shadow part of a coin?**\n\nNo. Leave it out.\n"
    assert draft.body_markdown == (
        f"# Coins\n\nDraw *every* coin.\n\n> every coin\n\n{said}\n# Labels\n\nRead it.\n\n{said}"
    )


def translated(body: str, translation: str) -> tuple[Project, User]:
    """A project whose guideline is read in Portuguese, and somebody who reads it."""
    project = projects.active_project()
    version = projects.guideline(project, body)
    actions.save_translation(
        actor_id=version.created_by_id,
        guideline_version_id=version.pk,
        language="pt",
        body_markdown=translation,
        now=NOW,
    )
    return project, person()


def test_what_was_asked_on_a_translation_is_answered_in_the_same_place_of_the_original() -> None:
    project, ada = translated(
        "# Coins\n\nDraw *every* coin.\n\n# Labels\n\nRead it.\n",
        "# Moedas\n\nDesenhe *cada* moeda.\n\n# Nomes\n\nLeia.\n",
    )
    asked = projects.guideline_question(project, ada, quote="cada moeda", language="pt-BR")
    of_part = projects.guideline_question(project, ada, quote="Nomes", language="pt")

    for one in (asked, of_part):
        answer(one.pk, is_taken_up=True)

    draft = GuidelineVersion.objects.get(project=project, state="draft")
    said = "**Is a shadow part of a coin?**\n\nNo. Leave it out.\n"
    assert draft.body_markdown == (
        f"# Coins\n\nDraw *every* coin.\n\n> Draw every coin.\n\n{said}"
        f"\n# Labels\n\nRead it.\n\n{said}"
    )
    assert [(one.language, one.quote, one.original_quote) for one in (asked, of_part)] == [
        ("pt", "cada moeda", "Draw every coin."),
        ("pt", "Nomes", "Labels"),
    ]


def test_a_question_keeps_its_place_when_the_translation_is_written_anew() -> None:
    project, ada = translated("# Coins\n\nEach.\n\nTokens.", "# Moedas\n\nCada.\n\nFichas.")
    asked = projects.guideline_question(project, ada, quote="Cada", language="pt")
    version = queries.published_guideline(project.pk)
    assert version is not None
    actions.save_translation(
        actor_id=ada.pk,
        guideline_version_id=version.pk,
        language="pt",
        body_markdown="# Outras palavras",
        now=NOW,
    )

    answer(asked.pk, is_taken_up=True)

    draft = GuidelineVersion.objects.get(project=project, state="draft")
    assert draft.body_markdown.index("> Each.") < draft.body_markdown.index("Tokens.")


def test_a_question_on_the_text_itself_is_in_no_language() -> None:
    project, ada = translated("# Coins\n\nEach.", "# Moedas\n\nCada.")

    asked = [
        projects.guideline_question(project, ada, quote="Each", language=language)
        for language in ("", "de")
    ]

    assert [(one.language, one.original_quote, one.place) for one in asked] == [
        ("", "", "Each"),
        ("", "", "Each"),
    ]

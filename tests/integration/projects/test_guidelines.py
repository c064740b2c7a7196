"""Guidelines: drafted, published, superseded; with examples; read by those who may."""

from typing import Any

import pytest

from guildmark.accounts.models import User
from guildmark.core.errors import NotFound, WrongInput
from guildmark.datasets.media import image_url
from guildmark.events.models import Event
from guildmark.projects import actions, queries
from guildmark.projects.errors import (
    DraftExists,
    GuidelineEmpty,
    NotADraft,
    NotInForce,
    SchemaMissing,
    WrongDocument,
)
from guildmark.projects.models import GuidelineVersion, Project
from guildmark.training.queries import standing, way
from tests.factories import accounts, communities, datasets, projects, training
from tests.factories.accounts import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    made = projects.project()
    projects.schema(made)
    return made


def numbers(of: Project) -> list[tuple[str, str]]:
    return [(one.number, one.state) for one in queries.guideline_versions(of.pk)]


def test_versions_are_numbered_by_their_change_and_one_is_in_force(project: Project) -> None:
    for change in ("minor", "minor", "major", "minor"):
        projects.guideline(project, f"# {change}", change=change)

    assert numbers(project) == [
        ("2.1", "published"),
        ("2.0", "superseded"),
        ("1.1", "superseded"),
        ("1.0", "superseded"),
    ]
    published = Event.objects.filter(name="guideline.published").order_by("pk")
    assert [(event.payload["number"], event.payload["change"]) for event in published] == [
        ("1.0", "minor"),
        ("1.1", "minor"),
        ("2.0", "major"),
        ("2.1", "minor"),
    ]


def test_a_draft_is_a_copy_of_the_published_version_with_its_examples(project: Project) -> None:
    item = datasets.item(datasets.dataset(project.organisation))
    first = projects.guideline_draft(project, "# First")
    projects.example(first, item, projects.box(1, 1, 9, 9))
    actions.publish_guideline(actor_id=first.created_by_id, guideline_version_id=first.pk, now=NOW)

    draft = actions.create_guideline_draft(
        actor_id=first.created_by_id, project_id=project.pk, change="minor", now=NOW
    )

    copied = queries.guideline_version(draft.pk)
    assert copied.body_markdown == "# First"
    assert [example.document for example in copied.examples.all()] == [
        projects.document(projects.box(1, 1, 9, 9))
    ]
    original = queries.guideline_version(first.pk).examples.get()
    assert copied.examples.get().pk != original.pk


def test_one_draft_at_a_time_and_the_refusal_names_it(project: Project) -> None:
    draft = projects.guideline_draft(project)

    with pytest.raises(DraftExists) as caught:
        projects.guideline_draft(project)

    assert caught.value.existing_id == draft.pk
    assert GuidelineVersion.objects.count() == 1


def test_what_is_published_never_changes(project: Project) -> None:
    item = datasets.item(datasets.dataset(project.organisation))
    draft = projects.guideline_draft(project, "# Text")
    example = projects.example(draft, item)
    actions.publish_guideline(actor_id=draft.created_by_id, guideline_version_id=draft.pk, now=NOW)

    with pytest.raises(NotADraft):
        actions.update_guideline_draft(guideline_version_id=draft.pk, body_markdown="# New")
    with pytest.raises(NotADraft):
        actions.publish_guideline(
            actor_id=draft.created_by_id, guideline_version_id=draft.pk, now=NOW
        )
    with pytest.raises(NotADraft):
        projects.example(draft, item)
    with pytest.raises(NotADraft):
        actions.update_example(example_id=example.pk, changes={"caption": "New"})
    with pytest.raises(NotADraft):
        actions.delete_example(example_id=example.pk)

    kept = queries.guideline_version(draft.pk)
    assert (kept.body_markdown, kept.examples.get().caption) == ("# Text", "Like this")


def test_an_empty_guideline_is_not_published(project: Project) -> None:
    draft = projects.guideline_draft(project, "  \n")

    with pytest.raises(GuidelineEmpty):
        actions.publish_guideline(
            actor_id=draft.created_by_id, guideline_version_id=draft.pk, now=NOW
        )

    assert queries.published_guideline(project.pk) is None


def test_examples_are_judged_like_answers_but_may_leave_things_out(project: Project) -> None:
    draft = projects.guideline_draft(project)
    item = datasets.item(datasets.dataset(project.organisation))

    projects.example(draft, item, verdict="wrong")
    with pytest.raises(WrongDocument):
        projects.example(draft, item, projects.box(0, 0, 500, 10))
    with pytest.raises(WrongInput) as foreign:
        projects.example(draft, datasets.item())
    kept = draft.examples.get()
    with pytest.raises(WrongInput) as label:
        actions.update_example(example_id=kept.pk, changes={"label_key": "dollar"})

    assert [problem.path for problem in foreign.value.errors] == ["item_id"]
    assert [problem.path for problem in label.value.errors] == ["label_key"]
    assert draft.examples.get().label_key == "euro"


def test_an_example_of_classes_is_about_an_option_and_its_answers_can_be_said() -> None:
    project = projects.project()
    projects.schema(project, projects.CLASSES)
    draft = projects.guideline_draft(project)
    made: dict[str, Any] = {
        "guideline_version_id": draft.pk,
        "item_id": datasets.item(datasets.dataset(project.organisation)).pk,
        "verdict": "right",
        "caption": "Red, in rows",
        "document": projects.class_document("brick"),
    }

    kept = actions.create_example(label_key="texture/brick", **made)
    for unknown in ("texture/gold", "texture", "other/brick", "texture/"):
        with pytest.raises(WrongInput):
            actions.create_example(label_key=unknown, **made)

    assert draft.examples.get() == kept
    shown = queries.rendered_guideline(
        GuidelineVersion.objects.select_related("project").get(pk=draft.pk), viewer="v"
    )
    assert shown.questions == projects.CLASSES["questions"]


def test_without_a_schema_there_is_nothing_to_draw() -> None:
    project = projects.project()
    item = datasets.item(datasets.dataset(project.organisation))

    with pytest.raises(SchemaMissing):
        projects.example(projects.guideline_draft(project), item)


def test_examples_keep_their_order_and_are_deleted_once(project: Project) -> None:
    draft = projects.guideline_draft(project)
    item = datasets.item(datasets.dataset(project.organisation))
    made = [projects.example(draft, item) for _ in range(3)]

    actions.delete_example(example_id=made[1].pk)
    made.append(projects.example(draft, item))
    with pytest.raises(NotFound):
        actions.delete_example(example_id=made[1].pk)

    kept = queries.guideline_version(draft.pk).examples.all()
    assert [example.pk for example in kept] == [made[0].pk, made[2].pk, made[3].pk]


def test_pictures_in_the_text_are_items_of_the_organisation_alone(project: Project) -> None:
    own = datasets.item(datasets.dataset(project.organisation))
    foreign = datasets.item()
    body = f"![mine](item:{own.pk}) ![theirs](item:{foreign.pk}) ![spy](https://spy.example/x.png)"
    version = projects.guideline(project, body)

    html = queries.rendered_guideline(
        queries.guideline_version(version.pk), viewer="user:1"
    ).body_html

    assert (
        html.strip()
        == f'<p><img src="{image_url(own, viewer="user:1")}" alt="mine"> theirs spy</p>'
    )


@pytest.fixture
def person() -> User:
    return accounts.person()


def _previewable(preview_country: str) -> Project:
    organisation = accounts.organisation()
    community = communities.community(
        organisation, preview=[[communities.clause("country", "=", preview_country)]]
    )
    return projects.active_project(organisation, community=community)


def test_who_meets_the_door_may_preview_and_nobody_else(person: User) -> None:
    communities.declare(person, country="PT")
    here, there = _previewable("PT"), _previewable("DE")

    assert queries.may_preview(user_id=person.pk, project=here)
    assert not queries.may_preview(user_id=person.pk, project=there)


def test_a_member_may_preview_also_when_the_door_has_closed(person: User) -> None:
    project = projects.active_project()
    assert project.community is not None
    communities.member(project.community, user=person)
    doors = {"preview": [[communities.clause("country", "=", "PT")]], "discover": [], "take": []}
    communities.set_criteria(project.community, doors)

    assert queries.may_preview(user_id=person.pk, project=project)
    assert not queries.may_preview(user_id=accounts.person().pk, project=project)


def test_nobody_previews_a_draft_or_a_project_without_a_community(person: User) -> None:
    assert not queries.may_preview(user_id=person.pk, project=projects.ready_project())
    assert not queries.may_preview(user_id=person.pk, project=projects.project())


def retract(version: GuidelineVersion) -> GuidelineVersion:
    return actions.retract_guideline(
        actor_id=version.created_by_id,
        guideline_version_id=version.pk,
        reason="It says the wrong thing.",
        now=NOW,
    )


def test_a_retracted_guideline_lets_nobody_work_until_the_next_one_is_published() -> None:
    project, ada = training.project_with_quiz(), accounts.person()
    training.qualified(project, ada)
    in_force = queries.published_guideline(project.pk)
    assert in_force is not None

    def stand() -> tuple[bool, str]:
        found = standing(user_id=ada.pk, project_id=project.pk, now=NOW)
        return found.is_qualified, found.reason

    seen = [stand()]
    retract(in_force)
    seen.append(stand())
    step = way(user_id=ada.pk, project_id=project.pk, now=NOW).next_step
    draft = projects.guideline_draft(project, None, change="minor")
    copied = draft.body_markdown
    actions.publish_guideline(actor_id=draft.created_by_id, guideline_version_id=draft.pk, now=NOW)
    seen.append(stand())

    taken_back = "The guideline was taken back. It goes on when the next version is published."
    assert seen == [(True, ""), (False, taken_back), (True, "")]
    assert (step.key, step.state.value, step.detail) == ("guideline", "blocked", taken_back)
    assert copied == in_force.body_markdown
    assert numbers(project) == [("1.1", "published"), ("1.0", "retracted")]
    event = Event.objects.get(name="guideline.retracted")
    assert (event.payload["number"], event.payload["reason"]) == ("1.0", "It says the wrong thing.")


def test_only_the_version_in_force_is_retracted_and_once(project: Project) -> None:
    first, second = projects.guideline(project, "# A"), projects.guideline(project, "# B")
    draft = projects.guideline_draft(project)
    retract(second)

    for one in (first, second, draft):
        with pytest.raises(NotInForce):
            retract(one)

    assert [state for _, state in numbers(project)] == ["draft", "retracted", "superseded"]

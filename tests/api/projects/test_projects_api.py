"""A project from nothing to active over HTTP, as a manager makes it in the browser."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.accounts.models import Organisation, User
from guildmark.datasets.media import image_url
from guildmark.projects.models import Project
from tests.conftest import SignIn
from tests.factories import accounts, communities, datasets, projects, training

pytestmark = pytest.mark.django_db


def test_a_project_from_nothing_to_active(
    api: SignIn, owner: User, organisation: Organisation
) -> None:
    asker = api(owner)
    dataset = datasets.dataset(organisation, "Coins")
    community = communities.community(organisation, name="Collectors")
    item = datasets.item(dataset)

    made = asker.post(
        f"/api/v1/organisations/{organisation.pk}/projects", {"name": "Find coins"}
    ).json()
    route = f"/api/v1/projects/{made['id']}"
    early = asker.post(f"{route}/activate")
    version = asker.post(f"{route}/schema-versions", {"definition": projects.BOXES}).json()
    draft = asker.post(f"{route}/guideline-versions", {"change": "major"}).json()
    draft_route = f"/api/v1/guideline-versions/{draft['id']}"
    asker.patch(draft_route, {"body_markdown": "# Draw\n\nAll coins."})
    example = asker.post(
        f"{draft_route}/examples",
        {
            "item_id": item.pk,
            "label_key": "euro",
            "verdict": "right",
            "caption": "Tight",
            "document": projects.document(projects.box(1, 1, 9, 9)),
        },
    ).json()
    guideline = asker.post(f"{draft_route}/publish").json()
    changes = {"community_id": community.pk, "dataset_id": dataset.pk, "price_minor": 8}
    asker.patch(route, changes)
    active = asker.post(f"{route}/activate").json()
    read = asker.get(f"{route}/guideline").json()

    assert (early.status_code, early.json()["code"]) == (409, "project_incomplete")
    assert len(early.json()["errors"]) == 4
    assert (draft["number"], draft["state"], draft["examples"]) == ("1.0", "draft", [])
    assert (guideline["state"], guideline["body_html"].strip()) == (
        "published",
        "<h1>Draw</h1>\n<p>All coins.</p>",
    )
    assert example == {
        "id": example["id"],
        "label_key": "euro",
        "verdict": "right",
        "caption": "Tight",
        "item": {
            "id": item.pk,
            "width_px": 48,
            "height_px": 32,
            "image_url": image_url(item, viewer=f"user:{owner.pk}"),
            "thumbnail_url": image_url(item, "thumbnail", viewer=f"user:{owner.pk}"),
        },
        "document": projects.document(projects.box(1, 1, 9, 9)),
    }
    assert active == {
        "id": made["id"],
        "organisation_id": organisation.pk,
        "name": "Find coins",
        "summary": "",
        "state": "active",
        "community": {"id": community.pk, "name": "Collectors"},
        "dataset": {"id": dataset.pk, "name": "Coins"},
        "price": {"amount_minor": 8, "currency": "EUR"},
        "budget_minor": None,
        "overlap": 3,
        "gold_iou": 0.5,
        "gold_f1": 0.8,
        "gold_label_accuracy": 0.9,
        "gold_question_accuracy": 0.8,
        "gold_pass_mark": 0.7,
        "lease_seconds": 1800,
        "target_confidence": 0.95,
        "consensus_method": "auto",
        "calibration_method": "auto",
        "shape_kept_from": 0.5,
        "disputed_below": 0.5,
        "flow": "draw",
        "verdicts_wanted": 1,
        "verdict_audit_share": 0.05,
        "auto_accept_days": 7,
        "rejection_budget": 0.1,
        "appeal_days": 7,
        "appeal_answer_days": 9,
        "gold_contests": 2,
        "has_superpixels": False,
        "suggestion_share": 0.5,
        "plugin": "",
        "schema_version": {"id": version["id"], "number": 1, "definition": projects.BOXES},
        "guideline_version": {"id": draft["id"], "number": "1.0"},
        "created_at": made["created_at"],
    }
    assert read == {
        "id": draft["id"],
        "number": "1.0",
        "change": "major",
        "body_html": guideline["body_html"],
        "language": "",
        "languages": [],
        "original_headings": [],
        "examples": [example],
        "label_colors": {label["key"]: label["color"] for label in projects.BOXES["labels"]},
        "label_edges": {},
        "questions": [],
    }


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"overlap": 0}, "overlap"),
        ({"gold_pass_mark": 1.5}, "gold_pass_mark"),
        ({"budget_minor": -1}, "budget_minor"),
        ({"appeal_days": 6}, "appeal_days"),
        ({"gold_label_accuracy": 1.5}, "gold_label_accuracy"),
        ({"currency": "euro"}, "currency"),
        ({"price_minor": -1}, "price_minor"),
        ({"name": ""}, "name"),
        ({"consensus_method": "oracle"}, "consensus_method"),
        ({"calibration_method": "oracle"}, "calibration_method"),
        ({"shape_kept_from": 1.5}, "shape_kept_from"),
        ({"disputed_below": 0.99}, "disputed_below"),
        ({"dataset_id": 999_999}, "dataset_id"),
    ],
)
def test_a_wrong_value_is_named_and_changes_nothing(
    api: SignIn, owner: User, organisation: Organisation, changes: dict[str, Any], path: str
) -> None:
    project = projects.project(organisation)
    asker = api(owner)
    before = asker.get(f"/api/v1/projects/{project.pk}").json()

    answer = asker.patch(f"/api/v1/projects/{project.pk}", changes)

    assert answer.status_code == 422
    assert [error["path"] for error in answer.json()["errors"]] == [path]
    assert asker.get(f"/api/v1/projects/{project.pk}").json() == before


def test_a_setting_that_another_saved_since_it_was_read_is_not_written_over(
    api: SignIn, owner: User, organisation: Organisation
) -> None:
    """Two tabs: the second is told which, and nothing of its change is written."""
    project = projects.project(organisation)
    asker, route = api(owner), f"/api/v1/projects/{project.pk}"
    read = asker.get(route).json()
    over = {"name": read["name"], "overlap": read["overlap"]}
    asker.patch(route, {"name": "Theirs", "written_over": {"name": read["name"]}})

    refused = asker.patch(route, {"name": "Mine", "overlap": 5, "written_over": over})
    kept = asker.get(route).json()
    again = asker.patch(route, {"name": "Mine", "written_over": {"name": "Theirs"}})

    assert (refused.status_code, refused.json()["code"]) == (409, "project_changed")
    assert [error["path"] for error in refused.json()["errors"]] == ["name"]
    assert (kept["name"], kept["overlap"]) == ("Theirs", read["overlap"])
    assert (again.status_code, again.json()["name"]) == (200, "Mine")


def test_a_name_of_before_names_were_one_line_is_written_over(
    api: SignIn, owner: User, organisation: Organisation
) -> None:
    project = projects.project(organisation)
    Project.objects.filter(pk=project.pk).update(name=" Two\nlines", summary="S" * 300)
    asker, route = api(owner), f"/api/v1/projects/{project.pk}"
    over = {"name": " Two\nlines", "summary": "S" * 300}

    saved = asker.patch(route, {"name": "One line", "summary": "", "written_over": over})
    late = asker.patch(route, {"name": "Another", "written_over": over})

    assert (saved.status_code, saved.json()["name"]) == (200, "One line")
    assert (late.status_code, late.json()["code"]) == (409, "project_changed")


@pytest.mark.parametrize(
    "change",
    [
        {"overlap": 5, "written_over": {"overlap": 3}},  # another one than was saved meanwhile
        {"summary": "Theirs", "written_over": {"summary": ""}},  # the same as was saved
        {"summary": "Mine"},  # a script that does not say what it read
    ],
)
def test_settings_that_do_not_touch_what_another_saved_are_saved(
    api: SignIn, owner: User, organisation: Organisation, change: dict[str, Any]
) -> None:
    project = projects.project(organisation)
    asker, route = api(owner), f"/api/v1/projects/{project.pk}"
    asker.patch(route, {"summary": "Theirs"})

    answer = asker.patch(route, change)

    assert answer.status_code == 200
    assert {key: answer.json()[key] for key in change if key != "written_over"} == {
        key: value for key, value in change.items() if key != "written_over"
    }


def test_a_person_who_may_preview_reads_the_guideline_and_nothing_else(
    api: SignIn, organisation: Organisation
) -> None:
    project = projects.active_project(organisation)
    asker = api(accounts.person())

    guideline = asker.get(f"/api/v1/projects/{project.pk}/guideline")
    others = [
        asker.get(f"/api/v1/projects/{project.pk}{rest}").status_code
        for rest in ("", "/schema-versions", "/guideline-versions")
    ]

    assert guideline.status_code == 200
    assert guideline.json()["number"] == "1.0"
    assert others == [404, 404, 404]


def test_an_unpublished_guideline_is_not_found(
    api: SignIn, owner: User, organisation: Organisation
) -> None:
    project = projects.project(organisation)
    projects.guideline_draft(project)

    assert api(owner).get(f"/api/v1/projects/{project.pk}/guideline").status_code == 404


def test_markdown_is_shown_as_it_will_look(api: SignIn) -> None:
    answer = api(accounts.person()).post(
        "/api/v1/markdown-preview", {"markdown": "*now* <b>x</b> ![c](item:1)"}
    )

    assert answer.json() == {"html": "<p><em>now</em> &lt;b&gt;x&lt;/b&gt; c</p>\n"}


@pytest.mark.parametrize(
    ("what", "expected"), [("projects", 6), ("schema-versions", 7), ("guideline-versions", 10)]
)
def test_lists_cost_the_same_for_one_row_and_for_three(
    api: SignIn, owner: User, organisation: Organisation, what: str, expected: int
) -> None:
    project = projects.ready_project(organisation)
    item = datasets.item(datasets.dataset(organisation))
    projects.example(projects.guideline_draft(project, f"![a](item:{item.pk})"), item)
    route = f"/api/v1/projects/{project.pk}/{what}"
    if what == "projects":
        route = f"/api/v1/organisations/{organisation.pk}/projects"
    asker = api(owner)
    asker.get(route)

    with CaptureQueriesContext(connection) as for_one:
        asker.get(route)
    for definition in (projects.CLASSES, projects.BOXES):
        projects.ready_project(organisation)
        projects.schema(project, definition)
    draft = project.guideline_versions.get(state="draft")
    for _ in range(2):
        projects.example(draft, item)
    with CaptureQueriesContext(connection) as for_three:
        answer = asker.get(route)

    assert (len(for_one), len(for_three)) == (expected, expected)
    assert answer.json()["count"] == len(answer.json()["results"]) >= 2


@pytest.mark.parametrize("caption", ["Ti\\u0000ght", "T" * 201])
def test_a_caption_that_cannot_be_kept_is_refused(api: SignIn, caption: str) -> None:
    project = projects.project()
    version = projects.guideline(project)
    asker = api(project.organisation.staff.get(role="owner").user)

    answer = asker.put(
        f"/api/v1/guideline-versions/{version.pk}/translations/pt",
        f'{{"body_markdown": "# Moedas", "captions": {{"{caption}": "Justo"}}}}',
        content_type="application/json",
    )

    assert "captions" in str(answer.json()["errors"])


def test_a_key_reads_and_answers_questions_and_is_not_told_whose_they_are(
    api: SignIn, machine: SignIn
) -> None:
    project, ada = training.project_with_quiz(), accounts.person()
    communities.member(project.community, user=ada)
    asked = projects.guideline_question(project, ada)
    scopes = ["projects:read", "projects:write"]
    key = machine(accounts.api_key(project.organisation, scopes)[1].text)
    route = f"/api/v1/projects/{project.pk}/guideline-questions"
    manager = api(project.organisation.staff.get(role="owner").user)

    by_manager = manager.get(route).json()["results"]
    by_key = key.get(route).json()["results"]
    answered = key.patch(f"/api/v1/guideline-questions/{asked.pk}", {"answer": "No."}).json()

    assert [one["pseudonym"] for one in by_manager] == [ada.pseudonym]
    assert by_key == [{**by_manager[0], "pseudonym": ""}]
    assert (answered["answer"], answered["pseudonym"]) == ("No.", "")

"""Who may do what with projects, schemas and guidelines."""

from guildmark.projects.models import Project
from tests.api.access import MANAGERS, Access, World, own, person, staff
from tests.factories import communities, datasets, projects

READ, WRITE = "projects:read", "projects:write"
PROJECT = "/api/v1/projects/{project_id}"
GUIDELINE = "/api/v1/guideline-versions/{guideline_version_id}"
EXAMPLE = "/api/v1/guideline-examples/{example_id}"


def _project(world: World) -> Project:
    """An active project whose community asks for a country, and the annotator is in it."""
    community = communities.community(world.organisation)
    communities.member(community, user=world.annotator)
    communities.set_criteria(
        community,
        {"discover": [[communities.clause("country", "=", "PT")]], "preview": [], "take": []},
    )
    return projects.active_project(
        world.organisation, community=community, dataset=world["dataset"]
    )


def _another_project(world: World) -> int:
    """One without a draft."""
    return projects.ready_project(world.organisation).pk


def _example(world: World) -> dict[str, object]:
    return {
        "item_id": world["item_id"],
        "label_key": "euro",
        "verdict": "right",
        "caption": "Like this",
        "document": projects.document(projects.box(1, 1, 9, 9)),
    }


def _guideline_in_force(world: World) -> int:
    version_id: int = projects.active_project(world.organisation).guideline_versions.get().pk
    return version_id


MAKERS = {
    "project": _project,
    "project_id": lambda world: world["project"].pk,
    "guideline_version": lambda world: projects.guideline_draft(world["project"]),
    "guideline_version_id": lambda world: world["guideline_version"].pk,
    "question_id": lambda world: projects.guideline_question(world["project"], world.annotator).pk,
    "example_id": lambda world: (
        projects.example(world["guideline_version"], datasets.item(world["dataset"])).pk
    ),
}

ACCESS: dict[tuple[str, str], Access] = {
    ("GET", "/api/v1/organisations/{organisation_id}/projects"): staff(scope=READ),
    ("POST", "/api/v1/organisations/{organisation_id}/projects"): staff(
        MANAGERS, scope=WRITE, creates=lambda world: {"name": "Find coins"}
    ),
    ("GET", PROJECT): staff(scope=READ),
    ("PATCH", PROJECT): staff(MANAGERS, scope=WRITE, body=lambda world: {"overlap": 4}),
    ("POST", f"{PROJECT}/activate"): staff(
        MANAGERS, scope=WRITE, parameters={"project_id": _another_project}
    ),
    ("POST", f"{PROJECT}/close"): staff(MANAGERS, scope=WRITE),
    ("GET", f"{PROJECT}/schema-versions"): staff(scope=READ),
    ("POST", f"{PROJECT}/schema-versions"): staff(
        MANAGERS, scope=WRITE, creates=lambda world: {"definition": projects.CLASSES}
    ),
    ("GET", f"{PROJECT}/guideline-versions"): staff(scope=READ),
    ("POST", f"{PROJECT}/guideline-versions"): staff(
        MANAGERS,
        scope=WRITE,
        creates=lambda world: {"change": "minor"},
        parameters={"project_id": _another_project},
    ),
    ("PATCH", GUIDELINE): staff(
        MANAGERS, scope=WRITE, body=lambda world: {"body_markdown": "# Better"}
    ),
    ("DELETE", GUIDELINE): staff(MANAGERS, scope=WRITE),
    ("POST", f"{GUIDELINE}/publish"): staff(MANAGERS, scope=WRITE),
    ("POST", f"{GUIDELINE}/retract"): staff(
        MANAGERS,
        scope=WRITE,
        body=lambda world: {"reason": "It says the wrong thing."},
        parameters={"guideline_version_id": _guideline_in_force},
    ),
    ("POST", f"{GUIDELINE}/examples"): staff(MANAGERS, scope=WRITE, creates=_example),
    ("PATCH", EXAMPLE): staff(MANAGERS, scope=WRITE, body=lambda world: {"verdict": "wrong"}),
    ("DELETE", EXAMPLE): staff(MANAGERS, scope=WRITE),
    # The annotator is in the community; the guideline is for people and no key.
    ("GET", f"{PROJECT}/guideline"): staff().but(
        ANNOTATOR=200, OTHER_KEY=403, POOR_KEY=403, KEY=403
    ),
    ("GET", f"{GUIDELINE}/difference"): staff(scope=READ),
    ("GET", f"{GUIDELINE}/translations"): staff(scope=READ),
    ("PUT", f"{GUIDELINE}/translations/{{language}}"): staff(
        MANAGERS,
        scope=WRITE,
        body=lambda world: {"body_markdown": "# Moedas"},
        parameters={"language": lambda world: "pt"},
    ),
    ("GET", f"{PROJECT}/guideline-questions"): staff(scope=READ),
    ("POST", f"{PROJECT}/guideline-questions"): own(
        creates=lambda world: {"quote": "", "text": "Is a shadow part of a coin?"}
    ),
    ("GET", f"{PROJECT}/my-guideline-questions"): own(),
    ("PATCH", "/api/v1/guideline-questions/{question_id}"): staff(
        MANAGERS, scope=WRITE, body=lambda world: {"answer": "No."}
    ),
    ("POST", "/api/v1/markdown-preview"): person(body=lambda world: {"markdown": "# Hello"}),
}

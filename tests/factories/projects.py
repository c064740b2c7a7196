"""Projects with schema, guideline and dataset for tests, made by the public actions."""

from datetime import datetime
from itertools import count
from typing import Any

from guildmark.accounts.models import Organisation, User
from guildmark.communities.models import Community
from guildmark.datasets.models import Dataset, Item
from guildmark.projects import actions, queries
from guildmark.projects.models import (
    GuidelineExample,
    GuidelineQuestion,
    GuidelineVersion,
    Project,
)
from tests.factories import accounts, communities, datasets
from tests.factories.accounts import NOW

_numbers = count(1)

#: JSON, as it is sent: `Any` stands for its values.
Json = dict[str, Any]

#: Two kinds of coins, drawn as boxes.
BOXES: Json = {
    "version": 1,
    "labels": [
        {"key": "euro", "name": "Euro", "color": "#30C7D2", "kind": "box"},
        {"key": "cent", "name": "Cent", "color": "#AA5500", "kind": "box"},
    ],
    "questions": [],
}
#: One question about the whole picture.
CLASSES: Json = {
    "version": 1,
    "labels": [],
    "questions": [
        {
            "key": "texture",
            "text": "Which material is this?",
            "type": "choice",
            "required": True,
            "options": [{"key": "brick", "name": "Brick"}, {"key": "grass", "name": "Grass"}],
        }
    ],
}


def box(x: float, y: float, width: float, height: float, label: str = "euro") -> Json:
    """A shape of the schema BOXES, in image pixels; its id comes from its place."""
    return {
        "id": f"{label}-{x}-{y}-{width}-{height}".replace(".", "_"),
        "kind": "box",
        "label": label,
        "geometry": {"x": x, "y": y, "width": width, "height": height},
        "attributes": {},
    }


def document(*shapes: Json) -> Json:
    """An answer to BOXES with these shapes; none means "nothing here"."""
    return {"version": 1, "is_nothing_here": not shapes, "shapes": list(shapes), "answers": {}}


def class_document(texture: str = "brick") -> Json:
    """An answer to CLASSES."""
    answers = {"texture": texture}
    return {"version": 1, "is_nothing_here": False, "shapes": [], "answers": answers}


def project(of: Organisation | None = None, name: str = "", *, now: datetime = NOW) -> Project:
    """A draft with nothing in it."""
    organisation = of or accounts.organisation()
    return actions.create_project(
        actor_id=datasets.owner_id(organisation),
        organisation_id=organisation.pk,
        name=name or f"Project {next(_numbers)}",
        summary="Find the coins.",
        now=now,
    )


def guideline(
    of: Project,
    body: str = "# How to\n\nDraw a box around every coin.",
    *,
    change: str = "major",
    now: datetime = NOW,
) -> GuidelineVersion:
    """A published guideline version."""
    draft = guideline_draft(of, body, change=change, now=now)
    return actions.publish_guideline(
        actor_id=datasets.owner_id(of.organisation), guideline_version_id=draft.pk, now=now
    )


def guideline_draft(
    of: Project, body: str | None = "# Draft", *, change: str = "major", now: datetime = NOW
) -> GuidelineVersion:
    """A guideline version that may still be changed; None leaves the text it begins with."""
    draft = actions.create_guideline_draft(
        actor_id=datasets.owner_id(of.organisation), project_id=of.pk, change=change, now=now
    )
    return actions.update_guideline_draft(guideline_version_id=draft.pk, body_markdown=body)


def guideline_question(
    of: Project, user: User, *, quote: str = "", language: str = ""
) -> GuidelineQuestion:
    """Somebody asks about the guideline in force."""
    return actions.ask_about_guideline(
        user_id=user.pk,
        project_id=of.pk,
        quote=quote,
        language=language,
        text="Is a shadow part of a coin?",
        now=NOW,
    )


def schema(of: Project, definition: Json | None = None, *, now: datetime = NOW) -> None:
    """Put a schema in force, that of boxes unless another is given."""
    actions.create_schema_version(
        actor_id=datasets.owner_id(of.organisation),
        project_id=of.pk,
        definition=definition or BOXES,
        now=now,
    )


def example(
    of: GuidelineVersion, item: Item, *shapes: Json, verdict: str = "right"
) -> GuidelineExample:
    """An example of a draft, with these boxes on the item."""
    return actions.create_example(
        guideline_version_id=of.pk,
        item_id=item.pk,
        label_key="euro",
        verdict=verdict,
        caption="Like this",
        document=document(*shapes),
    )


def ready_project(
    of: Organisation | None = None,
    *,
    community: Community | None = None,
    dataset: Dataset | None = None,
    definition: Json | None = None,
    now: datetime = NOW,
) -> Project:
    """A project with schema, published guideline, community and dataset: ready to activate."""
    made = project(of, now=now)
    schema(made, definition, now=now)
    guideline(made, now=now)
    crowd = community or communities.community(made.organisation, now=now)
    pictures = dataset or datasets.dataset(made.organisation, now=now)
    actions.update_project(
        actor_id=datasets.owner_id(made.organisation),
        project_id=made.pk,
        changes={"community_id": crowd.pk, "dataset_id": pictures.pk},
        now=now,
    )
    return queries.project(made.pk)


def active_project(
    of: Organisation | None = None,
    *,
    community: Community | None = None,
    dataset: Dataset | None = None,
    definition: Json | None = None,
    now: datetime = NOW,
) -> Project:
    """A project that people may work on."""
    made = ready_project(of, community=community, dataset=dataset, definition=definition, now=now)
    actions.activate_project(
        actor_id=datasets.owner_id(made.organisation), project_id=made.pk, now=now
    )
    return queries.project(made.pk)

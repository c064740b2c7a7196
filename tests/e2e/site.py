"""A project made through the API in a second, for journeys that begin at the work."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.e2e.machine import Machine, document_of
from tests.e2e.manager import QUIZ, WORK
from tests.e2e.pictures import Picture, zip_of
from tests.service.running import comes_true

IMPORTED_WITHIN_SECONDS = 60.0
SIDE = {
    "key": "side",
    "name": "Side",
    "type": "choice",
    "required": True,
    "options": [{"key": "front", "name": "Front"}, {"key": "back", "name": "Back"}],
    "when": None,
}


SKELETON = {
    "points": [{"key": "palm", "name": "Palm"}, {"key": "thumb", "name": "Thumb"}],
    "edges": [["palm", "thumb"]],
}


def label(
    key: str, name: str, color: str, *attributes: dict[str, Any], kind: str = "box"
) -> dict[str, Any]:
    """A label as the schema writes it."""
    limits = {"parent": None, "min_count": None, "max_count": None}
    drawn = {"key": key, "name": name, "color": color, "kind": kind}
    return {**drawn, **limits, "attributes": list(attributes)}


SCHEMA = {
    "version": 1,
    "labels": [
        label("card", "Card", "#30C7D2"),
        label("ticket", "Ticket", "#A0DB2C", SIDE),
        label("face", "Face", "#F5109B", kind="mask"),
        label("outline", "Outline", "#A053FD", kind="polygon"),
        label("crease", "Crease", "#F6CFB0", kind="polyline"),
        label("coin", "Coin", "#909BFB", kind="ellipse"),
        label("pen", "Pen", "#74FEFD", kind="rotated_box"),
        {**label("hand", "Hand", "#B79E15", kind="keypoints"), "skeleton": SKELETON},
    ],
    "questions": [{"key": "sharp", "text": "Is it sharp?", "type": "boolean", "required": False}],
}


@dataclass(frozen=True)
class Ground:
    """A project with pictures, and nothing to say about them yet."""

    project_id: int
    known: dict[int, Picture]

    @property
    def path(self) -> str:
        """Of the project."""
        return f"/api/v1/projects/{self.project_id}"


@dataclass(frozen=True)
class Site:
    """An open project, its pictures by the number of their item, and what some of them are for."""

    project_id: int
    known: dict[int, Picture]
    taught_ids: frozenset[int] = frozenset()
    practised_ids: tuple[int, ...] = ()


def make_site(
    machine: Machine,
    name: str,
    *,
    overlap: int = 5,
    taught: int = 0,
    hidden: int = 0,
    practised: int = 0,
    pictures: Sequence[Picture] = WORK,
    schema: dict[str, Any] = SCHEMA,
) -> Site:
    """Everything a manager does, without a screen: one quiz question, one batch.

    So many of the pictures are gold that teaches, so many hidden gold, and so many are practised
    on; none of these is in a batch.
    """
    ground = lay_ground(machine, name, pictures)
    machine.ask("POST", f"{ground.path}/schema-versions", {"definition": schema})
    return open_site(
        machine, ground, overlap=overlap, taught=taught, hidden=hidden, practised=practised
    )


def lay_ground(machine: Machine, name: str, pictures: Sequence[Picture] = WORK) -> Ground:
    """An organisation, its community, and a project with the pictures and one for the quiz."""
    organisation = machine.ask("POST", "/api/v1/organisations", {"name": name})
    home = f"/api/v1/organisations/{organisation['id']}"
    joining = {"name": name, "description": "", "joining": "open"}
    community = machine.ask("POST", f"{home}/communities", joining)
    dataset = machine.ask("POST", f"{home}/datasets", {"name": name})
    project = machine.ask("POST", f"{home}/projects", {"name": name})
    path = f"/api/v1/projects/{project['id']}"
    chosen = {"community_id": community["id"], "dataset_id": dataset["id"]}
    machine.ask("PATCH", path, chosen)
    known = _import(machine, dataset["id"], [QUIZ[0], *pictures])
    return Ground(project["id"], known)


def open_site(
    machine: Machine,
    ground: Ground,
    *,
    overlap: int = 5,
    taught: int = 0,
    hidden: int = 0,
    practised: int = 0,
) -> Site:
    """What a project with a schema lacks until people can work, as `make_site` says."""
    path, known = ground.path, ground.known
    write_guideline(machine, ground, "Box every card.")
    plan = {"scored_decisions": len(QUIZ[0].cards)}
    machine.ask("PATCH", f"{path}/training-plan", plan)
    (asked,) = (item_id for item_id, picture in known.items() if picture is QUIZ[0])
    question = {"item_id": asked, "reference": document_of(QUIZ[0].cards), "explanation": ""}
    machine.ask("POST", f"{path}/quiz-questions", question)
    others = [item_id for item_id in known if item_id != asked]
    gold, trained = others[: taught + hidden], others[taught + hidden :][:practised]
    for item_id in trained:
        right = {"item_id": item_id, "reference": document_of(known[item_id].cards)}
        machine.ask("POST", f"{path}/practice-items", {**right, "explanation": ""})
    for number, item_id in enumerate(gold):
        known_answer = _gold(item_id, known[item_id], is_hidden=number >= taught)
        machine.ask("POST", f"{path}/gold-items", known_answer)
    rest = [item_id for item_id in known if item_id not in {asked, *gold, *trained}]
    open_batch(machine, ground, rest, overlap=overlap, gold_share=0.5 if gold else 0)
    return Site(ground.project_id, known, frozenset(gold[:taught]), tuple(trained))


def write_guideline(machine: Machine, ground: Ground, text: str) -> None:
    """The first version, published."""
    draft = machine.ask("POST", f"{ground.path}/guideline-versions", {"change": "major"})
    version = f"/api/v1/guideline-versions/{draft['id']}"
    machine.ask("PATCH", version, {"body_markdown": text})
    machine.ask("POST", f"{version}/publish")


def open_batch(
    machine: Machine,
    ground: Ground,
    item_ids: Sequence[int],
    *,
    overlap: int,
    gold_share: float = 0,
) -> None:
    """The project goes live with these, once it has all that people need."""
    machine.ask("POST", f"{ground.path}/activate")
    terms = {
        "name": "Batch 1",
        "overlap": overlap,
        "gold_share": gold_share,
        "price_minor": 10,
        "currency": "EUR",
        "priority": 0,
        "item_ids": list(item_ids),
    }
    batch = machine.ask("POST", f"{ground.path}/batches", terms)
    machine.ask("POST", f"/api/v1/batches/{batch['id']}/open")


def _gold(item_id: int, picture: Picture, *, is_hidden: bool) -> dict[str, Any]:
    known = {"reference": document_of(picture.cards), "explanation": "Every card counts."}
    return {"item_id": item_id, "is_hidden": is_hidden, **known}


def _import(machine: Machine, dataset_id: int, pictures: Sequence[Picture]) -> dict[int, Picture]:
    started = machine.ask("POST", f"/api/v1/datasets/{dataset_id}/imports", {})
    path = f"/api/v1/imports/{started['id']}"
    machine.upload(f"{path}/files", "pictures.zip", zip_of(list(pictures)))
    machine.ask("POST", f"{path}/start")
    assert comes_true(
        lambda: machine.ask("GET", path)["state"] == "done", IMPORTED_WITHIN_SECONDS
    ), machine.ask("GET", path)
    items = machine.ask("GET", f"/api/v1/datasets/{dataset_id}/items?page_size=100")
    named = {picture.name: picture for picture in pictures}
    return {one["id"]: named[one["name"]] for one in items["results"]}

"""What is shown of a project at first sight: a picture of it, and what is drawn on it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import connection

# The first by the index of a dataset's items, however many there are.
GLANCE = """
SELECT p.id,
    (SELECT i.id FROM datasets_item i WHERE i.dataset_id = p.dataset_id ORDER BY i.id LIMIT 1),
    (SELECT s.definition::text FROM projects_schemaversion s
        WHERE s.project_id = p.id ORDER BY s.number DESC LIMIT 1)
FROM projects_project p WHERE p.id = ANY (%s)
"""


@dataclass(frozen=True, slots=True)
class Glance:
    """The first picture, None without any; `kind` of what is drawn.

    That is the kind of the labels, "several" where they differ, "mixed" where questions are asked
    beside them, "classification" without labels.
    """

    item_id: int | None
    kind: str


NOTHING_SEEN = Glance(None, "classification")


def glances(project_ids: Collection[int]) -> dict[int, Glance]:
    """By project; one query, none for none."""
    if not project_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(GLANCE, [list(project_ids)])
        return {
            pk: Glance(item_id, _kind(definition)) for pk, item_id, definition in cursor.fetchall()
        }


def _kind(stored: str | None) -> str:
    definition: dict[str, Any]  # JSON of docs/annotation-document.md
    definition = orjson.loads(stored) if stored else {"labels": []}
    if not definition["labels"]:
        return NOTHING_SEEN.kind
    if definition["questions"]:
        return "mixed"
    kinds = {label["kind"] for label in definition["labels"]}
    return str(kinds.pop()) if len(kinds) == 1 else "several"

"""What a fit found out is said in the language of who reads it, whatever was kept in English."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from deploy.local.languages import LOCALE, read_po
from deploy.local.sentences import WHOLE
from tests.conftest import SignIn
from tests.factories import consensus, work

pytestmark = pytest.mark.django_db
SPANISH = {"accept-language": "es"}
#: What people wrote, and codes: as they are in every language.
WRITTEN = frozenset({"definition", "document", "item", "pseudonym", "key", "subject"})
PLACES = re.compile(r"\\{\w*(?:[:][^}]*)?\\}")


def _leaves(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a JSON value with the key it stands under, but what people wrote."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name not in WRITTEN:
                yield from _leaves(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one, key)
    elif isinstance(value, str):
        yield key, value


def _english(said: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    """Sentences that are none of the Spanish catalogue, and words that are said otherwise there."""
    entries = read_po(LOCALE / "es" / "LC_MESSAGES" / "django.po")
    spanish = [re.compile(PLACES.sub(".+", re.escape(one))) for one in entries.values()]
    return [
        (key, text)
        for key, text in said
        if (WHOLE.fullmatch(text) and not any(one.fullmatch(text) for one in spanish))
        or (key == "name" and entries.get(text, text) != text)
    ]


def _place() -> work.Workplace:
    """Boxes with an attribute, and a question of each type that is measured."""
    place = consensus.sides(people=3)
    schema = place.project.schema_versions.get()
    options = [{"key": "wet", "name": "Wet one"}, {"key": "old", "name": "Old one"}]
    asked: list[dict[str, Any]] = [
        {"key": "ok", "text": "Sharp?", "type": "boolean", "required": False},
        {"key": "how", "text": "How?", "type": "choices", "required": False, "options": options},
        {"key": "many", "text": "Many?", "type": "number", "required": False},
    ]
    place.project.schema_versions.update(definition={**schema.definition, "questions": asked})
    return place


def test_the_report_of_a_fitted_project_speaks_spanish(api: SignIn) -> None:
    place = _place()
    run = consensus.fitted(place)
    client, project = api(place.manager), f"/api/v1/projects/{place.project.pk}"
    somebody = place.project.submissions.order_by("pk").first()
    assert somebody is not None

    pages = {
        path: client.get(f"{project}{path}", headers=SPANISH).json()
        for path in (
            "/consensus-report",
            "/agreement",
            "/consensus",
            "/disputes",
            "/consensus-runs",
            "/forecast",
            f"/people/{somebody.annotator_id}",
        )
    }

    report = pages["/consensus-report"]
    found = {part["key"]: part for part in report["parts"]}
    english = {path: _english(_leaves(page)) for path, page in pages.items()}
    assert {path: one for path, one in english.items() if one} == {}
    assert found["labels"]["name"] == "Etiquetas"
    assert [one["name"] for one in found["ok"]["classes"]] == ["Sí", "No"]
    assert found["how/wet"]["name"] == "How?: Wet one"
    assert found["ok"]["calibration"]["reason"] == "No hay respuestas conocidas."
    assert report["run"]["method"].startswith("cajas fusionadas, etiquetas por ")
    assert run.method.startswith("boxes fused, labels by ")


def test_a_sentence_with_a_number_keeps_what_it_is_made_of(api: SignIn) -> None:
    place = consensus.labelled(items=12)
    consensus.fitted(place)

    agreement = api(place.manager).get(
        f"/api/v1/projects/{place.project.pk}/agreement", headers=SPANISH
    )

    (label,) = agreement.json()["labels"]
    assert label["undefined_reason"] == (
        "Menos de 30 elementos fueron respondidos por dos personas."
    )

"""Whatever the code records, the audit trail can say."""

import json
import re
from pathlib import Path

from guildmark.oversight.catalogue import SENTENCES
from tests.architecture.recorded_events import recorded_names

PAGE_TEXTS = Path(__file__).parents[2] / "frontend/src/pages/trail/en.json"


def test_every_recorded_event_has_its_sentence() -> None:
    names = recorded_names()

    assert {"batch.paused", "submission.made", "assignment.expired", "task.disputed"} <= names
    assert sorted(name for name in names if not _is_said(name)) == []


def _is_said(name: str) -> bool:
    """Of a pattern it is enough that some event of the noun has a sentence."""
    if not name.endswith(".*"):
        return name in SENTENCES
    return any(known.startswith(name.removesuffix("*")) for known in SENTENCES)


def test_the_page_and_the_api_tell_an_event_alike() -> None:
    texts = json.loads(PAGE_TEXTS.read_text(encoding="utf-8"))

    said = {name: texts.get(_page_key(name)) for name in SENTENCES}

    assert said == dict(SENTENCES)


def _page_key(name: str) -> str:
    return "said" + "".join(part.capitalize() for part in re.split(r"[._]", name))

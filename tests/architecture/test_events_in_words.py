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


def test_what_the_page_says_of_an_event_is_what_the_api_says() -> None:
    """An event the page has no text for yet is told by the API's sentence."""
    texts = json.loads(PAGE_TEXTS.read_text(encoding="utf-8"))
    sentences = {_page_key(name): text for name, text in SENTENCES.items()}

    said = {key: text for key, text in texts.items() if key.startswith("said")}

    assert len(said) > 100
    assert said == {key: sentences.get(key) for key in said}


def _page_key(name: str) -> str:
    return "said" + "".join(part.capitalize() for part in re.split(r"[._]", name))

"""Whatever the code records, the audit trail can say."""

from guildmark.oversight.catalogue import SENTENCES
from tests.architecture.recorded_events import recorded_names


def test_every_recorded_event_has_its_sentence() -> None:
    names = recorded_names()

    assert {"batch.paused", "submission.made", "assignment.expired", "task.disputed"} <= names
    assert sorted(name for name in names if not _is_said(name)) == []


def _is_said(name: str) -> bool:
    """Of a pattern it is enough that some event of the noun has a sentence."""
    if not name.endswith(".*"):
        return name in SENTENCES
    return any(known.startswith(name.removesuffix("*")) for known in SENTENCES)

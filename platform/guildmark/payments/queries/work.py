"""All that pays people, as rows of SQL: what is to be paid, is paid, rejected, or waits.

Of each piece of work: what it is, whose, in which project, since when, and what it comes to. What
nobody is paid for (an amount of 0) is not in it. Voided answers stay paid, and nothing that was
accepted is ever rejected: what a payout covers stays owed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

#: What is kept of a deleted project may be paid in part: it is two rows.
_JUDGED = """
SELECT 'answer' AS kind, a.id AS work_id, a.organisation_id, a.project_id, a.annotator_id,
    a.currency, 1 AS task_count, a.amount_minor::bigint AS amount_minor,
    coalesce(a.reviewed_at, a.ended_at) AS judged_at,
    CASE WHEN a.state = 'rejected' THEN 'rejected' WHEN p.id IS NULL THEN 'due' ELSE 'paid' END
        AS what
FROM work_assignment a
LEFT JOIN payments_paidwork p ON p.work_id = a.id AND p.kind = 'answer'
WHERE a.state IN ('accepted', 'rejected', 'spare', 'voided')
UNION ALL
SELECT 'picture', a.id, b.organisation_id, b.project_id, a.collector_id,
    a.currency, 1, a.amount_minor::bigint, coalesce(a.accepted_at, a.reviewed_at),
    CASE WHEN a.accepted_at IS NULL THEN 'rejected' WHEN p.id IS NULL THEN 'due' ELSE 'paid' END
FROM collection_asset a JOIN collection_brief b ON b.id = a.brief_id
LEFT JOIN payments_paidwork p ON p.work_id = a.id AND p.kind = 'picture'
WHERE a.accepted_at IS NOT NULL OR a.state = 'rejected'
UNION ALL
SELECT 'review', r.id, b.organisation_id, b.project_id, r.reviewer_id,
    r.currency, 1, r.amount_minor::bigint, r.created_at,
    CASE WHEN p.id IS NULL THEN 'due' ELSE 'paid' END
FROM collection_assetreview r JOIN collection_asset a ON a.id = r.asset_id
JOIN collection_brief b ON b.id = a.brief_id
LEFT JOIN payments_paidwork p ON p.work_id = r.id AND p.kind = 'review'
UNION ALL
SELECT 'kept', id, organisation_id, project_id, annotator_id,
    currency, task_count - paid_count, amount_minor - paid_minor, last_at, 'due'
FROM work_keptearning
UNION ALL
SELECT 'kept', id, organisation_id, project_id, annotator_id,
    currency, paid_count, paid_minor, last_at, 'paid'
FROM work_keptearning
"""
#: Nobody has judged it yet, so no period bounds it.
_WAITING = """
SELECT 'answer' AS kind, a.id AS work_id, a.organisation_id, a.project_id, a.annotator_id,
    a.currency, 1 AS task_count, a.amount_minor::bigint AS amount_minor,
    a.ended_at AS judged_at, 'waiting' AS what
FROM work_assignment a JOIN projects_project o ON o.id = a.project_id
    AND o.organisation_id = a.organisation_id
WHERE a.state = 'submitted'
UNION ALL
SELECT 'picture', a.id, b.organisation_id, b.project_id, a.collector_id,
    a.currency, 1, a.amount_minor::bigint, a.created_at, 'waiting'
FROM collection_asset a JOIN collection_brief b ON b.id = a.brief_id
WHERE a.state = 'waiting'
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which work. None bounds nothing; days are of UTC, both included, and days of acceptance."""

    organisation_id: int | None = None
    annotator_id: int | None = None
    project_id: int | None = None
    since: date | None = None
    until: date | None = None

    @property
    def asked(self) -> Mapping[str, int | datetime | None]:
        """Values of the conditions."""
        return {
            "organisation_id": self.organisation_id,
            "annotator_id": self.annotator_id,
            "project_id": self.project_id,
            "since": None if self.since is None else _midnight(self.since),
            "until": _after(self.until),
        }


#: By what is named; each is left out where nothing is, so that the indexes are found.
_CONDITIONS = {
    "organisation_id": "organisation_id = %(organisation_id)s",
    "annotator_id": "annotator_id = %(annotator_id)s",
    "project_id": "project_id = %(project_id)s",
}
_PERIOD = {"since": "judged_at >= %(since)s", "until": "judged_at < %(until)s"}


def judged_rows(wanted: Wanted) -> str:
    """SQL of what is judged; its values are `wanted.asked`."""
    return _rows(_JUDGED, {**_CONDITIONS, **_PERIOD}, wanted)


def all_rows(wanted: Wanted) -> str:
    """SQL of what is judged in the period and of all that waits; its values are `wanted.asked`."""
    return f"{judged_rows(wanted)} UNION ALL {_rows(_WAITING, _CONDITIONS, wanted)}"


def _rows(found: str, conditions: Mapping[str, str], wanted: Wanted) -> str:
    asked = wanted.asked
    named = [text for name, text in conditions.items() if asked[name] is not None]
    where = " AND ".join(["amount_minor > 0", *named])
    return f"SELECT * FROM ({found}) found WHERE ({where})"  # noqa: S608 -- our own words alone


def _after(day: date | None) -> datetime | None:
    """The end of a day; the last day that there is bounds nothing."""
    return None if day is None or day == date.max else _midnight(day + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)

"""What a worker does by night, done before a visitor comes: the nights that are told were none."""

from collections.abc import Iterable

from django.db import connection, transaction

from guildmark.accounts.models import Organisation, User
from guildmark.communities.actions import count_traits
from guildmark.core.clock import now
from guildmark.demo.seed.moments import OURS
from guildmark.projects.models import Project
from guildmark.quality.actions import judge_person
from guildmark.quality.queries.experience import experience, people_after
from guildmark.quality.queries.skill import start_of_day
from guildmark.work.actions import accept_unjudged

CHUNK = 200

# What people are told comes with what it tells of, and is recorded then.
WITH_THEIR_EVENTS = """
UPDATE notifications_notice AS n SET created_at = e.occurred_at
FROM events_event AS e, accounts_user AS u
WHERE e.id = n.event_id AND u.id = n.user_id AND u.email LIKE %(ours)s;
UPDATE events_event AS e SET occurred_at = n.created_at
FROM notifications_notice AS n, accounts_user AS u
WHERE e.name = 'notice.made' AND n.id = (e.payload ->> 'notice_id')::bigint
    AND u.id = n.user_id AND u.email LIKE %(ours)s
"""
# The ids of events follow time, by which the trail finds a day. Those that are dealt with alone:
# who waits for another is given its id. An inbox lists notices by their ids.
# `{ours}` gives ids and moments. The minus keeps new ids clear of old ones.
_ORDER = """
CREATE TEMPORARY TABLE {order} ON COMMIT DROP AS
WITH ours AS ({ours}), by_time AS (
    SELECT id, row_number() OVER (ORDER BY at, id) AS place FROM ours
), by_id AS (
    SELECT id, row_number() OVER (ORDER BY id) AS place FROM ours
)
SELECT by_time.id AS old, by_id.id AS new FROM by_time JOIN by_id USING (place)
WHERE by_time.id <> by_id.id;
"""
_RENUMBERED = """
UPDATE {table} AS t SET {column} = -o.new FROM {order} AS o WHERE t.{column} = o.old;
UPDATE {table} SET {column} = -{column} WHERE {column} < 0;
"""
_OUR_EVENTS = """
    SELECT id, occurred_at AS at FROM events_event
    WHERE settled_at IS NOT NULL AND (organisation_id = %(organisation)s OR organisation_id IS NULL)
        AND id >= (SELECT min(id) FROM events_event WHERE organisation_id = %(organisation)s)
"""
_OUR_NOTICES = """
    SELECT n.id, n.created_at AS at FROM notifications_notice AS n JOIN accounts_user AS u
        ON u.id = n.user_id
    WHERE u.email LIKE %(ours)s
"""
_NOTICES_IN_PAYLOADS = """
UPDATE events_event AS e SET payload = jsonb_set(e.payload, '{notice_id}', to_jsonb(o.new))
FROM demo_notices AS o
WHERE e.name = 'notice.made' AND (e.payload ->> 'notice_id')::bigint = o.old;
"""


def _renumbered(order: str, *columns: tuple[str, str]) -> str:
    """The columns, by table, in which the ids of an order stand."""
    return "".join(
        _RENUMBERED.format(order=order, table=table, column=column) for table, column in columns
    )


IN_ORDER = (
    _ORDER.format(order="demo_events", ours=_OUR_EVENTS)
    + _renumbered(
        "demo_events",
        ("events_event", "id"),
        ("events_receipt", "event_id"),
        ("notifications_notice", "event_id"),
    )
    + _ORDER.format(order="demo_notices", ours=_OUR_NOTICES)
    + _renumbered("demo_notices", ("notifications_notice", "id"))
    + _NOTICES_IN_PAYLOADS
)


def count_what_people_did() -> None:
    """The facts about people that are counted from work, up to last midnight."""
    reached = 0
    while people := people_after(reached, limit=CHUNK):
        counted = experience(people, before=start_of_day(now()))
        count_traits(counts=counted, now=now())
        reached = people[-1]


def judge(project: Project, people: Iterable[User]) -> None:
    """What the rules say of those who work on a project, as every few minutes."""
    for user in people:
        judge_person(project_id=project.pk, annotator_id=user.pk, now=now())


def accept_what_nobody_judged() -> None:
    """Answers of the first days are a week old."""
    accept_unjudged(now=now())


@transaction.atomic
def put_events_in_order(organisation: Organisation) -> None:
    """Several projects were told one after another, of the same days. Safe to call twice.

    Notices are put with what they tell of, and in that order too.
    """
    with connection.cursor() as cursor:
        cursor.execute(WITH_THEIR_EVENTS, {"ours": f"%{OURS}"})
        cursor.execute(IN_ORDER, {"organisation": organisation.pk, "ours": f"%{OURS}"})

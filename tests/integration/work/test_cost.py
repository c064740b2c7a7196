"""Promise 12: what a claim costs grows neither with the tasks nor with what one has done.

Counted in blocks of tables and indexes, because milliseconds are the machine's. A `NOT EXISTS` that
the planner may flatten reads everything a person has done: that is thousands of them here.
"""

from datetime import datetime, timedelta
from statistics import median

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from guildmark.accounts.models import User
from guildmark.work import actions
from guildmark.work.models import Batch, Progress, Task
from tests.factories import work
from tests.factories.work import NOW, Workplace
from tests.integration.work.test_asking_more import compared

pytestmark = pytest.mark.django_db
#: About 100 on a table of its own, up to 200 with the dead entries that a test before leaves in the
#: indexes; thousands when a claim walks what there is, or what one has done.
MOST_BUFFERS = 400
TABLES = "work_assignment, work_task, work_progress, work_seat, work_submission, work_batch"

BLOCKS = """
SELECT coalesce(sum(pg_stat_get_xact_blocks_fetched(c.oid)), 0)::bigint
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'i')
"""
HAVE_DONE = """
INSERT INTO work_assignment (organisation_id, task_id, annotator_id, project_id, item_id, batch_id,
    schema_version_id, guideline_version_id, state, amount_minor, currency, leased_at,
    lease_expires_at, extensions, reason, note)
SELECT t.organisation_id, t.id, %s, t.project_id, t.item_id, t.batch_id, b.schema_version_id,
    b.guideline_version_id, 'submitted', 5, 'EUR', %s, %s, 0, '', ''
FROM work_task t JOIN work_batch b ON b.id = t.batch_id
WHERE t.batch_id = %s AND t.position <= %s
"""


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_left(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """What other tests took back: rows in the way, and counts of them that plans go by."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"VACUUM {TABLES}")


def have_done(
    user: User,
    batch: Batch,
    number: int,
    *,
    is_cursor_moved: bool = True,
    is_counted: bool = True,
) -> None:
    """The person has had the first tasks of the batch, which are still open to others."""
    with connection.cursor() as cursor:
        cursor.execute(HAVE_DONE, [user.pk, NOW, NOW, batch.pk, number])
        if is_counted:
            cursor.execute("ANALYZE work_assignment, work_task, work_progress, work_seat")
    if is_cursor_moved:
        Progress.objects.update_or_create(
            annotator=user, batch=batch, defaults={"position": number, "taken": number}
        )


def warm(place: Workplace) -> None:
    """Let this connection plan every statement of the functions first."""
    for _ in range(2):
        someone = work.annotator(place)
        for _ in range(7):
            work.submit(someone, work.claim(someone, place))


def blocks_of_tables() -> int:
    """Blocks of tables and their indexes, catalogues left out, that this transaction has asked for.

    Catalogues are read when a statement is planned. That is once for a connection, and once more
    whenever the server makes it forget what it knew of them: where other databases of the same
    server are being made, all the time (a thousand blocks a claim, and nothing the queue does).
    """
    with connection.cursor() as cursor:
        cursor.execute(BLOCKS)
        blocks: int = cursor.fetchone()[0]
    return blocks


def buffers_of_claim(user: User, place: Workplace, *, now: datetime = NOW) -> int:
    """Blocks of tables and indexes that one claim looks at."""
    before = blocks_of_tables()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM work_claim(%s, %s, %s)", [user.pk, place.project.pk, now])
    return blocks_of_tables() - before


def claim_cost(user: User, place: Workplace) -> int:
    """Buffers of a claim that leases something."""
    buffers = buffers_of_claim(user, place)
    assert user.assignments.filter(state="leased").count() == 1
    return buffers


def usual_cost(user: User, place: Workplace) -> float:
    """The median of several claims, past the change from custom plans to a generic one.

    A plan made anew now and then reads dead entries that other tests, rolled back, left in the
    indexes. What grows with the tasks, or with what one has done, is in every claim.
    """
    costs = []
    for _ in range(9):
        costs.append(claim_cost(user, place))
        work.submit(user, work.claim(user, place))
    return median(costs)


def test_a_claim_among_a_thousand_tasks_is_cheap() -> None:
    place = work.workplace(items=1000)
    work.open_batch(place)
    # Autovacuum counts the rows of a table that has grown; in a test nobody does.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE work_assignment, work_task, work_progress, work_seat")
    warm(place)
    anna = work.annotator(place)
    work.submit(anna, work.claim(anna, place))  # takes the seat

    assert usual_cost(anna, place) <= MOST_BUFFERS


@pytest.mark.parametrize("done", [5000, pytest.param(50_000, marks=pytest.mark.slow)])
def test_what_i_have_done_costs_nothing(done: int) -> None:
    place = work.workplace(items=done + 300)
    batch = work.open_batch(place, overlap=20)
    warm(place)
    anna = work.annotator(place)
    work.claim(anna, place)
    anna.assignments.all().delete()
    have_done(anna, batch, done)

    assert usual_cost(anna, place) <= MOST_BUFFERS


@pytest.mark.parametrize("done", [5000, pytest.param(50_000, marks=pytest.mark.slow)])
def test_an_empty_answer_to_who_did_nearly_everything_is_cheap_and_exact(done: int) -> None:
    place = work.workplace(items=done)
    batch = work.open_batch(place, overlap=20)
    warm(place)
    anna = work.annotator(place)
    work.claim(anna, place)
    anna.assignments.all().delete()
    have_done(anna, batch, done)
    first = work.why_empty(anna, place)

    again = [buffers_of_claim(anna, place) for _ in range(5)]

    assert first == "nothing_left"
    assert median(again) <= MOST_BUFFERS


def test_a_plan_made_while_there_was_little_serves_when_there_is_much() -> None:
    """A connection keeps its plans; how much has come since is counted a minute later, or more."""
    place = work.workplace(items=30)
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")
    work.open_batch(place, overlap=20)
    warm(place)
    anna = work.annotator(place)
    for _ in range(9):
        work.submit(anna, work.claim(anna, place))
    work.add_items(place, 10_000)
    large = work.open_batch(place, overlap=20, priority=1)
    have_done(anna, large, 9_700, is_counted=False)

    assert usual_cost(anna, place) <= MOST_BUFFERS
    assert work.claim(anna, place).task_id == large.tasks.get(position=9_710).pk


def test_the_last_task_of_a_batch_i_did_is_found() -> None:
    place = work.workplace(items=2000)
    batch = work.open_batch(place, overlap=20)
    warm(place)
    anna = work.annotator(place)
    work.claim(anna, place)
    anna.assignments.all().delete()
    have_done(anna, batch, 1999, is_cursor_moved=False)
    Progress.objects.filter(annotator=anna).update(position=0)

    held = work.claim(anna, place)

    assert Task.objects.get(pk=held.task_id).position == 2000


def test_a_newcomer_does_not_walk_what_is_closed_once_the_front_is_lifted() -> None:
    place = work.workplace(items=1500)
    batch = work.open_batch(place, overlap=1)
    warm(place)
    Task.objects.filter(batch=batch, position__lte=1400).update(
        is_open=False, open_slots=0, leased=0, counted=1, state="saturated"
    )
    actions.settle_batches(now=NOW)
    newcomer = work.annotator(place)
    for _ in range(2):
        work.submit(newcomer, work.claim(newcomer, place))

    batch.refresh_from_db()

    assert batch.front == 1400
    assert usual_cost(newcomer, place) <= MOST_BUFFERS


def test_what_rests_costs_an_empty_answer_nothing_however_much_it_is() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, is_adaptive=True)
    for _ in range(2):
        someone = work.annotator(place)
        work.submit(someone, work.claim(someone, place))
    Task.objects.update(is_unjudged=False)
    anna = work.annotator(place)
    later = NOW + timedelta(minutes=6)
    of_one = _usual_cost_of_nothing(anna, place, now=later)
    for _ in range(3):
        compared(place, batch, had_by=someone, count=600)

    assert _usual_cost_of_nothing(anna, place, now=later) <= of_one + 20


def _usual_cost_of_nothing(user: User, place: Workplace, *, now: datetime) -> float:
    """In buffers, past the change from custom plans to a generic one."""
    found = {work.why_empty(user, place, now=now) for _ in range(6)}
    assert found == {"nothing_left"}
    return median(buffers_of_claim(user, place, now=now) for _ in range(5))

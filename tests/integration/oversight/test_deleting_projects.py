"""A project and a dataset are deleted: what forbids it, what goes, and what people earned stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from guildmark.collection.models import Asset
from guildmark.core import clock
from guildmark.core.errors import NotFound
from guildmark.core.operations import MOST_ATTEMPTS
from guildmark.datasets.errors import DatasetGoing
from guildmark.datasets.models import Dataset, Item
from guildmark.events.models import Event
from guildmark.oversight.actions import erasing as run
from guildmark.oversight.actions import run_deletion
from guildmark.oversight.erasing import OF_DATASETS, OF_PROJECTS, Owned, owned_by, some_ids
from guildmark.oversight.errors import DeletionBlocked, WrongName
from guildmark.oversight.models import Deletion
from guildmark.oversight.queries.deletion import plan_of
from guildmark.oversight.queries.person import own_copy
from guildmark.projects.actions import activate_project, close_project, update_project
from guildmark.projects.errors import ProjectGoing
from guildmark.projects.models import Project
from guildmark.releases.actions import withdraw
from guildmark.releases.models import Release
from guildmark.work.models import Assignment, Batch, KeptEarning, Submission, Task
from guildmark.work.queries.people import done
from tests.api.access import World, makers
from tests.factories import datasets, incoming, releases, work
from tests.factories.deletions import asked, deleted, settled

pytestmark = pytest.mark.django_db
PROJECT, DATASET = Deletion.Kind.PROJECT, Deletion.Kind.DATASET


def mentions(column: str, value: int) -> dict[str, int]:
    """Tables with a column of this name, and how many rows have the value; asked of the database,
    not of the models."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns WHERE column_name = %s"
            " AND table_schema = current_schema()",
            [column],
        )
        found = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" WHERE {column} = %s', [value])  # noqa: S608
            found[table] = cursor.fetchone()[0]
    return {table: count for table, count in found.items() if count}


def test_a_project_goes_with_all_that_was_its_and_its_pictures_and_earnings_stay(
    django_capture_on_commit_callbacks: Any,
) -> None:
    place = releases.pictured_place(items=2)
    incoming.kept(place, incoming.coco({"elsewhere.jpg": [incoming.BOX]}))
    release = releases.ready(place)
    export = releases.exported(release, "csv", has_pictures=True)
    files = [str(export.file)]
    other = work.workplace(items=1)
    settled(place)
    person = Assignment.objects.filter(project=place.project).earliest("pk").annotator
    before = done(user_id=person.pk, now=clock.now(), currency="EUR").total
    copied = own_copy(person.pk).earned
    plan = plan_of(PROJECT, place.project.pk, now=clock.now())

    with django_capture_on_commit_callbacks(execute=True):
        made = deleted(place)

    assert plan.blockers == ()
    assert (plan.counts["tasks"], plan.counts["answers"], plan.counts["exports"]) == (2, 6, 1)
    assert plan.stays.people_count == 3
    assert mentions("project_id", place.project.pk) == {"work_keptearning": 3}
    assert not Project.objects.filter(pk=place.project.pk).exists()
    assert Project.objects.filter(pk=other.project.pk).exists()
    assert Item.objects.filter(dataset=place.dataset).count() == 2
    assert not any(map(default_storage.exists, files))
    assert before.amount_minor > 0
    assert done(user_id=person.pk, now=clock.now(), currency="EUR").total == before
    assert own_copy(person.pk).earned == copied
    assert (made.counts, made.progress_done) == (plan.counts, made.progress_total)
    told = Event.objects.filter(name__startswith="deletion.").order_by("pk")
    assert [(one.name, one.payload["name"], one.actor_id) for one in told] == [
        ("deletion.requested", place.project.name, place.manager.pk),
        ("deletion.finished", place.project.name, None),
    ]


def test_everything_that_routes_name_goes_with_its_project_and_with_its_dataset() -> None:
    world = World(makers())
    for name in makers():
        world[name]
    Deletion.objects.all().delete()
    for project in Project.objects.order_by("pk"):
        Project.objects.filter(pk=project.pk).update(state=Project.State.CLOSED)
        _erased(PROJECT, project)
    for dataset in Dataset.objects.order_by("pk"):
        _erased(DATASET, dataset)

    kept = {KeptEarning, Deletion}
    owned = {one.model for one in owned_by(Project, OF_PROJECTS)}
    owned |= {one.model for one in owned_by(Dataset, OF_DATASETS)}
    assert not owned & kept
    left = {model.__name__: model._default_manager.count() for model in owned}
    assert left == dict.fromkeys(left, 0)
    assert not Project.objects.exists()
    assert not Dataset.objects.exists()


def _erased(kind: str, target: Project | Dataset) -> None:
    """Whatever forbids it: that is another test's."""
    made = Deletion.objects.create(
        organisation_id=target.organisation_id, kind=kind, target_id=target.pk, name=target.name,
        created_by_id=datasets.owner_id(target.organisation), created_at=clock.now(),
    )  # fmt: skip
    assert run_deletion(deletion_id=made.pk, clock=clock.now) is False
    made.refresh_from_db()
    assert made.state == "done", (target, made.error_detail)


def test_what_belongs_is_in_an_order_in_which_it_can_go() -> None:
    for root, follows in ((Project, OF_PROJECTS), (Dataset, OF_DATASETS)):
        owned = [one.model for one in owned_by(root, follows)]
        for at, model in enumerate(owned):
            targets = {
                key.related_model
                for key in model._meta.concrete_fields
                if isinstance(key, models.ForeignKey) and key.remote_field.on_delete in follows
            }
            assert not targets & set(owned[:at]), model
    assert Item not in {one.model for one in owned_by(Project, OF_PROJECTS)}
    assert Assignment not in {one.model for one in owned_by(Dataset, OF_DATASETS)}


def test_nothing_is_counted_for_who_types_another_name() -> None:
    place = releases.pictured_place(items=1)

    with CaptureQueriesContext(connection) as misnamed, pytest.raises(WrongName):
        asked(place, typed_name="another")
    with CaptureQueriesContext(connection) as named, pytest.raises(DeletionBlocked):
        asked(place)

    told = ["COUNT(" in str(one.captured_queries) for one in (misnamed, named)]
    assert told == [False, True]


def test_nothing_is_deleted_before_all_that_has_to_be_done_is_done() -> None:
    place = releases.pictured_place(items=1)
    releases.published(place)

    with pytest.raises(WrongName):
        asked(place, typed_name=place.project.name.upper())
    with pytest.raises(DeletionBlocked) as refused:
        asked(place)

    codes = [one.code for one in refused.value.errors]
    assert {"active", "in_hands", "releases"} <= set(codes)
    assert all(one.message for one in refused.value.errors)
    place.project.refresh_from_db()
    assert place.project.state == Project.State.ACTIVE
    close_project(actor_id=place.manager.pk, project_id=place.project.pk, now=clock.now())
    settled(place)
    release = Release.objects.get(project=place.project)
    withdraw(
        actor_id=place.manager.pk, release_id=release.pk, reason="The project ends",
        now=clock.now(),
    )  # fmt: skip
    deleted(place)


def test_who_was_rejected_a_few_days_ago_may_still_appeal() -> None:
    place = releases.pictured_place(items=1)
    settled(place)
    one = Assignment.objects.filter(project=place.project).earliest("pk")
    one.state, one.reviewed_at = Assignment.State.REJECTED, clock.now()
    one.save(update_fields=["state", "reviewed_at"])

    codes = [[one.code for one in plan_of(PROJECT, place.project.pk, now=at).blockers]
             for at in (clock.now(), clock.now() + timedelta(days=8))]  # fmt: skip

    assert codes == [["appeals"], []]


def test_nobody_changes_or_opens_a_project_on_its_way_out_and_asking_twice_is_one() -> None:
    place = work.workplace(items=1)
    settled(place)
    made = asked(place)

    assert asked(place) == made
    with pytest.raises(ProjectGoing):
        activate_project(actor_id=place.manager.pk, project_id=place.project.pk, now=clock.now())
    with pytest.raises(ProjectGoing):
        update_project(
            actor_id=place.manager.pk, project_id=place.project.pk, changes={"name": "Kept"},
            now=clock.now(),
        )  # fmt: skip
    assert run_deletion(deletion_id=made.pk, clock=clock.now) is False
    assert run_deletion(deletion_id=made.pk, clock=clock.now) is False
    with pytest.raises(NotFound):
        asked(place)


def test_a_worker_that_runs_out_of_time_goes_on_where_it_stood(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = releases.pictured_place(items=2)
    settled(place)
    earned = sum(Assignment.objects.filter(project=place.project, state="accepted").values_list(
        "amount_minor", flat=True
    ))  # fmt: skip
    made = asked(place)
    monkeypatch.setattr(run, "CHUNK", 1)

    turns, done_before = 1, 0
    while run_deletion(deletion_id=made.pk, clock=clock.now, budget_seconds=0):
        turns += 1
        made.refresh_from_db()
        assert made.progress_done > done_before
        done_before = made.progress_done

    made.refresh_from_db()
    assert (made.state, turns > 10) == ("done", True)
    assert made.progress_done == made.progress_total
    kept = KeptEarning.objects.filter(project_id=place.project.pk)
    assert sum(kept.values_list("amount_minor", flat=True)) == earned > 0


def test_no_chunk_is_looked_for_among_what_the_last_one_has_passed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = releases.pictured_place(items=2)
    settled(place)
    passed: dict[tuple[type[models.Model], str], list[Any]] = {}

    def some(owned: Owned, path: str, root_id: int, *, after: Any, limit: int) -> list[Any]:
        ids = some_ids(owned, path, root_id, after=after, limit=limit)
        before = passed.setdefault((owned.model, path), [])
        assert after == (before[-1] if before else None)
        before.extend(ids)
        return ids

    monkeypatch.setattr(run, "CHUNK", 1)
    monkeypatch.setattr(run, "some_ids", some)
    made = deleted(place)

    assert len(passed[Assignment, "project_id"]) == 6
    assert 1 + sum(map(len, passed.values())) == made.progress_total


def test_a_dataset_that_a_project_uses_stays_and_goes_after_it(
    django_capture_on_commit_callbacks: Any,
) -> None:
    place = releases.pictured_place(items=2)
    items = incoming.pictures(place)
    names = [str(name) for one in items for name in (one.original, one.rendition, one.thumbnail)]
    elsewhere = datasets.dataset(place.organisation)
    Project.objects.filter(pk=place.project.pk).update(dataset=elsewhere)

    with pytest.raises(DeletionBlocked) as refused:
        asked(place, DATASET)
    assert [one.code for one in refused.value.errors] == ["projects"]
    assert place.project.name in refused.value.errors[0].message

    settled(place)
    deleted(place)
    assert all(map(default_storage.exists, names))
    with django_capture_on_commit_callbacks(execute=True):
        deleted(place, DATASET)
    assert mentions("dataset_id", place.dataset.pk) == {}
    assert not any(map(default_storage.exists, names))
    assert Dataset.objects.filter(pk=elsewhere.pk).exists()


def test_nothing_comes_into_a_dataset_on_its_way_out() -> None:
    place = work.workplace()
    Project.objects.filter(pk=place.project.pk).update(dataset=None)
    asked(place, DATASET)

    with pytest.raises(DatasetGoing):
        datasets.import_(place.dataset)


#: Tables that point to a table, without an index or a constraint that leads with the column.
LOOKED_THROUGH = """
SELECT c.conrelid::regclass::text, a.attname
FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
WHERE c.contype = 'f' AND c.confrelid = %s::regclass AND NOT EXISTS (
    SELECT 1 FROM pg_index i
    WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1] AND i.indpred IS NULL)
ORDER BY 1, 2
"""


@pytest.mark.parametrize("model", [Item, Batch, Task, Assignment, Submission, Asset])
def test_no_table_is_read_through_for_each_row_that_goes(model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(LOOKED_THROUGH, [model._meta.db_table])
        found = cursor.fetchall()

    assert found == []


def test_a_deletion_that_ends_its_workers_is_given_up() -> None:
    place = work.workplace()
    settled(place)
    made = asked(place)
    Deletion.objects.filter(pk=made.pk).update(state="running", attempt=MOST_ATTEMPTS)

    assert run_deletion(deletion_id=made.pk, clock=clock.now) is False

    made.refresh_from_db()
    assert (made.state, made.error_code) == ("failed", "gave_up")
    assert Project.objects.filter(pk=place.project.pk).exists()

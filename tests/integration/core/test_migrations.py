"""Tables are made together, and an installation of before has nothing to apply."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from django.test.utils import CaptureQueriesContext

from guildmark.core.together import CreateTogether

pytestmark = pytest.mark.django_db

Plan = list[tuple[migrations.Migration, bool]]

#: Each of the two names the other, which two `CreateModel` in turn cannot.
HEN_AND_EGG = CreateTogether(
    [
        migrations.CreateModel(
            "Hen",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("hatched_from", models.ForeignKey("core.egg", models.CASCADE)),
            ],
        ),
        migrations.CreateModel(
            "Egg",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("laid_by", models.ForeignKey("core.hen", models.CASCADE, null=True)),
            ],
        ),
    ]
)


def _waiting() -> Plan:
    """What `migrate` and `/readyz` find to do."""
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


def _references() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint"
            " WHERE contype = 'f' AND conrelid::regclass::text IN ('core_hen', 'core_egg')"
            " ORDER BY 1"
        )
        return list(cursor.fetchall())


def test_tables_made_together_may_name_each_other_and_go_together() -> None:
    class Migration(migrations.Migration):
        operations = [HEN_AND_EGG]

    migration = Migration("0001_hen_and_egg", "core")
    before = ProjectState()

    with connection.schema_editor() as editor:
        migration.apply(before.clone(), editor)
    made = _references()
    with connection.schema_editor() as editor:
        migration.unapply(before.clone(), editor)

    assert made == [("core_egg", "core_hen"), ("core_hen", "core_egg")]
    assert not {"core_hen", "core_egg"} & set(connection.introspection.table_names())


def test_a_database_that_applied_what_was_squashed_has_nothing_to_apply() -> None:
    recorder = MigrationRecorder(connection)
    squashed = {
        key: one.replaces
        for key, one in MigrationLoader(connection).disk_migrations.items()
        if one.replaces
    }
    for key, replaced in squashed.items():
        recorder.record_unapplied(*key)
        assert set(replaced) <= set(recorder.applied_migrations())

    waiting = _waiting()

    assert ("work", "0001_squashed_0028_several_native_languages") in squashed
    assert waiting == []


def test_a_database_halfway_through_what_was_squashed_goes_on_from_there() -> None:
    recorder = MigrationRecorder(connection)
    missing = [
        ("releases", "0016_discarded_and_cancelled"),
        ("releases", "0017_prediction_archives"),
        ("work", "0028_several_native_languages"),
    ]
    squashed = [
        ("releases", "0001_squashed_0017_prediction_archives"),
        ("work", "0001_squashed_0028_several_native_languages"),
    ]
    for key in missing + squashed:
        recorder.record_unapplied(*key)

    waiting = [(one.app_label, one.name) for one, _ in _waiting()]

    assert sorted(waiting) == missing


@pytest.mark.django_db(transaction=True)
def test_the_index_of_doubts_is_made_beside_people_who_submit_and_again_once_cut_off() -> None:
    loader = MigrationLoader(connection, replace_migrations=False)
    migration = loader.get_migration("consensus", "0010_doubts")
    before = loader.project_state(("consensus", "0009_audit_expected"))

    # All of it is there already, as after a step that was cut off.
    editing = connection.schema_editor(atomic=migration.atomic)
    with CaptureQueriesContext(connection) as said, editing as editor:
        migration.apply(before, editor)

    made = [one["sql"] for one in said if one["sql"].startswith("CREATE INDEX")]
    assert [one.split('"')[0] for one in made] == ["CREATE INDEX CONCURRENTLY "]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indisvalid FROM pg_index WHERE indexrelid = 'result_by_doubt'::regclass"
        )
        assert cursor.fetchone() == (True,)

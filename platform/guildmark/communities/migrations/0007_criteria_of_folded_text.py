"""Whoever is in, or out, by free text is looked at again: it is compared otherwise since 0005."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone


def look_again(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Record, for communities that ask for free text, what makes a worker review the members.

    In the trail it is the service that changed the criteria: what they mean did change.
    """
    texts = apps.get_model("communities", "Trait").objects.filter(type="text")
    keys = set(texts.values_list("key", flat=True))
    versions = apps.get_model("communities", "CriteriaVersion").objects.order_by(
        "community_id", "-number"
    )
    newest = versions.select_related("community").distinct("community_id")
    event = apps.get_model("events", "Event")
    event.objects.bulk_create(
        event(
            name="criteria.changed",
            payload={"community_id": version.community_id, "number": version.number},
            organisation_id=version.community.organisation_id,
            occurred_at=timezone.now(),
        )
        for version in newest
        if not keys.isdisjoint(_compared(version.doors))
    )


# Any: JSON.
def _compared(doors: dict[str, Any]) -> set[str]:
    """The traits whose answers are held against something; not: answered, whatever it is."""
    clauses = [clause for groups in doors.values() for group in groups for clause in group]
    return {clause["trait"] for clause in clauses if clause["value"] is not None}


class Migration(migrations.Migration):
    """Data alone: the relay hands the events out when it next looks."""

    dependencies = [("communities", "0006_mails_of_a_day"), ("events", "0001_initial")]

    operations = [migrations.RunPython(look_again, migrations.RunPython.noop)]

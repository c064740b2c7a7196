"""Releases that are thrown away, and versions that are free where nothing was to be had."""

from django.db import migrations, models

_STATES = (
    *("building", "ready", "published", "superseded", "withdrawn", "failed", "discarded"),
    "cancelled",
)


class Migration(migrations.Migration):
    dependencies = [("releases", "0015_evaluation_labels")]

    operations = [
        migrations.RemoveConstraint(model_name="release", name="release_version_once"),
        migrations.AlterField(
            model_name="release",
            name="state",
            field=models.CharField(
                choices=[(state, state.capitalize()) for state in _STATES],
                default="building",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                condition=models.Q(state__in=["failed", "cancelled"], _negated=True),
                fields=("project", "version"),
                name="release_version_once",
            ),
        ),
    ]

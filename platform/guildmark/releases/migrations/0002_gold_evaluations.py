"""Evaluations against gold: an evaluation knows its project, and may be of no release."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill_projects(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Until now each was of a release, and so of its project."""
    releases = apps.get_model("releases", "Release").objects
    of_release = releases.filter(pk=models.OuterRef("release_id")).values("project_id")
    apps.get_model("releases", "Evaluation").objects.update(project_id=models.Subquery(of_release))


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0004_plugin"),
        ("quality", "0001_initial"),
        ("releases", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            "evaluation",
            "project",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evaluations",
                to="projects.project",
            ),
        ),
        migrations.RunPython(fill_projects, migrations.RunPython.noop, elidable=True),
        # A deferred foreign key that waits for the end of the transaction forbids the change below.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField(
            "evaluation",
            "project",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evaluations",
                to="projects.project",
            ),
        ),
        migrations.AlterField(
            "evaluation",
            "release",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="evaluations",
                to="releases.release",
            ),
        ),
        migrations.AddConstraint(
            "evaluation",
            models.UniqueConstraint(
                condition=models.Q(release=None, state__in=["queued", "running"]),
                fields=["project", "source", "source_name", "sha256"],
                name="gold_evaluation_live_once",
            ),
        ),
        migrations.AlterField(
            "evaluationitem",
            "frozen",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="releases.releaseitem",
            ),
        ),
        migrations.AddField(
            "evaluationitem",
            "gold_item",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="quality.golditem",
            ),
        ),
        migrations.AddField("evaluationitem", "reference", models.JSONField(null=True)),
        migrations.AddConstraint(
            "evaluationitem",
            models.CheckConstraint(
                condition=models.Q(frozen__isnull=False, gold_item=None, reference=None)
                | models.Q(frozen=None, gold_item__isnull=False, reference__isnull=False),
                name="evaluation_item_has_one_truth",
            ),
        ),
    ]

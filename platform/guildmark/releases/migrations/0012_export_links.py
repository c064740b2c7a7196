"""A file may say where each picture is, instead of holding it."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("releases", "0011_origins")]

    operations = [
        migrations.AddField(
            model_name="export",
            name="links",
            field=models.CharField(
                blank=True,
                choices=[("", "None"), ("ours", "Ours"), ("own", "Own")],
                db_default="",
                default="",
                max_length=4,
            ),
        ),
        migrations.RemoveConstraint(model_name="export", name="export_live_once"),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.UniqueConstraint(
                condition=Q(("state__in", ["queued", "running", "done"])),
                fields=("release", "format", "has_pictures", "links", "language"),
                name="export_live_once",
            ),
        ),
    ]

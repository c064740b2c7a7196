"""Parcels of labels, which may be open beside the one import of a dataset that is under way."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("datasets", "0010_touched")]

    operations = [
        migrations.AddField(
            model_name="import",
            name="is_parcel",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="holds one file of labels until they are read",
            ),
        ),
        migrations.RemoveConstraint(model_name="import", name="import_live_once"),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.UniqueConstraint(
                condition=Q(("is_parcel", False), ("state__in", ("queued", "running"))),
                fields=("dataset",),
                name="import_live_once",
            ),
        ),
    ]

"""A parcel knows the file that it was opened for, and is open once for each.

Parcels of before have none: nobody is given them again, and they end by themselves.
"""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("datasets", "0011_parcels")]

    operations = [
        migrations.AddField(
            model_name="import",
            name="fingerprint",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="of a parcel: its sender's name for the file",
                max_length=400,
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.UniqueConstraint(
                condition=Q(is_parcel=True, is_collecting=True) & ~Q(fingerprint=""),
                fields=("dataset", "created_by", "fingerprint"),
                name="parcel_open_once",
            ),
        ),
    ]

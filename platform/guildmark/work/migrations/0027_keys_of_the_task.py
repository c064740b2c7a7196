"""What an assignment is about is held by its task's keys: no item looks for itself among all."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two keys of assignments are columns without a constraint of their own."""

    dependencies = [
        ("datasets", "0015_leftovers"),
        ("work", "0026_overlap_up_to"),
    ]

    operations = [
        migrations.AlterField(
            model_name="assignment",
            name="item",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="datasets.item",
            ),
        ),
        migrations.AlterField(
            model_name="assignment",
            name="batch",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignments",
                to="work.batch",
            ),
        ),
    ]

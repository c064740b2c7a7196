"""The few labels that are least sure are found without a look at all others."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("consensus", "0006_labelled_items")]

    operations = [
        migrations.AddIndex(
            model_name="labelleditem",
            index=models.Index(
                fields=["project_id", "label", "lowest_confidence"],
                include=("item_id", "task_id"),
                name="labelled_item_by_confidence",
            ),
        ),
    ]

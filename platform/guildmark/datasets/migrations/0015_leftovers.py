"""Files to delete, until the storage has let go of them; and datasets that are deleted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("datasets", "0014_measured_alone")]

    operations = [
        migrations.AddField(
            model_name="dataset",
            name="is_deleting",
            field=models.BooleanField(
                db_default=False, default=False, help_text="an owner deletes it"
            ),
        ),
        migrations.CreateModel(
            name="Leftover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(help_text="in the storage", max_length=300)),
                ("organisation_id", models.BigIntegerField()),
                ("since", models.DateTimeField()),
                ("due_at", models.DateTimeField(db_index=True)),
                ("try_count", models.PositiveSmallIntegerField(default=0)),
                ("refusal", models.CharField(blank=True, max_length=200)),
            ],
        ),
    ]

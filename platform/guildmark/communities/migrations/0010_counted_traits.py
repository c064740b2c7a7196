"""What the service counts of people's work becomes a fact criteria can ask for."""

from django.db import migrations, models

from guildmark.communities.catalogue import load_counted


def load(apps, schema_editor):
    load_counted(apps.get_model("communities", "Trait"))


class Migration(migrations.Migration):
    dependencies = [("communities", "0009_own_traits")]

    operations = [
        migrations.AlterField(
            model_name="trait",
            name="filled_by",
            field=models.CharField(
                choices=[("person", "Person"), ("staff", "Staff"), ("service", "Service")],
                default="person",
                max_length=7,
            ),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]

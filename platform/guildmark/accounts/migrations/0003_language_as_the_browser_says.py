from django.db import migrations, models


def forget_what_nobody_chose(apps, schema_editor):
    """Until now nothing offered a choice: "en" stood there by default."""
    apps.get_model("accounts", "User").objects.filter(locale="en").update(locale="")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_no_admin")]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="locale",
            field=models.CharField(blank=True, default="", max_length=12),
        ),
        migrations.RunPython(forget_what_nobody_chose, migrations.RunPython.noop),
    ]

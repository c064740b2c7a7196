"""A community can be closed; a new one takes members by invitation by default."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Nullable, and written by nothing that runs before: no row is rewritten."""

    dependencies = [("communities", "0009_verified_answers")]

    operations = [
        migrations.AddField(
            model_name="community",
            name="closed_at",
            field=models.DateTimeField(null=True, help_text="Since when it takes nobody in."),
        ),
        migrations.AlterField(
            model_name="community",
            name="joining",
            field=models.CharField(
                max_length=10,
                choices=[("open", "Open"), ("apply", "Apply"), ("invite", "Invite")],
                default="invite",
            ),
        ),
    ]

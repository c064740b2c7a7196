"""How many are in a community is counted from an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index more: no row is rewritten."""

    dependencies = [("communities", "0012_right_on_checks")]

    operations = [
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["community", "state"], name="membership_by_state"),
        ),
    ]

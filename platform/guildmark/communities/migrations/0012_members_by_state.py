"""How many are in a community is counted from an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index more: no row is rewritten."""

    dependencies = [("communities", "0001_squashed_0011_several_native_languages")]

    operations = [
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["community", "state"], name="membership_by_state"),
        ),
    ]

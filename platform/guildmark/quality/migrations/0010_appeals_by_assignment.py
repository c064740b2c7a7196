"""Assignments that are deleted are looked for among appeals by an index."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Beside people at work."""

    atomic = False

    dependencies = [("quality", "0009_offer_the_rule_of_verdicts")]

    operations = [
        AddIndexConcurrently(
            model_name="appeal",
            index=models.Index(fields=["assignment"], name="appeal_of_assignment"),
        ),
    ]

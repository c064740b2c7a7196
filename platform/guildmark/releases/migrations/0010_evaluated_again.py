"""What was evaluated before outcomes were kept may be evaluated again under the same name."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("releases", "0009_evaluation_outcomes")]

    operations = [
        migrations.RemoveConstraint(model_name="evaluation", name="evaluation_live_once"),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.UniqueConstraint(
                condition=Q(("state__in", ["queued", "running"])),
                fields=("release", "source", "source_name", "sha256"),
                name="evaluation_live_once",
            ),
        ),
    ]

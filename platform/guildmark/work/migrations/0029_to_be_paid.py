"""Who is to be paid what: found by the day of the verdict; what one took, by time."""

from django.db import migrations, models
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    dependencies = [("work", "0028_several_native_languages")]

    operations = [
        migrations.RemoveIndex(model_name="assignment", name="assignment_of_annotator"),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                fields=["annotator", "-leased_at", "-id"], name="assignment_by_time"
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                models.F("organisation_id"),
                Coalesce("reviewed_at", "ended_at"),
                condition=models.Q(state__in=("accepted", "rejected", "spare", "voided")),
                name="assignment_judged",
            ),
        ),
        migrations.AddField(
            model_name="keptearning",
            name="paid_count",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="keptearning",
            name="paid_minor",
            field=models.PositiveBigIntegerField(db_default=0, default=0),
        ),
        migrations.AddConstraint(
            model_name="keptearning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    paid_count__lte=models.F("task_count"),
                    paid_minor__lte=models.F("amount_minor"),
                ),
                name="kept_earning_paid_part",
            ),
        ),
    ]

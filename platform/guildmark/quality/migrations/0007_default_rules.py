"""The default rules for the projects there are, as they stood when rules came."""

from django.db import migrations
from django.utils import timezone

WEEK = {"days": 7}
MORE = {"days": 7, "gold_boost": 2.0}
#: name, statistic, last, least, operator, threshold, action, parameters
RULES = (
    ("Too many checks wrong", "gold_upper_bound", 30, 5, "below", None, "pause", WEEK),
    ("Seldom as the label has it", "consensus_agreement", 50, 20, "below", 0.6, "more_gold", MORE),
    ("Answers whatever there is", "spammer_score", None, 1, "below", 0.1, "more_gold", MORE),
    ("Much quicker than others", "speed_z", 30, 10, "below", -3.0, "notice", {}),
    ("Skips much", "skip_share", 50, 20, "at_least", 0.5, "notice", {}),
    ("Has become worse", "drift", None, 1, "at_least", 1.0, "more_gold", MORE),
    ("Answers like another person's", "pair_similarity", None, 1, "below", 0.001, "more_gold", MORE),
    ("Much work rejected", "acceptance_share", 30, 10, "below", 0.7, "notice", {}),
)


def make_rules(apps, schema_editor):
    """Each project its own, switched off: nobody is paused by an upgrade that nobody looked at."""
    now = timezone.now()
    rule = apps.get_model("quality", "QualityRule")
    rule.objects.bulk_create(
        [
            rule(
                organisation_id=project.organisation_id,
                project=project,
                name=name,
                statistic=statistic,
                window={"last": last, "least": least},
                condition={"operator": operator, "threshold": threshold},
                action=action,
                parameters=parameters,
                is_on=False,
                created_at=now,
                changed_at=now,
            )
            for project in apps.get_model("projects", "Project").objects.order_by("pk")
            for name, statistic, last, least, operator, threshold, action, parameters in RULES
        ],
        batch_size=500,
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    """Rows only."""

    dependencies = [("quality", "0006_rules")]

    operations = [migrations.RunPython(make_rules, migrations.RunPython.noop)]

"""Projects that were there before the rule about verdicts are offered it: made, and off.

A project without any rule gave all of them up, and is offered none. Safe to repeat.
"""

from django.db import migrations
from django.utils import timezone

#: As `default_rules.VERDICTS` was when it came.
OFFERED = {
    "name": "Says the same of right and wrong labels",
    "statistic": "verdict_skill",
    "window": {"last": 200, "least": 30},
    "condition": {"operator": "below", "threshold": 0.2},
    "action": "notice",
    "parameters": {},
}


def offer(apps, schema_editor):
    """A rule, and its line in the trail, for each project that lacks it."""
    rules = apps.get_model("quality", "QualityRule").objects
    event = apps.get_model("events", "Event")
    now = timezone.now()
    has_it = rules.filter(statistic=OFFERED["statistic"]).values("project_id")
    has_its_name = rules.filter(name=OFFERED["name"]).values("project_id")
    lacking = (
        rules.exclude(project_id__in=has_it)
        .exclude(project_id__in=has_its_name)
        .order_by("project_id")
        .values_list("project_id", "organisation_id")
        .distinct()
    )
    for project_id, organisation_id in list(lacking):
        made = rules.create(
            organisation_id=organisation_id,
            project_id=project_id,
            is_offered=True,
            created_at=now,
            changed_at=now,
            **OFFERED,
        )
        event.objects.create(
            name="quality_rule.created",
            organisation_id=organisation_id,
            payload={
                "project_id": project_id,
                "rule_id": made.pk,
                "name": OFFERED["name"],
                "statistic": OFFERED["statistic"],
                **OFFERED["window"],
                "threshold": OFFERED["condition"]["threshold"],
                "action": OFFERED["action"],
                "parameters": OFFERED["parameters"],
                "is_on": False,
            },
            occurred_at=now,
            sent_at=now,
            settled_at=now,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("quality", "0008_offered_rules_and_kept_trials"),
        ("events", "0001_initial"),
    ]

    operations = [migrations.RunPython(offer, migrations.RunPython.noop)]

"""What people said of labels, held against what others said of the same ones.

Verdicts of before are held against those beside them; what a reviewer decided of a label is
added when they decide again.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# As `quality.actions.verdicts` holds them, of one round alone.
HOLD = """
INSERT INTO quality_verdictscore
    (submission_id, annotator_id, project_id, is_accept, is_right, is_by_reviewer, given_at)
SELECT
    v.submission_id, s.annotator_id, s.project_id, v.outcome = 'accept',
    CASE WHEN 2 * o.accepted > o.n THEN true WHEN 2 * o.accepted < o.n THEN false END,
    false, v.given_at
FROM work_verdict v
JOIN work_submission s ON s.id = v.submission_id AND s.counts
CROSS JOIN LATERAL (
    SELECT count(*) AS n, count(*) FILTER (WHERE other.outcome = 'accept') AS accepted
    FROM work_verdict other
    JOIN work_submission given ON given.id = other.submission_id AND given.counts
    WHERE other.subject_id = v.subject_id AND other.id <> v.id
) o
"""


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0001_squashed_0004_plugin"),
        ("quality", "0006_is_held"),
        ("work", "0015_comparing_many"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="VerdictScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_accept", models.BooleanField()),
                ("is_right", models.BooleanField(null=True)),
                ("is_by_reviewer", models.BooleanField(default=False)),
                ("given_at", models.DateTimeField()),
                (
                    "annotator",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="projects.project",
                    ),
                ),
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="work.submission",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["project", "annotator", "-given_at", "-id"],
                        include=("is_accept", "is_right"),
                        name="verdict_score_of_annotator",
                    ),
                    models.Index(
                        fields=["project", "-id"],
                        include=("annotator", "is_accept"),
                        name="verdict_score_of_project",
                    ),
                ],
            },
        ),
        migrations.RunSQL(HOLD, migrations.RunSQL.noop),
    ]

"""How much of each check was right, of what is kept of it; people are judged by that from now on.

Skills are computed anew by a worker, as after other marks, and people are judged afterwards.
"""

from django.db import migrations, models

#: As `concord.right_share` counts: what was drawn beside its place is missed and spurious at once.
#: An empty image that was left empty has an F1 of 1 without any shape.
FILLED = """
WITH kept AS (
    SELECT score.id, score.f1,
        COALESCE(score.details -> 'matched', '[]'::jsonb) AS matched,
        jsonb_array_length(COALESCE(score.details -> 'missed', '[]'::jsonb)) AS missed,
        jsonb_array_length(COALESCE(score.details -> 'spurious', '[]'::jsonb)) AS spurious,
        COALESCE(score.details -> 'questions', '{}'::jsonb) AS questions
    FROM quality_goldscore AS score
    WHERE score.is_held
), counted AS (
    SELECT kept.id,
        GREATEST(kept.missed, kept.spurious) AS errors,
        jsonb_array_length(kept.matched) AS found,
        (SELECT count(*) FROM jsonb_array_elements(kept.matched) AS pair
            WHERE (pair ->> 'has_right_label')::boolean) AS called,
        CASE WHEN kept.f1 = 1 AND kept.matched = '[]'::jsonb AND kept.missed + kept.spurious = 0
            THEN 1 ELSE 0 END AS left_empty,
        (SELECT count(*) FROM jsonb_each_text(kept.questions)) AS asked,
        (SELECT count(*) FROM jsonb_each_text(kept.questions) AS one
            WHERE one.value = 'true') AS answered
    FROM kept
)
UPDATE quality_goldscore AS score
SET right_share = (counted.called + counted.left_empty + counted.answered)::double precision
    / (counted.found + counted.left_empty + counted.errors + counted.asked)
FROM counted
WHERE score.id = counted.id
    AND counted.found + counted.left_empty + counted.errors + counted.asked > 0
"""
#: In the place of a version: see `actions.correcting`. No answer waits, so the sweep only finishes.
HELD_ANEW = """
UPDATE quality_golditem AS gold SET rescored_version = 0
WHERE EXISTS (SELECT 1 FROM quality_goldscore AS score WHERE score.gold_item_id = gold.id)
"""


class Migration(migrations.Migration):
    dependencies = [("quality", "0010_appeals_by_assignment")]

    operations = [
        migrations.AddField(
            model_name="goldscore",
            name="right_share",
            field=models.FloatField(db_default=1.0),
        ),
        migrations.RunSQL(FILLED, migrations.RunSQL.noop),
        migrations.RunSQL(HELD_ANEW, migrations.RunSQL.noop),
    ]

"""Labels are found by what of them is in doubt."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

import guildmark.consensus.models

DOUBT = """
CREATE OR REPLACE FUNCTION consensus_doubt_of(confidence jsonb, left_out jsonb) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN jsonb_path_exists(confidence, '$.shapes.*.is_tie ? (@ == true)')
            OR jsonb_path_exists(confidence, '$.answers.*.is_tie ? (@ == true)')
            OR jsonb_path_exists(
                confidence,
                '$.shapes.*.attributes.* ? (@.is_decided == true && @.is_tie == true)'
            )
        THEN 'tie'
        ELSE coalesce((
            SELECT doubt.what
            FROM (
                SELECT said.what, said.place, said.sure
                FROM jsonb_path_query(confidence, '$.shapes.*') AS shape (value),
                    LATERAL (VALUES
                        ('shape', 1, (shape.value ->> 'exists')::float),
                        ('shape_label', 2, (shape.value ->> 'class')::float)
                    ) AS said (what, place, sure)
                UNION ALL
                SELECT 'attribute', 3, (one.value ->> 'probability')::float
                FROM jsonb_path_query(
                    confidence, '$.shapes.*.attributes.* ? (@.is_decided == true)'
                ) AS one (value)
                UNION ALL
                SELECT 'left_out', 4, 1 - (one.value ->> 'exists')::float
                FROM jsonb_path_query(left_out, '$[*]') AS one (value)
                UNION ALL
                SELECT 'answer', 5, (one.value ->> 'probability')::float
                FROM jsonb_path_query(confidence, '$.answers.*') AS one (value)
            ) AS doubt
            WHERE doubt.sure < 1
            ORDER BY doubt.sure, doubt.place
            LIMIT 1
        ), 'none')
    END
$$;
"""


class Migration(migrations.Migration):
    """The index reads every label there is: people go on submitting while it is made.

    Nothing is rolled back where it is cut off, so each step may be done again.
    """

    atomic = False

    dependencies = [("consensus", "0009_audit_expected")]

    operations = [
        migrations.RunSQL(DOUBT, "DROP FUNCTION IF EXISTS consensus_doubt_of(jsonb, jsonb)"),
        migrations.RunSQL(
            "DROP INDEX CONCURRENTLY IF EXISTS result_by_doubt", migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            model_name="consensusresult",
            index=models.Index(
                models.F("project"),
                guildmark.consensus.models.DoubtOf("confidence", "left_out"),
                models.F("lowest_confidence"),
                condition=models.Q(("is_current", True)),
                name="result_by_doubt",
            ),
        ),
    ]

"""What organisations verified stands in profiles once more: criteria may ask for that alone."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
#: The file fills profiles as they were before free text was folded, so they are filled again.
FILL = """
INSERT INTO communities_profile (user_id, answers)
SELECT user_id,
       jsonb_object_agg('t' || trait_id, COALESCE(to_jsonb(folded), value))
       || COALESCE(
            jsonb_object_agg('v' || trait_id, COALESCE(to_jsonb(folded), value))
              FILTER (WHERE source = 'verified'),
            '{}'
          )
FROM communities_traitvalue GROUP BY user_id
ON CONFLICT (user_id) DO UPDATE SET answers = excluded.answers;
"""


class Migration(migrations.Migration):
    """The function that keeps profiles, and what it holds for those who are here."""

    dependencies = [("communities", "0008_mails_of_an_organisation")]

    operations = [
        migrations.RunSQL(
            (SQL / "profile.sql").read_text(encoding="utf-8") + FILL, migrations.RunSQL.noop
        ),
    ]

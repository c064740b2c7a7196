"""Until when a pause lasts; and the claim and the answer as they are now.

A share is never exceeded, a lease names the guideline in force, who worked in a batch that was
closed is told so, and no answer took longer than its lease is old.
"""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"
CHANGED = ("search", "empty", "claim", "returned", "submit")


class Migration(migrations.Migration):
    """A column of the seat, and the functions anew."""

    dependencies = [
        ("work", "0009_sentences"),
    ]

    operations = [
        migrations.AddField(
            model_name="seat",
            name="blocked_until",
            field=models.DateTimeField(help_text="None: until it is lifted", null=True),
        ),
        migrations.RunSQL(
            "\n".join((SQL / f"{name}.sql").read_text(encoding="utf-8") for name in CHANGED),
            migrations.RunSQL.noop,
        ),
    ]

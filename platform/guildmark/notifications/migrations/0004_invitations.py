"""Invitations to communities are a kind of their own: a choice of mail of their own."""

from django.db import migrations, models

KINDS = [
    ("standing", "Standing"),
    ("appeal", "Appeal"),
    ("application", "Application"),
    ("invitation", "Invitation"),
    ("membership", "Membership"),
    ("qualification", "Qualification"),
    ("work", "Work"),
    ("message", "Message"),
    ("waiting", "Waiting"),
]


class Migration(migrations.Migration):
    """Choices alone: nothing changes in the database."""

    dependencies = [("notifications", "0003_sentences")]

    operations = [
        migrations.AlterField(
            model_name=model,
            name="kind",
            field=models.CharField(max_length=14, choices=KINDS),
        )
        for model in ("mailchoice", "notice")
    ]

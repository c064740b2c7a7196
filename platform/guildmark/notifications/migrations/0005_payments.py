"""What was paid is a kind of notice of its own: a choice of mail of its own."""

from django.db import migrations, models

KINDS = [
    ("standing", "Standing"),
    ("appeal", "Appeal"),
    ("application", "Application"),
    ("invitation", "Invitation"),
    ("membership", "Membership"),
    ("qualification", "Qualification"),
    ("work", "Work"),
    ("payment", "Payment"),
    ("message", "Message"),
    ("waiting", "Waiting"),
]


class Migration(migrations.Migration):
    """Choices alone: nothing changes in the database."""

    dependencies = [("notifications", "0001_squashed_0004_invitations")]

    operations = [
        migrations.AlterField(
            model_name=model,
            name="kind",
            field=models.CharField(max_length=14, choices=KINDS),
        )
        for model in ("mailchoice", "notice")
    ]

"""How many invitations an organisation mailed within a day is counted by an index."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """An index over those that went out by mail, by the community they are to."""

    dependencies = [("communities", "0007_criteria_of_folded_text")]

    operations = [
        migrations.AddIndex(
            "communityinvitation",
            models.Index(
                fields=["community", "sent_at"],
                condition=~Q(email=""),
                name="invitation_mailed_from",
            ),
        ),
    ]

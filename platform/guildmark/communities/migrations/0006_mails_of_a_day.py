"""How many invitations somebody mailed within a day is counted by an index."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """An index over those that went out by mail."""

    dependencies = [("communities", "0005_folded_text")]

    operations = [
        migrations.AddIndex(
            "communityinvitation",
            models.Index(
                fields=["invited_by", "sent_at"],
                condition=~Q(email=""),
                name="invitation_mailed_by",
            ),
        ),
    ]

"""What the errors of a picture are of, to look for them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("releases", "0012_export_links")]

    operations = [
        migrations.AddField(
            model_name="evaluationitem", name="wrong", field=models.JSONField(null=True)
        ),
    ]

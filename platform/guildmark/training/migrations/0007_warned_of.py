from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0006_forgiven_attempts"),
    ]

    operations = [
        migrations.AddField(
            model_name="qualification",
            name="warned_of",
            field=models.DateTimeField(
                help_text="the end that the person was warned of", null=True
            ),
        ),
    ]

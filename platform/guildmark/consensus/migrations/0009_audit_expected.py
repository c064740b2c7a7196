from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consensus", "0008_answer_columns")]

    operations = [
        migrations.AddField(
            model_name="audit",
            name="expected",
            field=models.FloatField(null=True),
        ),
    ]

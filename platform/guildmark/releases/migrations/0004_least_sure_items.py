from django.db import migrations, models

# What was frozen before says how sure it is, too: the least of its shapes and answers.
FILL = """
UPDATE releases_releaseitem SET lowest_confidence = LEAST(
    1.0,
    (SELECT min((one.value ->> 'exists')::float * (one.value ->> 'class')::float)
       FROM jsonb_each(confidence -> 'shapes') AS one),
    (SELECT min((one.value ->> 'probability')::float)
       FROM jsonb_each(confidence -> 'answers') AS one)
)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('datasets', '0001_squashed_0006_from_buckets'),
        ('releases', '0001_squashed_0003_deliveries'),
    ]

    operations = [
        migrations.AddField(
            model_name='releaseitem',
            name='lowest_confidence',
            field=models.FloatField(db_default=1.0, default=1.0),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='releaseitem',
            index=models.Index(fields=['release', 'lowest_confidence', 'position'], name='release_least_sure'),
        ),
    ]

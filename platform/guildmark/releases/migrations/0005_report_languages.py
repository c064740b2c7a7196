from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('releases', '0004_least_sure_items'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='export',
            name='export_live_once',
        ),
        migrations.AddField(
            model_name='export',
            name='language',
            field=models.CharField(blank=True, db_default='', default='', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='export',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['queued', 'running', 'done'])), fields=('release', 'format', 'has_pictures', 'language'), name='export_live_once'),
        ),
        # Reports were written in English until now.
        migrations.RunSQL(
            "UPDATE releases_export SET language = 'en' WHERE format = 'report'",
            migrations.RunSQL.noop,
        ),
    ]

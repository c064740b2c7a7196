from django.db import migrations, models

from guildmark.core.together import CreateTogether


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTogether(
            operations=[
                migrations.CreateModel(
                    name='Event',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=60)),
                        ('version', models.PositiveSmallIntegerField(default=1)),
                        ('organisation_id', models.BigIntegerField(null=True)),
                        ('actor_id', models.BigIntegerField(null=True)),
                        ('payload', models.JSONField()),
                        ('occurred_at', models.DateTimeField()),
                        ('sent_at', models.DateTimeField(null=True)),
                        ('settled_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('sent_at', None)), fields=['id'], name='event_unsent'), models.Index(condition=models.Q(('sent_at__isnull', False), ('settled_at', None)), fields=['id'], name='event_unsettled'), models.Index(fields=['organisation_id', 'id'], name='event_of_organisation')],
                    },
                ),
                migrations.CreateModel(
                    name='Receipt',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('event_id', models.BigIntegerField()),
                        ('handler', models.CharField(max_length=80)),
                        ('handled_at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('event_id', 'handler'), name='receipt_once')],
                    },
                ),
            ],
        ),
    ]

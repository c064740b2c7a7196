import django.db.models.deletion
import guildmark.core.said
from django.conf import settings
from django.db import migrations, models

from guildmark.core.together import CreateTogether


class Migration(migrations.Migration):

    replaces = [('notifications', '0001_squashed_0002_gathered_and_waiting'), ('notifications', '0003_sentences'), ('notifications', '0004_invitations')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0003_workspace_default'),
    ]

    operations = [
        CreateTogether(
            operations=[
                migrations.CreateModel(
                    name='Notice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
                        ('kind', models.CharField(choices=[('standing', 'Standing'), ('appeal', 'Appeal'), ('application', 'Application'), ('invitation', 'Invitation'), ('membership', 'Membership'), ('qualification', 'Qualification'), ('work', 'Work'), ('message', 'Message'), ('waiting', 'Waiting')], max_length=14)),
                        ('title', guildmark.core.said.SentenceField()),
                        ('body', guildmark.core.said.SentenceField(blank=True)),
                        ('href', models.CharField(blank=True, max_length=200)),
                        ('topic', models.CharField(blank=True, max_length=80)),
                        ('count', models.PositiveIntegerField(default=1)),
                        ('event_id', models.BigIntegerField()),
                        ('created_at', models.DateTimeField()),
                        ('read_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['user', '-id'], name='notice_of_user'), models.Index(condition=models.Q(('read_at', None)), fields=['user', 'topic'], name='notice_unread')],
                        'constraints': [models.UniqueConstraint(fields=('event_id', 'user'), name='notice_once')],
                    },
                ),
                migrations.CreateModel(
                    name='MailChoice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mail_choices', to=settings.AUTH_USER_MODEL)),
                        ('kind', models.CharField(choices=[('standing', 'Standing'), ('appeal', 'Appeal'), ('application', 'Application'), ('invitation', 'Invitation'), ('membership', 'Membership'), ('qualification', 'Qualification'), ('work', 'Work'), ('message', 'Message'), ('waiting', 'Waiting')], max_length=14)),
                        ('is_wanted', models.BooleanField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('user', 'kind'), name='mail_choice_once')],
                    },
                ),
            ],
        ),
    ]

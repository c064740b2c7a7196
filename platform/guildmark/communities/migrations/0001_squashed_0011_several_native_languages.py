"""The tables, the facts every installation starts with, and the rows in which people's answers are kept."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import guildmark.core.said
from django.conf import settings
from django.db import migrations, models

from guildmark.communities.catalogue import load_catalogue, load_counted
from guildmark.core.together import CreateTogether

SQL = Path(__file__).resolve().parents[1] / "sql"


def load(apps, schema_editor):
    trait = apps.get_model("communities", "Trait")
    load_catalogue(trait)
    load_counted(trait)


class Migration(migrations.Migration):

    replaces = [('communities', '0001_squashed_0003_stewards'), ('communities', '0004_sentences'), ('communities', '0005_folded_text'), ('communities', '0006_mails_of_a_day'), ('communities', '0007_criteria_of_folded_text'), ('communities', '0008_mails_of_an_organisation'), ('communities', '0009_verified_answers'), ('communities', '0010_closing'), ('communities', '0011_several_native_languages')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0003_workspace_default'),
        ('events', '0001_initial'),
    ]

    operations = [
        CreateTogether(
            operations=[
                migrations.CreateModel(
                    name='Community',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='communities', to='accounts.organisation')),
                        ('name', models.CharField(max_length=120)),
                        ('description', models.TextField(blank=True)),
                        ('joining', models.CharField(choices=[('open', 'Open'), ('apply', 'Apply'), ('invite', 'Invite')], default='invite', max_length=10)),
                        ('questions', models.JSONField(default=list, help_text='What applicants are asked, in words.')),
                        ('quota', models.JSONField(default=dict, help_text='Seats by answer: {"trait": "country", "seats": {"PT": 20}}.')),
                        ('created_at', models.DateTimeField()),
                        ('closed_at', models.DateTimeField(help_text='Since when it takes nobody in.', null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='community_name_once')],
                    },
                ),
                migrations.CreateModel(
                    name='CriteriaVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria_versions', to='communities.community')),
                        ('number', models.PositiveIntegerField()),
                        ('doors', models.JSONField()),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('created_at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('community', 'number'), name='criteria_number_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='communities.community')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                        ('state', models.CharField(choices=[('active', 'Active'), ('paused', 'Paused'), ('ineligible', 'Ineligible'), ('left', 'Left'), ('removed', 'Removed')], default='active', max_length=10)),
                        ('reason', guildmark.core.said.SentenceField(blank=True)),
                        ('note', models.CharField(blank=True, help_text='For the staff alone.', max_length=1000)),
                        ('tags', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                        ('stratum', models.CharField(blank=True, help_text='The answer by which they have their seat in a quota.', max_length=60)),
                        ('is_held', models.BooleanField(db_default=False, default=False, help_text='They left while paused, and come back paused.')),
                        ('is_steward', models.BooleanField(db_default=False, default=False, help_text='They look after the others.')),
                        ('joined_at', models.DateTimeField()),
                        ('changed_at', models.DateTimeField()),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('is_steward', True)), fields=['community'], name='steward_of'), models.Index(fields=['community', 'joined_at', 'id'], name='membership_by_joining')],
                        'constraints': [models.UniqueConstraint(fields=('community', 'user'), name='membership_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Announcement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='announcements', to='communities.community')),
                        ('title', models.CharField(max_length=200)),
                        ('body', models.CharField(max_length=4000)),
                        ('states', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('active', 'Active'), ('paused', 'Paused'), ('ineligible', 'Ineligible'), ('left', 'Left'), ('removed', 'Removed')], max_length=10), size=None)),
                        ('tags', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                        ('recipient_count', models.PositiveIntegerField()),
                        ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('sent_at', models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name='Application',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='applications', to='communities.community')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='applications', to=settings.AUTH_USER_MODEL)),
                        ('answers', models.JSONField(default=list)),
                        ('state', models.CharField(choices=[('submitted', 'Submitted'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('expired', 'Expired')], default='submitted', max_length=10)),
                        ('reason', models.CharField(blank=True, max_length=500)),
                        ('created_at', models.DateTimeField()),
                        ('decided_at', models.DateTimeField(null=True)),
                        ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('state', 'submitted')), fields=['created_at'], name='application_waiting')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'submitted')), fields=('community', 'user'), name='application_waiting_once')],
                    },
                ),
                migrations.CreateModel(
                    name='CommunityInvitation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='communities.community')),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('seats', models.PositiveIntegerField(default=1)),
                        ('seats_taken', models.PositiveIntegerField(default=0)),
                        ('state', models.CharField(choices=[('sent', 'Sent'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('expired', 'Expired'), ('revoked', 'Revoked')], default='sent', max_length=10)),
                        ('sent_count', models.PositiveSmallIntegerField(default=1)),
                        ('sent_at', models.DateTimeField()),
                        ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('created_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField()),
                        ('answered_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['community', 'email'], name='invitation_of_address'), models.Index(condition=models.Q(('email', ''), _negated=True), fields=['invited_by', 'sent_at'], name='invitation_mailed_by'), models.Index(condition=models.Q(('email', ''), _negated=True), fields=['community', 'sent_at'], name='invitation_mailed_from')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'sent'), models.Q(('email', ''), _negated=True)), fields=('community', 'email'), name='community_invitation_live_once'), models.CheckConstraint(condition=models.Q(('seats_taken__lte', models.F('seats'))), name='invitation_seats_hold')],
                    },
                ),
                migrations.CreateModel(
                    name='Trait',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='traits', to='accounts.organisation')),
                        ('key', models.SlugField(max_length=60)),
                        ('name', models.CharField(max_length=120)),
                        ('question', models.CharField(max_length=300)),
                        ('type', models.CharField(choices=[('choice', 'Choice'), ('choices', 'Choices'), ('number', 'Number'), ('date', 'Date'), ('text', 'Text'), ('boolean', 'Boolean')], max_length=10)),
                        ('options', models.JSONField(default=list)),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('filled_by', models.CharField(choices=[('person', 'Person'), ('staff', 'Staff'), ('service', 'Service')], default='person', max_length=7)),
                        ('retired_at', models.DateTimeField(help_text='Asked of nobody from then on.', null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='trait_key_once', nulls_distinct=False)],
                    },
                ),
                migrations.CreateModel(
                    name='TraitValue',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='traits', to=settings.AUTH_USER_MODEL)),
                        ('trait', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='communities.trait')),
                        ('value', models.JSONField()),
                        ('source', models.CharField(choices=[('declared', 'Declared'), ('verified', 'Verified'), ('computed', 'Computed')], default='declared', max_length=10)),
                        ('updated_at', models.DateTimeField()),
                        ('folded', models.TextField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['trait', 'value'], name='trait_value_lookup')],
                        'constraints': [models.UniqueConstraint(fields=('user', 'trait'), name='trait_value_once')],
                    },
                ),
                migrations.CreateModel(
                    name='TraitChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trait_changes', to=settings.AUTH_USER_MODEL)),
                        ('trait', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='communities.trait')),
                        ('value', models.JSONField()),
                        ('source', models.CharField(choices=[('declared', 'Declared'), ('verified', 'Verified'), ('computed', 'Computed')], max_length=10)),
                        ('changed_at', models.DateTimeField()),
                    ],
                    options={
                        'indexes': [models.Index(fields=['user', 'id'], name='trait_change_of_user')],
                    },
                ),
                migrations.CreateModel(
                    name='Profile',
                    fields=[
                        ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='profile', serialize=False, to=settings.AUTH_USER_MODEL)),
                        ('answers', models.JSONField(default=dict)),
                    ],
                ),
            ],
        ),
        # Triggers first, then rows.
        migrations.RunSQL(
            (SQL / "profile.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]

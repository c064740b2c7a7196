"""Prefetched leases, the schedule and audience of a batch, gold that teaches."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Fields and indexes; the functions that use them follow."""

    dependencies = [
        ('datasets', '0001_initial'),
        ('projects', '0002_consensus_plan'),
        ('work', '0008_returned'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Audience',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation_id', models.BigIntegerField(db_index=True)),
                ('name', models.CharField(max_length=120)),
                ('criteria', models.JSONField()),
                ('created_at', models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='assignment',
            name='assignment_live_once',
        ),
        migrations.RemoveIndex(
            model_name='task',
            name='task_gold_lane',
        ),
        migrations.RemoveField(
            model_name='seat',
            name='gold_cursor',
        ),
        migrations.AddField(
            model_name='assignment',
            name='is_prefetched',
            field=models.BooleanField(db_default=False, default=False, help_text='not begun: not shown yet'),
        ),
        migrations.AddField(
            model_name='batch',
            name='closes_at',
            field=models.DateTimeField(help_text='it is drained then; None: no end', null=True),
        ),
        migrations.AddField(
            model_name='batch',
            name='opens_at',
            field=models.DateTimeField(help_text='None: as soon as it is opened', null=True),
        ),
        migrations.AddField(
            model_name='batch',
            name='resumes_at',
            field=models.DateTimeField(help_text='a pause ends by itself; None: it waits', null=True),
        ),
        migrations.AddField(
            model_name='batch',
            name='slots_made',
            field=models.PositiveIntegerField(db_default=0, default=0, help_text='all there ever were: the share of one person is a part of them'),
        ),
        migrations.AddField(
            model_name='seat',
            name='audience_ids',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, help_text="the project's audiences they are in", size=None),
        ),
        migrations.AddField(
            model_name='task',
            name='is_visible_gold',
            field=models.BooleanField(db_default=False, default=False, help_text='gold that teaches: its answer is shown after the submission'),
        ),
        migrations.AlterField(
            model_name='seat',
            name='has_had_all_gold',
            field=models.BooleanField(default=False, help_text='all that is hidden'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('is_gold', True), ('state', 'open')), fields=['project', 'is_visible_gold', 'position'], name='task_gold_bank'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'leased')), fields=('annotator', 'project', 'is_prefetched'), name='assignment_live_once'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('is_visible_gold', False), ('is_gold', True), _connector='OR'), name='task_visible_is_gold'),
        ),
        migrations.AddField(
            model_name='audience',
            name='created_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='audience',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='audiences', to='projects.project'),
        ),
        migrations.AddField(
            model_name='batch',
            name='audience',
            field=models.ForeignKey(help_text='None: everybody', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='work.audience'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(('opens_at', None), ('closes_at', None), ('closes_at__gt', models.F('opens_at')), _connector='OR'), name='batch_closes_after_it_opens'),
        ),
        migrations.AddConstraint(
            model_name='audience',
            constraint=models.UniqueConstraint(fields=('project', 'name'), name='audience_name_once'),
        ),
    ]

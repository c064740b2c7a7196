import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from guildmark.core.together import CreateTogether


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0002_workspace'),
        ('projects', '0001_squashed_0004_plugin'),
        ('work', '0001_squashed_0006_course'),
    ]

    operations = [
        CreateTogether(
            operations=[
                migrations.CreateModel(
                    name='ConsensusRun',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('queued', 'Queued'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='queued', max_length=10)),
                        ('progress_done', models.PositiveIntegerField(default=0)),
                        ('progress_total', models.PositiveIntegerField(default=0)),
                        ('attempt', models.PositiveSmallIntegerField(default=0)),
                        ('is_cancel_requested', models.BooleanField(default=False)),
                        ('error_code', models.CharField(blank=True, max_length=60)),
                        ('error_detail', models.TextField(blank=True)),
                        ('created_at', models.DateTimeField()),
                        ('started_at', models.DateTimeField(null=True)),
                        ('heartbeat_at', models.DateTimeField(null=True)),
                        ('finished_at', models.DateTimeField(null=True)),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consensus_runs', to='projects.project')),
                        ('is_provisional', models.BooleanField(db_default=False, default=False)),
                        ('method', models.CharField(max_length=60)),
                        ('parameters', models.JSONField(default=dict)),
                        ('model', models.JSONField(null=True)),
                        ('agreement', models.JSONField(null=True)),
                        ('report', models.JSONField(null=True)),
                        ('inputs_sha256', models.CharField(blank=True, max_length=64)),
                        ('submission_count', models.PositiveIntegerField(default=0)),
                        ('task_count', models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['queued', 'running'])), fields=('project',), name='run_live_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ConsensusResult',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('task', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consensus_results', to='work.task')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='projects.project')),
                        ('version', models.PositiveIntegerField()),
                        ('is_current', models.BooleanField(default=True)),
                        ('is_provisional', models.BooleanField(db_default=True, default=True)),
                        ('is_final', models.BooleanField(db_default=False, default=False)),
                        ('adjudicated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('run', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='results', to='consensus.consensusrun')),
                        ('method', models.CharField(max_length=60)),
                        ('document', models.JSONField()),
                        ('confidence', models.JSONField()),
                        ('lowest_confidence', models.FloatField()),
                        ('provenance', models.JSONField()),
                        ('left_out', models.JSONField(default=list)),
                        ('submission_count', models.PositiveSmallIntegerField()),
                        ('inputs_sha256', models.CharField(max_length=64)),
                        ('computed_at', models.DateTimeField()),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('is_current', True)), fields=['project', 'lowest_confidence'], name='result_by_confidence')],
                        'constraints': [models.UniqueConstraint(fields=('task', 'version'), name='result_version_once'), models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('task',), name='result_current_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Adjudication',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('task', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='adjudications', to='work.task')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='projects.project')),
                        ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('started_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('outcome', models.CharField(blank=True, choices=[('settled', 'Settled'), ('asked', 'Asked'), ('cancelled', 'Cancelled'), ('returned', 'Returned'), ('released', 'Released'), ('expired', 'Expired')], max_length=10)),
                        ('way', models.CharField(blank=True, choices=[('accept', 'Accept'), ('take', 'Take'), ('merge', 'Merge'), ('edit', 'Edit')], max_length=10)),
                        ('reason_code', models.CharField(blank=True, choices=[('shape_differs', 'Shape'), ('class_differs', 'Class'), ('missed_or_extra', 'Existence'), ('hard_to_see', 'Image'), ('guideline_unclear', 'Guideline'), ('careless', 'Careless'), ('other', 'Other')], max_length=20)),
                        ('note', models.CharField(blank=True, max_length=1000)),
                        ('result', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='consensus.consensusresult')),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['expires_at'], name='adjudication_lease_end'), models.Index(fields=['project', 'ended_at'], name='adjudication_by_time')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('task',), name='adjudication_live_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Audit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('task', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='audit', to='work.task')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='projects.project')),
                        ('confidence', models.FloatField()),
                        ('labels', models.PositiveSmallIntegerField()),
                        ('document', models.JSONField()),
                        ('stopped_at', models.DateTimeField()),
                        ('confirmed', models.PositiveIntegerField(null=True)),
                        ('decisions', models.PositiveIntegerField(null=True)),
                        ('checked_at', models.DateTimeField(null=True)),
                    ],
                ),
            ],
        ),
    ]

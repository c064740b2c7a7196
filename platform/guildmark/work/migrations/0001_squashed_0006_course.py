"""The tables, then the protocol of the queue as SQL functions; their text lies in `work/sql/`.

A later change of a function adds a migration that runs its file again.
"""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from guildmark.core.together import CreateTogether

SQL = Path(__file__).resolve().parents[1] / "sql"
FILES = (
    "storage",
    "lanes",
    "gold",
    "give_back",
    "returned",
    "empty",
    "search",
    "claim",
    "frame",
    "submit",
    "void",
)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0002_workspace'),
        ('datasets', '0001_squashed_0006_from_buckets'),
        ('events', '0001_initial'),  # the functions record events
        ('projects', '0001_squashed_0004_plugin'),
    ]

    operations = [
        CreateTogether(
            operations=[
                migrations.CreateModel(
                    name='Audience',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organisation_id', models.BigIntegerField(db_index=True)),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='audiences', to='projects.project')),
                        ('name', models.CharField(max_length=120)),
                        ('criteria', models.JSONField()),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('created_at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('project', 'name'), name='audience_name_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Batch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organisation_id', models.BigIntegerField(db_index=True)),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='projects.project')),
                        ('name', models.CharField(max_length=120)),
                        ('state', models.CharField(choices=[('draft', 'Draft'), ('open', 'Open'), ('paused', 'Paused'), ('draining', 'Draining'), ('complete', 'Complete'), ('archived', 'Archived')], default='draft', max_length=10)),
                        ('pause_reason', models.CharField(blank=True, max_length=300)),
                        ('was_stopped', models.BooleanField(db_default=False, default=False, help_text='drained: nobody more is ever asked')),
                        ('resumes_at', models.DateTimeField(help_text='a pause ends by itself; None: it waits', null=True)),
                        ('opens_at', models.DateTimeField(help_text='None: as soon as it is opened', null=True)),
                        ('closes_at', models.DateTimeField(help_text='it is drained then; None: no end', null=True)),
                        ('audience', models.ForeignKey(help_text='None: everybody', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='work.audience')),
                        ('priority', models.SmallIntegerField(default=0, help_text='higher comes first')),
                        ('overlap', models.PositiveSmallIntegerField(default=3)),
                        ('is_adaptive', models.BooleanField(db_default=False, default=False, help_text='asks until sure; the overlap is for what is not calibrated')),
                        ('overlap_min', models.PositiveSmallIntegerField(db_default=2, default=2)),
                        ('overlap_max', models.PositiveSmallIntegerField(db_default=5, default=5)),
                        ('audit_share', models.FloatField(db_default=0.03, default=0.03, help_text='0 to 1, of tasks asked up to the maximum anyway')),
                        ('gold_share', models.FloatField(default=0.1, help_text='0 to 1, of claims that are gold')),
                        ('share_cap', models.FloatField(default=0.1, help_text='0 to 1, of slots one person may take')),
                        ('price_minor', models.PositiveIntegerField()),
                        ('currency', models.CharField(max_length=3)),
                        ('schema_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.schemaversion')),
                        ('guideline_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.guidelineversion')),
                        ('task_count', models.PositiveIntegerField(default=0)),
                        ('slots_made', models.PositiveIntegerField(db_default=0, default=0, help_text='all there ever were: the share of one person is a part of them')),
                        ('reserved_minor', models.PositiveBigIntegerField(default=0)),
                        ('front', models.BigIntegerField(default=0, help_text='every open task of the first lane lies above it')),
                        ('reentry_number', models.BigIntegerField(default=0, help_text='position of the task that came back last')),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('created_at', models.DateTimeField()),
                        ('opened_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('state', 'open')), fields=['project', '-priority', 'id'], name='batch_open_order')],
                        'constraints': [models.UniqueConstraint(fields=('project', 'name'), name='batch_name_once'), models.CheckConstraint(condition=models.Q(('is_adaptive', False), models.Q(('overlap_max__gte', models.F('overlap')), ('overlap_min__gte', 1), ('overlap_min__lte', models.F('overlap'))), _connector='OR'), name='batch_overlaps_rise'), models.CheckConstraint(condition=models.Q(('audit_share__gte', 0), ('audit_share__lte', 1)), name='batch_audit_share'), models.CheckConstraint(condition=models.Q(('opens_at', None), ('closes_at', None), ('closes_at__gt', models.F('opens_at')), _connector='OR'), name='batch_closes_after_it_opens')],
                    },
                ),
                migrations.CreateModel(
                    name='Task',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organisation_id', models.BigIntegerField()),
                        ('project', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='projects.project')),
                        ('batch', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='work.batch')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='datasets.item')),
                        ('step', models.CharField(choices=[('draw', 'Draw'), ('verify', 'Verify'), ('adjudicate', 'Adjudicate')], default='draw', max_length=10)),
                        ('state', models.CharField(choices=[('open', 'Open'), ('saturated', 'Saturated'), ('resolved', 'Resolved'), ('disputed', 'Disputed'), ('adjudicating', 'Adjudicating'), ('triage', 'Triage'), ('cancelled', 'Cancelled')], default='open', max_length=12)),
                        ('is_gold', models.BooleanField(default=False)),
                        ('is_visible_gold', models.BooleanField(db_default=False, default=False, help_text='gold that teaches: its answer is shown after the submission')),
                        ('position', models.BigIntegerField(help_text='generation above, random below')),
                        ('is_open', models.BooleanField(help_text='open_slots > 0, written with it')),
                        ('is_reentered', models.BooleanField(default=False)),
                        ('open_slots', models.PositiveSmallIntegerField()),
                        ('leased', models.PositiveSmallIntegerField(default=0)),
                        ('counted', models.PositiveSmallIntegerField(default=0)),
                        ('target', models.PositiveSmallIntegerField()),
                        ('skip_count', models.PositiveSmallIntegerField(default=0)),
                        ('lapse_count', models.PositiveSmallIntegerField(default=0)),
                        ('changed_at', models.DateTimeField()),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('is_open', True), ('is_reentered', False)), fields=['batch', 'position'], name='task_first_lane'), models.Index(condition=models.Q(('is_open', True), ('is_reentered', True)), fields=['batch', 'position'], name='task_reentry_lane'), models.Index(condition=models.Q(('is_gold', True), ('state', 'open')), fields=['project', 'is_visible_gold', 'position'], name='task_gold_bank'), models.Index(fields=['project', 'state', 'id'], name='task_of_project'), models.Index(fields=['batch', 'state'], name='task_of_batch')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('target', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('open_slots'), '+', models.F('leased')), '+', models.F('counted')))), name='task_slots_add_up'), models.CheckConstraint(condition=models.Q(models.Q(('is_open', True), ('open_slots__gt', 0)), models.Q(('is_open', False), ('open_slots', 0)), _connector='OR'), name='task_open_with_slots'), models.CheckConstraint(condition=models.Q(('is_visible_gold', False), ('is_gold', True), _connector='OR'), name='task_visible_is_gold'), models.UniqueConstraint(fields=('batch', 'item', 'step'), name='task_once'), models.UniqueConstraint(condition=models.Q(('is_gold', True)), fields=('project', 'item'), name='task_gold_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Assignment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organisation_id', models.BigIntegerField()),
                        ('task', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='work.task')),
                        ('annotator', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to=settings.AUTH_USER_MODEL)),
                        ('project', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='projects.project')),
                        ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='datasets.item')),
                        ('batch', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='work.batch')),
                        ('schema_version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.schemaversion')),
                        ('guideline_version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.guidelineversion')),
                        ('state', models.CharField(choices=[('leased', 'Leased'), ('submitted', 'Submitted'), ('accepted', 'Accepted'), ('rejected', 'Rejected'), ('returned', 'Returned'), ('skipped', 'Skipped'), ('released', 'Released'), ('expired', 'Expired'), ('spare', 'Spare'), ('voided', 'Voided')], default='leased', max_length=10)),
                        ('amount_minor', models.PositiveIntegerField()),
                        ('currency', models.CharField(max_length=3)),
                        ('leased_at', models.DateTimeField()),
                        ('lease_expires_at', models.DateTimeField()),
                        ('is_prefetched', models.BooleanField(db_default=False, default=False, help_text='not begun: not shown yet')),
                        ('extensions', models.PositiveSmallIntegerField(default=0)),
                        ('return_count', models.PositiveSmallIntegerField(db_default=0, default=0, help_text='how often it was sent back to its author')),
                        ('return_ends_at', models.DateTimeField(help_text='until then what came back waits for its author', null=True)),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('reason', models.CharField(blank=True, max_length=40)),
                        ('note', models.CharField(blank=True, max_length=500)),
                        ('reviewed_at', models.DateTimeField(help_text='when it was accepted or rejected', null=True)),
                        ('reviewed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('state', 'leased')), fields=['project', 'lease_expires_at'], name='assignment_lease_end'), models.Index(condition=models.Q(('state', 'returned')), fields=['annotator', 'project'], name='assignment_returned'), models.Index(fields=['annotator', 'id'], name='assignment_of_annotator'), models.Index(condition=models.Q(('state', 'submitted')), fields=['project', 'ended_at'], name='assignment_to_judge'), models.Index(condition=models.Q(('state', 'expired')), fields=['project', 'ended_at'], name='assignment_lapsed')],
                        'constraints': [models.UniqueConstraint(fields=('task', 'annotator'), name='assignment_task_once'), models.UniqueConstraint(fields=('annotator', 'project', 'item'), name='assignment_item_once'), models.UniqueConstraint(condition=models.Q(('state', 'leased')), fields=('annotator', 'project', 'is_prefetched'), name='assignment_live_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Submission',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organisation_id', models.BigIntegerField()),
                        ('assignment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='work.assignment')),
                        ('revision', models.PositiveSmallIntegerField(db_default=1, default=1)),
                        ('is_current', models.BooleanField(db_default=True, default=True, help_text='false once it was sent back and answered anew')),
                        ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='work.task')),
                        ('annotator', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to=settings.AUTH_USER_MODEL)),
                        ('project', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='projects.project')),
                        ('schema_version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.schemaversion')),
                        ('document', models.JSONField()),
                        ('counts', models.BooleanField(default=True)),
                        ('seconds_spent', models.FloatField()),
                        ('course', models.JSONField(help_text='when each shape was there: [{shape_id, at_ms}]', null=True)),
                        ('idempotency_key', models.CharField(blank=True, max_length=200)),
                        ('submitted_at', models.DateTimeField()),
                    ],
                    options={
                        'indexes': [models.Index(fields=['project', 'annotator'], name='submission_of_annotator'), models.Index(fields=['project', 'submitted_at'], name='submission_by_time')],
                        'constraints': [models.UniqueConstraint(fields=('assignment', 'revision'), name='submission_revision'), models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('assignment',), name='submission_current_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Draft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('assignment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='draft', to='work.assignment')),
                        ('revision', models.PositiveIntegerField()),
                        ('document', models.JSONField()),
                        ('saved_at', models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name='Seat',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('annotator', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='seats', to=settings.AUTH_USER_MODEL)),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='projects.project')),
                        ('blocked_reason', models.CharField(blank=True, max_length=600)),
                        ('ineligible_reason', models.CharField(blank=True, max_length=300)),
                        ('eligible_until', models.DateTimeField(help_text='None: no end', null=True)),
                        ('daily_cap', models.PositiveIntegerField(help_text='claims a day; None: no cap', null=True)),
                        ('gold_boost', models.FloatField(db_default=1.0, default=1.0, help_text='how many times as often gold comes')),
                        ('today_on', models.DateField(null=True)),
                        ('today_count', models.PositiveIntegerField(default=0)),
                        ('claim_count', models.PositiveIntegerField(default=0)),
                        ('gold_countdown', models.SmallIntegerField(help_text='ordinary claims until the next gold; None: not drawn yet', null=True)),
                        ('has_had_all_gold', models.BooleanField(default=False, help_text='all that is hidden')),
                        ('audience_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, help_text="the project's audiences they are in", size=None)),
                        ('last_batch_id', models.BigIntegerField(help_text='gold takes its price and versions', null=True)),
                        ('claimed_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('annotator', 'project'), name='seat_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Progress',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('annotator', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='work.batch')),
                        ('position', models.BigIntegerField(default=0)),
                        ('reentry', models.BigIntegerField(default=0)),
                        ('missed', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                        ('taken', models.PositiveIntegerField(default=0)),
                        ('seen_number', models.BigIntegerField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('annotator', 'batch'), name='progress_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Suggestion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='projects.project')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='datasets.item')),
                        ('source_name', models.CharField(max_length=120)),
                        ('document', models.JSONField()),
                        ('confidences', models.JSONField(default=dict)),
                        ('is_current', models.BooleanField(default=True)),
                        ('created_at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('project', 'item'), name='suggestion_current_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Assist',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('assignment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='assist', to='work.assignment')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='projects.project')),
                        ('suggestion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assists', to='work.suggestion')),
                        ('is_assisted', models.BooleanField()),
                        ('drawn_at', models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name='Subject',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subjects', to='work.task')),
                        ('number', models.PositiveSmallIntegerField(help_text='the round: 1, 2, ...')),
                        ('document', models.JSONField()),
                        ('result_version', models.PositiveIntegerField(help_text="of the draw task's label")),
                        ('inputs_sha256', models.CharField(help_text='the answers the label is made of', max_length=64)),
                        ('verdicts_wanted', models.PositiveSmallIntegerField()),
                        ('opened_at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('task', 'number'), name='subject_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Verdict',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='work.task')),
                        ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='work.subject')),
                        ('assignment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='verdict', to='work.assignment')),
                        ('submission', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='verdict', to='work.submission')),
                        ('outcome', models.CharField(choices=[('accept', 'Accept'), ('reject', 'Reject'), ('fix', 'Fix')], max_length=6)),
                        ('reason_code', models.CharField(blank=True, max_length=40)),
                        ('note', models.CharField(blank=True, max_length=500)),
                        ('marks', models.JSONField(default=list)),
                        ('document', models.JSONField(null=True)),
                        ('given_at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('document__isnull', False), ('outcome', 'fix')), models.Q(models.Q(('outcome', 'fix'), _negated=True), ('document__isnull', True)), _connector='OR'), name='verdict_fix_has_document')],
                    },
                ),
                migrations.CreateModel(
                    name='Return',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='work.assignment')),
                        ('submission', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sent_back', to='work.submission')),
                        ('number', models.PositiveSmallIntegerField(help_text='1, 2, ...')),
                        ('reason_code', models.CharField(max_length=40)),
                        ('note', models.CharField(blank=True, max_length=500)),
                        ('marks', models.JSONField(default=list, help_text='[{x, y, text}], image pixels')),
                        ('returned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('returned_at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('assignment', 'number'), name='return_once')],
                    },
                ),
            ],
        ),
        *(
            migrations.RunSQL(
                (SQL / f"{name}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
            )
            for name in FILES
        ),
    ]

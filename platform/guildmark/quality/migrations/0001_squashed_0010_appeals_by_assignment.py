import django.db.models.deletion
import guildmark.core.said
from django.conf import settings
from django.db import migrations, models

from guildmark.core.together import CreateTogether


class Migration(migrations.Migration):

    replaces = [('quality', '0001_squashed_0002_voiding'), ('quality', '0003_sentences'), ('quality', '0004_kept_sentences'), ('quality', '0005_schema_version_of_gold'), ('quality', '0006_is_held'), ('quality', '0007_verdict_scores'), ('quality', '0008_offered_rules_and_kept_trials'), ('quality', '0009_offer_the_rule_of_verdicts'), ('quality', '0010_appeals_by_assignment')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0003_workspace_default'),
        ('datasets', '0001_squashed_0015_leftovers'),
        ('events', '0001_initial'),
        ('projects', '0001_squashed_0005_deleting'),
        ('work', '0001_squashed_0028_several_native_languages'),
    ]

    operations = [
        CreateTogether(
            operations=[
                migrations.CreateModel(
                    name='GoldItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gold_items', to='projects.project')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='datasets.item')),
                        ('task', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='work.task')),
                        ('reference', models.JSONField()),
                        ('state', models.CharField(choices=[('proposed', 'Proposed'), ('active', 'Active'), ('suspended', 'Suspended'), ('retired', 'Retired')], default='proposed', max_length=10)),
                        ('is_hidden', models.BooleanField(default=True)),
                        ('source', models.CharField(choices=[('drawn', 'Drawn'), ('adjudicated', 'Adjudicated')], db_default='drawn', default='drawn', max_length=11)),
                        ('reference_version', models.PositiveSmallIntegerField(db_default=1, default=1)),
                        ('rescored_version', models.PositiveSmallIntegerField(db_default=1, default=1)),
                        ('explanation', models.CharField(blank=True, db_default='', help_text='shown after visible gold', max_length=1000)),
                        ('state_reason', models.CharField(blank=True, db_default='', max_length=1000)),
                        ('confirmed_at', models.DateTimeField(null=True)),
                        ('is_trusted', models.BooleanField(db_default=True, default=True)),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('created_at', models.DateTimeField()),
                        ('schema_version', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.schemaversion')),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('rescored_version__lt', models.F('reference_version'))), fields=['id'], name='gold_item_to_rescore')],
                        'constraints': [models.UniqueConstraint(fields=('project', 'item'), name='gold_item_once')],
                    },
                ),
                migrations.CreateModel(
                    name='GoldScore',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('submission', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='work.submission')),
                        ('gold_item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='quality.golditem')),
                        ('annotator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='projects.project')),
                        ('is_right', models.BooleanField()),
                        ('f1', models.FloatField(null=True)),
                        ('mean_iou', models.FloatField(null=True)),
                        ('details', models.JSONField(default=dict)),
                        ('by_label', models.JSONField(db_default={}, default=dict)),
                        ('reference_version', models.PositiveSmallIntegerField(db_default=1, default=1)),
                        ('scored_at', models.DateTimeField()),
                        ('is_held', models.BooleanField(db_default=True, default=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['project', 'annotator', 'id'], name='gold_score_of_annotator'), models.Index(fields=['gold_item', 'reference_version'], name='gold_score_of_version')],
                    },
                ),
                migrations.CreateModel(
                    name='Skill',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='skills', to='projects.project')),
                        ('annotator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('alpha', models.FloatField()),
                        ('beta', models.FloatField()),
                        ('check_count', models.PositiveIntegerField()),
                        ('mean', models.FloatField()),
                        ('lower', models.FloatField()),
                        ('upper', models.FloatField()),
                        ('updated_at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('project', 'annotator'), name='skill_once')],
                    },
                ),
                migrations.CreateModel(
                    name='AnnotatorFigures',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='projects.project')),
                        ('annotator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('computed_on', models.DateField()),
                        ('computed_at', models.DateTimeField()),
                        ('agreement', models.JSONField()),
                        ('information_bits', models.JSONField()),
                        ('spammer_score', models.JSONField()),
                        ('speed', models.JSONField()),
                        ('drift_state', models.CharField(choices=[('steady', 'Steady'), ('worse', 'Worse'), ('unknown', 'Unknown')], max_length=8)),
                        ('details', models.JSONField()),
                        ('rule_inputs', models.JSONField(default=dict)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('project', 'annotator', 'computed_on'), name='annotator_figures_once')],
                    },
                ),
                migrations.CreateModel(
                    name='GoldChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('gold_item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='quality.golditem')),
                        ('kind', models.CharField(choices=[('proposed', 'Proposed'), ('added', 'Added'), ('activated', 'Activated'), ('suspended', 'Suspended'), ('retired', 'Retired'), ('corrected', 'Corrected'), ('explained', 'Explained')], max_length=10)),
                        ('reason', models.CharField(blank=True, max_length=1000)),
                        ('reference_version', models.PositiveSmallIntegerField()),
                        ('reference', models.JSONField(null=True)),
                        ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('changed_at', models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name='GoldContest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('gold_item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contests', to='quality.golditem')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='projects.project')),
                        ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='work.submission')),
                        ('annotator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('reference_version', models.PositiveSmallIntegerField()),
                        ('reason', models.CharField(max_length=1000)),
                        ('state', models.CharField(choices=[('open', 'Open'), ('upheld', 'Upheld'), ('rejected', 'Rejected'), ('withdrawn', 'Withdrawn')], default='open', max_length=9)),
                        ('answer', models.CharField(blank=True, max_length=1000)),
                        ('contested_at', models.DateTimeField()),
                        ('answered_at', models.DateTimeField(null=True)),
                        ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['project', 'state', 'id'], name='gold_contest_of_project'), models.Index(fields=['annotator', 'id'], name='gold_contest_of_annotator')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'withdrawn'), _negated=True), fields=('gold_item', 'annotator', 'reference_version'), name='gold_contest_once')],
                    },
                ),
                migrations.CreateModel(
                    name='GoldStock',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('project', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='projects.project')),
                        ('is_low', models.BooleanField(default=False)),
                        ('reason', guildmark.core.said.SentenceField(blank=True)),
                        ('since', models.DateTimeField(null=True)),
                        ('checked_at', models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name='Restriction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organisation_id', models.BigIntegerField()),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='restrictions', to='projects.project')),
                        ('annotator', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='restrictions', to=settings.AUTH_USER_MODEL)),
                        ('kind', models.CharField(choices=[('notice', 'Notice'), ('more_gold', 'More Gold'), ('daily_cap', 'Daily Cap'), ('retrain', 'Retrain'), ('pause', 'Pause'), ('voiding', 'Voiding')], max_length=9)),
                        ('reason', guildmark.core.said.SentenceField(help_text='the sentence the person is shown')),
                        ('evidence', models.JSONField(default=dict)),
                        ('parameters', models.JSONField(default=dict)),
                        ('source', models.CharField(choices=[('rule', 'Rule'), ('manager', 'Manager')], max_length=7)),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('starts_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField(help_text='None: until it is lifted', null=True)),
                        ('lifted_at', models.DateTimeField(null=True)),
                        ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ending', models.CharField(blank=True, choices=[('expired', 'Expired'), ('lifted', 'Lifted'), ('appealed', 'Appealed'), ('requalified', 'Requalified')], max_length=11)),
                        ('lift_reason', guildmark.core.said.SentenceField(blank=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['annotator', 'project', 'id'], name='restriction_of_annotator'), models.Index(condition=models.Q(('lifted_at', None)), fields=['expires_at'], name='restriction_ends')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ending', ''), ('lifted_at', None)), models.Q(('lifted_at__isnull', False), models.Q(('ending', ''), _negated=True)), _connector='OR'), name='restriction_ending_is_said')],
                    },
                ),
                migrations.CreateModel(
                    name='Appeal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organisation_id', models.BigIntegerField()),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appeals', to='projects.project')),
                        ('annotator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appeals', to=settings.AUTH_USER_MODEL)),
                        ('restriction', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='appeals', to='quality.restriction')),
                        ('assignment', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='appeals', to='work.assignment')),
                        ('text', models.CharField(max_length=2000)),
                        ('state', models.CharField(choices=[('open', 'Open'), ('in_review', 'In Review'), ('upheld', 'Upheld'), ('rejected', 'Rejected'), ('withdrawn', 'Withdrawn')], default='open', max_length=9)),
                        ('created_at', models.DateTimeField()),
                        ('due_at', models.DateTimeField()),
                        ('reviewer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('answer', models.CharField(blank=True, max_length=1000)),
                        ('answered_at', models.DateTimeField(null=True)),
                        ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('state__in', ['open', 'in_review'])), fields=['project', 'due_at'], name='appeal_waiting'), models.Index(fields=['assignment'], name='appeal_of_assignment')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('assignment__isnull', False), ('restriction', None)), models.Q(('assignment', None), ('restriction__isnull', False)), _connector='OR'), name='appeal_against_one_thing'), models.UniqueConstraint(condition=models.Q(('state', 'withdrawn'), _negated=True), fields=('restriction',), name='appeal_of_restriction_once'), models.UniqueConstraint(condition=models.Q(('state', 'withdrawn'), _negated=True), fields=('assignment',), name='appeal_of_assignment_once')],
                    },
                ),
                migrations.CreateModel(
                    name='QualityRule',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organisation_id', models.BigIntegerField()),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quality_rules', to='projects.project')),
                        ('name', models.CharField(max_length=80)),
                        ('statistic', models.CharField(max_length=30)),
                        ('window', models.JSONField()),
                        ('condition', models.JSONField()),
                        ('action', models.CharField(choices=[('notice', 'Notice'), ('more_gold', 'More Gold'), ('retrain', 'Retrain'), ('restrict', 'Restrict'), ('pause', 'Pause'), ('void', 'Void')], max_length=9)),
                        ('parameters', models.JSONField(default=dict)),
                        ('is_on', models.BooleanField(default=False)),
                        ('revision', models.PositiveIntegerField(default=1)),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('created_at', models.DateTimeField()),
                        ('changed_at', models.DateTimeField()),
                        ('is_offered', models.BooleanField(db_default=False, default=False)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('project', 'name'), name='rule_name_once')],
                    },
                ),
                migrations.CreateModel(
                    name='RuleFiring',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organisation_id', models.BigIntegerField()),
                        ('project', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rule_firings', to='projects.project')),
                        ('rule', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='firings', to='quality.qualityrule')),
                        ('annotator', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('action', models.CharField(choices=[('notice', 'Notice'), ('more_gold', 'More Gold'), ('retrain', 'Retrain'), ('restrict', 'Restrict'), ('pause', 'Pause'), ('void', 'Void')], max_length=9)),
                        ('sentence', guildmark.core.said.SentenceField()),
                        ('evidence', models.JSONField()),
                        ('restriction', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='quality.restriction')),
                        ('fired_at', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('spent_until', models.DateTimeField(null=True)),
                        ('voided_count', models.PositiveIntegerField(help_text='answers taken out, once they are', null=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['project', '-id'], name='firing_of_project'), models.Index(fields=['annotator', 'project', '-id'], name='firing_of_annotator'), models.Index(fields=['rule', '-id'], name='firing_of_rule')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('rule', 'annotator'), name='firing_open_once')],
                    },
                ),
                migrations.CreateModel(
                    name='RuleTrial',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('queued', 'Queued'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='queued', max_length=10)),
                        ('progress_done', models.PositiveIntegerField(default=0)),
                        ('progress_total', models.PositiveIntegerField(default=0)),
                        ('attempt', models.PositiveSmallIntegerField(default=0)),
                        ('is_cancel_requested', models.BooleanField(default=False)),
                        ('error_code', models.CharField(blank=True, max_length=60)),
                        ('error_detail', guildmark.core.said.SentenceField(blank=True)),
                        ('created_at', models.DateTimeField()),
                        ('started_at', models.DateTimeField(null=True)),
                        ('heartbeat_at', models.DateTimeField(null=True)),
                        ('finished_at', models.DateTimeField(null=True)),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rule_trials', to='projects.project')),
                        ('definition', models.JSONField()),
                        ('result', models.JSONField(null=True)),
                        ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('rule', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='trials', to='quality.qualityrule')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('queued', 'running'))), fields=('project',), name='rule_trial_live_once')],
                    },
                ),
                migrations.CreateModel(
                    name='VerdictScore',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('is_accept', models.BooleanField()),
                        ('is_right', models.BooleanField(null=True)),
                        ('is_by_reviewer', models.BooleanField(default=False)),
                        ('given_at', models.DateTimeField()),
                        ('annotator', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('project', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='projects.project')),
                        ('submission', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='work.submission')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['project', 'annotator', '-given_at', '-id'], include=('is_accept', 'is_right'), name='verdict_score_of_annotator'), models.Index(fields=['project', '-id'], include=('annotator', 'is_accept'), name='verdict_score_of_project')],
                    },
                ),
            ],
        ),
    ]

import django.contrib.postgres.indexes
import django.db.models.deletion
import guildmark.consensus.models
import guildmark.core.said
from django.conf import settings
from django.db import migrations, models

from guildmark.core.together import CreateTogether


class Migration(migrations.Migration):

    replaces = [('releases', '0001_squashed_0003_deliveries'), ('releases', '0004_least_sure_items'), ('releases', '0005_report_languages'), ('releases', '0006_kept_sentences'), ('releases', '0007_item_labels'), ('releases', '0008_wrong_pixels'), ('releases', '0009_evaluation_outcomes'), ('releases', '0010_evaluated_again'), ('releases', '0011_origins'), ('releases', '0012_export_links'), ('releases', '0013_what_is_wrong'), ('releases', '0014_people_left_out'), ('releases', '0015_evaluation_labels'), ('releases', '0016_discarded_and_cancelled'), ('releases', '0017_prediction_archives')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0003_workspace_default'),
        ('buckets', '0001_initial'),
        ('consensus', '0001_squashed_0011_judging_failures'),
        ('datasets', '0001_squashed_0015_leftovers'),
        ('events', '0001_initial'),
        ('projects', '0001_squashed_0005_deleting'),
        ('quality', '0001_squashed_0010_appeals_by_assignment'),
    ]

    operations = [
        CreateTogether(
            operations=[
                migrations.CreateModel(
                    name='Release',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organisation_id', models.BigIntegerField(db_index=True)),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='projects.project')),
                        ('version', models.CharField(max_length=20)),
                        ('note', models.TextField(blank=True)),
                        ('state', models.CharField(choices=[('building', 'Building'), ('ready', 'Ready'), ('published', 'Published'), ('superseded', 'Superseded'), ('withdrawn', 'Withdrawn'), ('failed', 'Failed'), ('discarded', 'Discarded'), ('cancelled', 'Cancelled')], default='building', max_length=10)),
                        ('schema_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.schemaversion')),
                        ('guideline_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.guidelineversion')),
                        ('follows', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='releases.release')),
                        ('consensus_run', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consensus.consensusrun')),
                        ('plan', models.JSONField(db_default={}, default=dict)),
                        ('definition', models.JSONField(null=True)),
                        ('figures', models.JSONField(null=True)),
                        ('manifest', models.JSONField(null=True)),
                        ('manifest_sha256', models.CharField(blank=True, max_length=64)),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('created_at', models.DateTimeField()),
                        ('ready_at', models.DateTimeField(null=True)),
                        ('published_at', models.DateTimeField(null=True)),
                        ('withdrawn_at', models.DateTimeField(null=True)),
                        ('withdrawal_reason', models.TextField(blank=True, db_default='', default='')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'building')), fields=('project',), name='release_building_once'), models.UniqueConstraint(condition=models.Q(('state__in', ['failed', 'cancelled']), _negated=True), fields=('project', 'version'), name='release_version_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ReleaseBuild',
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
                        ('release', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='build', to='releases.release')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ReleaseItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('release', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='releases.release')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='datasets.item')),
                        ('position', models.PositiveIntegerField()),
                        ('document', models.JSONField()),
                        ('confidence', models.JSONField()),
                        ('provenance', models.JSONField()),
                        ('left_out', models.JSONField()),
                        ('submissions', models.JSONField()),
                        ('method', models.CharField(max_length=60)),
                        ('sha256', models.CharField(max_length=64)),
                        ('split', models.CharField(blank=True, db_default='', default='', max_length=5)),
                        ('lowest_confidence', models.FloatField(db_default=1.0, default=1.0)),
                        ('origin', models.JSONField(db_default={}, default=dict)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('release', 'item'), name='release_item_once'), models.UniqueConstraint(fields=('release', 'position'), name='release_position_once')],
                        'indexes': [models.Index(fields=['release', 'lowest_confidence', 'position'], name='release_least_sure'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(guildmark.consensus.models.LabelsOf('document'), name='jsonb_path_ops'), name='release_item_by_labels')],
                    },
                ),
                migrations.CreateModel(
                    name='Export',
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
                        ('release', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exports', to='releases.release')),
                        ('format', models.CharField(max_length=20)),
                        ('has_pictures', models.BooleanField(default=False)),
                        ('file', models.FileField(blank=True, max_length=200, upload_to='')),
                        ('byte_count', models.PositiveBigIntegerField(default=0)),
                        ('sha256', models.CharField(blank=True, max_length=64)),
                        ('losses', models.JSONField(default=list, help_text='what the format could not say')),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('language', models.CharField(blank=True, db_default='', default='', max_length=10)),
                        ('links', models.CharField(blank=True, choices=[('', 'None'), ('ours', 'Ours'), ('own', 'Own')], db_default='', default='', max_length=4)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['queued', 'running', 'done'])), fields=('release', 'format', 'has_pictures', 'links', 'language'), name='export_live_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Delivery',
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
                        ('organisation_id', models.BigIntegerField(db_index=True)),
                        ('export', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='releases.export')),
                        ('bucket', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='buckets.bucket')),
                        ('bucket_title', models.CharField(max_length=80)),
                        ('folder', models.CharField(max_length=400)),
                        ('sent_count', models.PositiveIntegerField(default=0)),
                        ('kept_count', models.PositiveIntegerField(default=0)),
                        ('byte_count', models.PositiveBigIntegerField(default=0)),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['queued', 'running'])), fields=('bucket', 'folder'), name='delivery_live_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Evaluation',
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
                        ('organisation_id', models.BigIntegerField(db_index=True)),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='projects.project')),
                        ('release', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='evaluations', to='releases.release')),
                        ('source', models.CharField(choices=[('model', 'Model'), ('annotator', 'Annotator')], max_length=10)),
                        ('source_name', models.CharField(max_length=120)),
                        ('format', models.CharField(blank=True, choices=[('coco', 'Coco'), ('jsonl', 'Jsonl'), ('csv', 'Csv'), ('yolo', 'Yolo'), ('png', 'Png')], max_length=10)),
                        ('file', models.FileField(blank=True, max_length=200, upload_to='')),
                        ('file_name', models.CharField(blank=True, max_length=200)),
                        ('byte_count', models.PositiveBigIntegerField(default=0)),
                        ('sha256', models.CharField(blank=True, max_length=64)),
                        ('prediction_count', models.PositiveIntegerField(default=0)),
                        ('refusals', models.JSONField(default=list)),
                        ('refused_count', models.PositiveIntegerField(default=0)),
                        ('truth_sha256', models.CharField(blank=True, max_length=64)),
                        ('report', models.JSONField(null=True)),
                        ('draws', models.JSONField(null=True)),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('release', None), ('state__in', ['queued', 'running'])), fields=('project', 'source', 'source_name', 'sha256'), name='gold_evaluation_live_once'), models.UniqueConstraint(condition=models.Q(('state__in', ['queued', 'running'])), fields=('release', 'source', 'source_name', 'sha256'), name='evaluation_live_once')],
                    },
                ),
                migrations.CreateModel(
                    name='EvaluationItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='releases.evaluation')),
                        ('frozen', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='releases.releaseitem')),
                        ('gold_item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quality.golditem')),
                        ('reference', models.JSONField(null=True)),
                        ('position', models.PositiveIntegerField()),
                        ('hits', models.PositiveIntegerField()),
                        ('false_positives', models.PositiveIntegerField()),
                        ('misses', models.PositiveIntegerField()),
                        ('wrong_answers', models.PositiveIntegerField()),
                        ('errors', models.PositiveIntegerField()),
                        ('unsure_errors', models.PositiveIntegerField()),
                        ('predicted', models.JSONField()),
                        ('matches', models.JSONField()),
                        ('wrong_pixels', models.PositiveBigIntegerField(db_default=0, default=0)),
                        ('wrong', models.JSONField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['evaluation', '-errors', '-wrong_pixels', 'position'], name='evaluation_most_wrong')],
                        'constraints': [models.UniqueConstraint(fields=('evaluation', 'position'), name='evaluation_position_once'), models.CheckConstraint(condition=models.Q(models.Q(('frozen__isnull', False), ('gold_item', None), ('reference', None)), models.Q(('frozen', None), ('gold_item__isnull', False), ('reference__isnull', False)), _connector='OR'), name='evaluation_item_has_one_truth')],
                    },
                ),
                migrations.CreateModel(
                    name='EvaluationOutcomes',
                    fields=[
                        ('evaluation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='outcomes', serialize=False, to='releases.evaluation')),
                        ('content', models.BinaryField()),
                    ],
                ),
                migrations.CreateModel(
                    name='EvaluationLabels',
                    fields=[
                        ('evaluation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='labels', serialize=False, to='releases.evaluation')),
                        ('content', models.BinaryField()),
                    ],
                ),
            ],
        ),
    ]

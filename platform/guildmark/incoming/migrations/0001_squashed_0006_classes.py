import django.db.models.deletion
import guildmark.core.said
from django.conf import settings
from django.db import migrations, models

from guildmark.core.together import CreateTogether


class Migration(migrations.Migration):

    replaces = [('incoming', '0001_squashed_0003_lost_workers'), ('incoming', '0004_kept_sentences'), ('incoming', '0005_said_refusals'), ('incoming', '0006_classes')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0003_workspace_default'),
        ('datasets', '0001_squashed_0015_leftovers'),
        ('projects', '0001_squashed_0005_deleting'),
        ('work', '0001_squashed_0028_several_native_languages'),
    ]

    operations = [
        CreateTogether(
            operations=[
                migrations.CreateModel(
                    name='LabelImport',
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
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='label_imports', to='projects.project')),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('purpose', models.CharField(choices=[('gold', 'Gold'), ('truth', 'Truth'), ('suggestion', 'Suggestion')], max_length=10)),
                        ('format', models.CharField(choices=[('coco', 'Coco'), ('yolo', 'Yolo'), ('voc', 'Voc'), ('jsonl', 'Jsonl'), ('csv', 'Csv'), ('folders', 'ImageFolder')], max_length=10)),
                        ('stage', models.CharField(choices=[('reading', 'Reading'), ('mapping', 'Mapping'), ('keeping', 'Keeping')], default='reading', max_length=10)),
                        ('source_name', models.CharField(help_text='a model, a person, an agency', max_length=120)),
                        ('options', models.JSONField(default=dict)),
                        ('file', models.FileField(max_length=200, upload_to='')),
                        ('file_name', models.CharField(max_length=200)),
                        ('byte_count', models.PositiveBigIntegerField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('pictures', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='datasets.import')),
                        ('found', models.JSONField(default=list)),
                        ('notes', models.JSONField(default=list)),
                        ('mapping', models.JSONField(null=True)),
                        ('image_count', models.PositiveIntegerField(default=0, help_text='pictures the file speaks of')),
                        ('matched_count', models.PositiveIntegerField(default=0, help_text='of them, ours')),
                        ('kept_until', models.PositiveIntegerField(default=0)),
                        ('kept_count', models.PositiveIntegerField(default=0)),
                        ('unchanged_count', models.PositiveIntegerField(default=0)),
                        ('refused_count', models.PositiveIntegerField(default=0)),
                        ('lost_count', models.PositiveSmallIntegerField(db_default=0, default=0, help_text='workers lost since a label was last kept')),
                        ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='work.batch')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('queued', 'running'))), fields=('project', 'purpose', 'sha256'), name='label_import_live_once')],
                    },
                ),
                migrations.CreateModel(
                    name='RefusedLabel',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('of_import', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='refusals', to='incoming.labelimport')),
                        ('image', models.CharField(blank=True, max_length=255)),
                        ('file', models.CharField(blank=True, max_length=255)),
                        ('line', models.PositiveIntegerField(null=True)),
                        ('pointer', models.CharField(blank=True, max_length=200)),
                        ('code', models.CharField(max_length=60)),
                        ('message', guildmark.core.said.SentenceField()),
                    ],
                ),
            ],
        ),
    ]

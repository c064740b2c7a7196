import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import guildmark.core.said
from django.conf import settings
from django.db import migrations, models

from guildmark.core.together import CreateTogether


class Migration(migrations.Migration):

    replaces = [('datasets', '0001_squashed_0006_from_buckets'), ('datasets', '0007_levels'), ('datasets', '0008_listed_pages'), ('datasets', '0009_kept_sentences'), ('datasets', '0010_touched'), ('datasets', '0011_parcels'), ('datasets', '0012_parcels_by_fingerprint'), ('datasets', '0013_deleted_pictures'), ('datasets', '0014_measured_alone'), ('datasets', '0015_leftovers')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0003_workspace_default'),
        ('buckets', '0001_initial'),
    ]

    operations = [
        CreateTogether(
            operations=[
                migrations.CreateModel(
                    name='Dataset',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='datasets', to='accounts.organisation')),
                        ('name', models.CharField(max_length=120)),
                        ('created_at', models.DateTimeField()),
                        ('keeps_capture_time', models.BooleanField(db_default=False, default=False, help_text='when pictures were taken may be kept')),
                        ('is_deleting', models.BooleanField(db_default=False, default=False, help_text='an owner deletes it')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='dataset_name_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Item',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organisation_id', models.BigIntegerField(db_index=True)),
                        ('dataset', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='datasets.dataset')),
                        ('name', models.CharField(max_length=255)),
                        ('sha256', models.CharField(max_length=64)),
                        ('width_px', models.PositiveIntegerField()),
                        ('height_px', models.PositiveIntegerField()),
                        ('byte_count', models.PositiveBigIntegerField()),
                        ('original_format', models.CharField(max_length=10)),
                        ('original', models.FileField(max_length=200, upload_to='')),
                        ('rendition', models.FileField(max_length=200, upload_to='')),
                        ('rendition_sha256', models.CharField(max_length=64)),
                        ('thumbnail', models.FileField(max_length=200, upload_to='')),
                        ('created_at', models.DateTimeField()),
                        ('metadata', models.JSONField(db_default={}, default=dict)),
                        ('measured_at', models.DateTimeField(null=True)),
                        ('bit_depth', models.PositiveSmallIntegerField(null=True)),
                        ('is_grey', models.BooleanField(null=True)),
                        ('mean', models.FloatField(null=True)),
                        ('dark_share', models.FloatField(null=True)),
                        ('bright_share', models.FloatField(null=True)),
                        ('contrast', models.FloatField(null=True)),
                        ('entropy', models.FloatField(null=True)),
                        ('sharpness', models.FloatField(null=True)),
                        ('dhash', models.BigIntegerField(null=True)),
                        ('taken_at', models.CharField(blank=True, db_default='', default='', max_length=19)),
                        ('twins_id', models.BigIntegerField(null=True)),
                        ('clipped_share', models.GeneratedField(db_persist=True, expression=django.db.models.expressions.CombinedExpression(models.F('dark_share'), '+', models.F('bright_share')), output_field=models.FloatField(null=True))),
                        ('megapixels', models.GeneratedField(db_persist=True, expression=django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.functions.comparison.Cast('width_px', models.FloatField()), '*', models.F('height_px')), '/', models.Value(1000000.0)), output_field=models.FloatField())),
                        ('short_side_px', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Cast(django.db.models.functions.comparison.Least('width_px', 'height_px'), models.FloatField()), output_field=models.FloatField())),
                        ('elongation', models.GeneratedField(db_persist=True, expression=django.db.models.expressions.CombinedExpression(django.db.models.functions.comparison.Cast(django.db.models.functions.comparison.Greatest('width_px', 'height_px'), models.FloatField()), '/', django.db.models.functions.comparison.Least('width_px', 'height_px')), output_field=models.FloatField())),
                        ('excluded_at', models.DateTimeField(null=True)),
                        ('exclusion_reason', models.CharField(blank=True, choices=[('dark', 'Dark'), ('bright', 'Bright'), ('blurred', 'Blurred'), ('clipped', 'Clipped'), ('low_contrast', 'Low Contrast'), ('tiny', 'Tiny'), ('odd_aspect', 'Odd Aspect'), ('duplicate', 'Duplicate'), ('other', 'Other')], db_default='', default='', max_length=20)),
                        ('shown', models.FileField(blank=True, db_default='', default='', help_text='empty where the rendition itself is shown', max_length=200, upload_to='')),
                        ('window_high', models.PositiveIntegerField(null=True)),
                        ('window_low', models.PositiveIntegerField(null=True)),
                        ('deletion_note', models.CharField(blank=True, db_default='', default='', help_text='why a manager deleted it', max_length=200)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['dataset', 'id'], name='item_in_order'), models.Index(fields=['dataset', 'name', 'id'], name='item_by_name'), models.Index(fields=['dataset', 'megapixels', 'id'], name='item_by_size'), models.Index(fields=['dataset', 'elongation', 'id'], name='item_by_elongation'), models.Index(condition=models.Q(('twins_id__isnull', False)), fields=['dataset', 'twins_id', 'id'], name='item_with_twins'), models.Index(condition=models.Q(('excluded_at__isnull', False)), fields=['dataset', 'id'], name='item_excluded'), models.Index(condition=models.Q(('measured_at', None), models.Q(('original', ''), _negated=True)), fields=['id'], name='item_unmeasured'), models.Index(condition=models.Q(('megapixels__gt', 40.0), ('width_px__gt', 8192), ('height_px__gt', 8192), _connector='OR'), fields=['id'], name='item_large'), django.contrib.postgres.indexes.GinIndex(fields=['metadata'], name='item_metadata', opclasses=['jsonb_path_ops']), models.Index(condition=models.Q(('sharpness__isnull', False)), fields=['dataset', 'sharpness', 'id'], name='item_by_sharpness'), models.Index(condition=models.Q(('mean__isnull', False)), fields=['dataset', 'mean', 'id'], name='item_by_mean'), models.Index(condition=models.Q(('contrast__isnull', False)), fields=['dataset', 'contrast', 'id'], name='item_by_contrast'), models.Index(condition=models.Q(('entropy__isnull', False)), fields=['dataset', 'entropy', 'id'], name='item_by_entropy'), models.Index(condition=models.Q(('clipped_share__isnull', False)), fields=['dataset', 'clipped_share', 'id'], name='item_by_clipped')],
                        'constraints': [models.UniqueConstraint(fields=('dataset', 'sha256'), name='item_bytes_once'), models.CheckConstraint(condition=models.Q(models.Q(('excluded_at', None), ('exclusion_reason', '')), models.Q(('excluded_at__isnull', False), models.Q(('exclusion_reason', ''), _negated=True)), _connector='OR'), name='item_excluded_with_reason'), models.CheckConstraint(condition=models.Q(models.Q(('shown', ''), ('window_high', None), ('window_low', None)), models.Q(models.Q(('shown', ''), _negated=True), ('window_low__isnull', False), ('window_low__lt', models.F('window_high'))), _connector='OR'), name='item_shown_through_window')],
                    },
                ),
                migrations.CreateModel(
                    name='ItemSignature',
                    fields=[
                        ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='signature', serialize=False, to='datasets.item')),
                        ('levels', models.BinaryField(max_length=4096)),
                    ],
                ),
                migrations.CreateModel(
                    name='DatasetProfile',
                    fields=[
                        ('dataset', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='profile', serialize=False, to='datasets.dataset')),
                        ('is_stale', models.BooleanField(default=True)),
                        ('summary', models.JSONField(null=True)),
                        ('computed_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('is_stale', True)), fields=['dataset'], name='profile_stale')],
                    },
                ),
                migrations.CreateModel(
                    name='Import',
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
                        ('dataset', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='datasets.dataset')),
                        ('organisation_id', models.BigIntegerField(db_index=True)),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('is_collecting', models.BooleanField(default=True, help_text='files may still be added')),
                        ('has_labels', models.BooleanField(db_default=False, default=False, help_text='files of labels in a ZIP are passed over')),
                        ('item_count', models.PositiveIntegerField(default=0)),
                        ('duplicate_count', models.PositiveIntegerField(default=0)),
                        ('refused_count', models.PositiveIntegerField(default=0)),
                        ('lost_count', models.PositiveSmallIntegerField(default=0, help_text='workers that went silent')),
                        ('touched_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), help_text='when a file, part or source last came into it')),
                        ('is_parcel', models.BooleanField(db_default=False, default=False, help_text='holds one file of labels until they are read')),
                        ('fingerprint', models.CharField(blank=True, db_default='', default='', help_text="of a parcel: its sender's name for the file", max_length=400)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('is_parcel', False), ('state__in', ('queued', 'running'))), fields=('dataset',), name='import_live_once'), models.UniqueConstraint(condition=models.Q(('is_collecting', True), ('is_parcel', True), models.Q(('fingerprint', ''), _negated=True)), fields=('dataset', 'created_by', 'fingerprint'), name='parcel_open_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ImportFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('of_import', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='datasets.import')),
                        ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='members', to='datasets.importfile')),
                        ('member_index', models.PositiveIntegerField(null=True)),
                        ('member_count', models.PositiveIntegerField(null=True)),
                        ('name', models.CharField(max_length=255)),
                        ('upload', models.FileField(blank=True, max_length=200, upload_to='')),
                        ('parts', models.JSONField(db_default=[], default=list, help_text='names in the storage, where it came in parts')),
                        ('url', models.CharField(blank=True, db_default='', default='', help_text='where it is fetched from', max_length=2000)),
                        ('object_key', models.CharField(blank=True, db_default='', default='', help_text="of the import's bucket", max_length=1024)),
                        ('etag', models.CharField(blank=True, db_default='', default='', max_length=100)),
                        ('metadata', models.JSONField(db_default={}, default=dict, help_text='for its items')),
                        ('byte_count', models.PositiveBigIntegerField(default=0)),
                        ('state', models.CharField(choices=[('waiting', 'Waiting'), ('imported', 'Imported'), ('duplicate', 'Duplicate'), ('refused', 'Refused'), ('opened', 'Opened')], default='waiting', max_length=10)),
                        ('refusal_code', models.CharField(blank=True, max_length=60)),
                        ('refusal_detail', guildmark.core.said.SentenceField(blank=True)),
                        ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='datasets.item')),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('object_key', ''), _negated=True), fields=['object_key'], name='import_file_object')],
                        'constraints': [models.UniqueConstraint(fields=('parent', 'member_index'), name='import_member_once')],
                    },
                ),
                migrations.CreateModel(
                    name='FileUpload',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('of_import', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uploads', to='datasets.import')),
                        ('name', models.CharField(max_length=255)),
                        ('metadata', models.JSONField(default=dict)),
                        ('fingerprint', models.CharField(blank=True, max_length=400)),
                        ('byte_count', models.PositiveBigIntegerField()),
                        ('received', models.PositiveBigIntegerField(default=0)),
                        ('parts', models.JSONField(default=list)),
                        ('file', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='datasets.importfile')),
                        ('created_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField(db_index=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('received__lte', models.F('byte_count'))), name='upload_within_length')],
                    },
                ),
                migrations.CreateModel(
                    name='ItemAid',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aids', to='datasets.item')),
                        ('kind', models.CharField(choices=[('superpixels', 'Superpixels'), ('tiles', 'Tiles')], max_length=12)),
                        ('name', models.CharField(blank=True, max_length=200)),
                        ('made_at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('item', 'kind'), name='item_aid_once')],
                    },
                ),
                migrations.CreateModel(
                    name='BucketSource',
                    fields=[
                        ('of_import', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='bucket_source', serialize=False, to='datasets.import')),
                        ('bucket', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='buckets.bucket')),
                        ('prefix', models.CharField(blank=True, max_length=1024)),
                        ('last_key', models.CharField(blank=True, max_length=1024)),
                        ('is_listed', models.BooleanField(default=False)),
                        ('page_count', models.PositiveIntegerField(db_default=0, default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name='Leftover',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(help_text='in the storage', max_length=300)),
                        ('organisation_id', models.BigIntegerField()),
                        ('since', models.DateTimeField()),
                        ('due_at', models.DateTimeField(db_index=True)),
                        ('try_count', models.PositiveSmallIntegerField(default=0)),
                        ('refusal', models.CharField(blank=True, max_length=200)),
                    ],
                ),
            ],
        ),
    ]

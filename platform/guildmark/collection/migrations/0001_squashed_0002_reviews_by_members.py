import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from guildmark.core.together import CreateTogether


class Migration(migrations.Migration):

    replaces = [('collection', '0001_initial'), ('collection', '0002_reviews_by_members')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0002_workspace'),
        ('datasets', '0001_squashed_0006_from_buckets'),
        ('projects', '0001_squashed_0004_plugin'),
    ]

    operations = [
        CreateTogether(
            operations=[
                migrations.CreateModel(
                    name='Brief',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organisation_id', models.BigIntegerField(db_index=True)),
                        ('project', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='brief', to='projects.project')),
                        ('body', models.TextField(blank=True, max_length=4000)),
                        ('is_open', models.BooleanField(default=False)),
                        ('asks_qualification', models.BooleanField(default=False)),
                        ('price_minor', models.PositiveIntegerField(default=0)),
                        ('reviews_wanted', models.PositiveSmallIntegerField(db_default=0, default=0)),
                        ('review_price_minor', models.PositiveIntegerField(db_default=0, default=0)),
                        ('min_short_side_px', models.PositiveIntegerField(default=600)),
                        ('min_mean', models.FloatField(default=30.0)),
                        ('min_sharpness', models.FloatField(default=20.0)),
                        ('created_at', models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name='BriefExample',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('brief', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='examples', to='collection.brief')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='datasets.item')),
                        ('is_right', models.BooleanField(default=True)),
                        ('caption', models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('brief', 'item'), name='brief_example_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Stratum',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('brief', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='strata', to='collection.brief')),
                        ('name', models.CharField(max_length=80)),
                        ('wanted', models.PositiveIntegerField()),
                        ('taken_count', models.PositiveIntegerField(default=0)),
                        ('accepted_count', models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('brief', 'name'), name='stratum_name_once'), models.CheckConstraint(condition=models.Q(('taken_count__lte', models.F('wanted'))), name='stratum_not_overfull'), models.CheckConstraint(condition=models.Q(('accepted_count__lte', models.F('taken_count'))), name='stratum_accepted_taken')],
                    },
                ),
                migrations.CreateModel(
                    name='ConsentText',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('brief', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consent_texts', to='collection.brief')),
                        ('number', models.PositiveIntegerField()),
                        ('body', models.TextField(max_length=8000)),
                        ('licence', models.CharField(max_length=120)),
                        ('created_at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('brief', 'number'), name='consent_text_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Consent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='collection.consenttext')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('signed_at', models.DateTimeField()),
                        ('withdrawn_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('text', 'user'), name='consent_live_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Asset',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('brief', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assets', to='collection.brief')),
                        ('stratum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assets', to='collection.stratum')),
                        ('collector', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('consent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assets', to='collection.consent')),
                        ('state', models.CharField(choices=[('waiting', 'Waiting'), ('accepted', 'Accepted'), ('rejected', 'Rejected'), ('withdrawn', 'Withdrawn')], default='waiting', max_length=10)),
                        ('name', models.CharField(max_length=255)),
                        ('sha256', models.CharField(blank=True, max_length=64)),
                        ('dhash', models.BigIntegerField(null=True)),
                        ('signature', models.BinaryField(max_length=4096)),
                        ('width_px', models.PositiveIntegerField()),
                        ('height_px', models.PositiveIntegerField()),
                        ('byte_count', models.PositiveBigIntegerField()),
                        ('original_format', models.CharField(max_length=10)),
                        ('original', models.FileField(blank=True, max_length=200, upload_to='')),
                        ('rendition', models.FileField(blank=True, max_length=200, upload_to='')),
                        ('rendition_sha256', models.CharField(blank=True, max_length=64)),
                        ('thumbnail', models.FileField(blank=True, max_length=200, upload_to='')),
                        ('measures', models.JSONField()),
                        ('is_disputed', models.BooleanField(db_default=False, default=False)),
                        ('amount_minor', models.PositiveIntegerField()),
                        ('currency', models.CharField(max_length=3)),
                        ('created_at', models.DateTimeField()),
                        ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('reviewed_at', models.DateTimeField(null=True)),
                        ('reason_code', models.CharField(blank=True, choices=[('off_brief', 'Off Brief'), ('poor_quality', 'Poor Quality'), ('not_own', 'Not Own'), ('privacy', 'Privacy'), ('other', 'Other')], max_length=12)),
                        ('note', models.CharField(blank=True, max_length=300)),
                        ('accepted_at', models.DateTimeField(help_text='it is paid from then on', null=True)),
                        ('withdrawn_at', models.DateTimeField(null=True)),
                        ('item', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='collected_as', to='datasets.item')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['brief', 'state', 'id'], name='asset_by_state'), models.Index(fields=['collector', 'brief', '-id'], name='asset_own')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'withdrawn'), _negated=True), fields=('brief', 'sha256'), name='asset_bytes_once'), models.CheckConstraint(condition=models.Q(('reviewed_by', None), models.Q(('reviewed_by', models.F('collector')), _negated=True), _connector='OR'), name='asset_reviewed_by_another')],
                    },
                ),
                migrations.CreateModel(
                    name='AssetReview',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('asset', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='collection.asset')),
                        ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('is_accepted', models.BooleanField()),
                        ('reason_code', models.CharField(blank=True, choices=[('off_brief', 'Off Brief'), ('poor_quality', 'Poor Quality'), ('not_own', 'Not Own'), ('privacy', 'Privacy'), ('other', 'Other')], max_length=12)),
                        ('note', models.CharField(blank=True, max_length=300)),
                        ('amount_minor', models.PositiveIntegerField()),
                        ('currency', models.CharField(max_length=3)),
                        ('created_at', models.DateTimeField()),
                    ],
                    options={
                        'indexes': [models.Index(fields=['reviewer', 'asset'], name='asset_review_own')],
                        'constraints': [models.UniqueConstraint(fields=('asset', 'reviewer'), name='asset_review_once'), models.CheckConstraint(condition=models.Q(('is_accepted', True), models.Q(('reason_code', ''), _negated=True), _connector='OR'), name='asset_review_reasoned')],
                    },
                ),
            ],
        ),
    ]

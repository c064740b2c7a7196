import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from guildmark.core.together import CreateTogether


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0002_workspace'),
        ('communities', '0001_squashed_0003_stewards'),
        ('datasets', '0001_squashed_0006_from_buckets'),
    ]

    operations = [
        CreateTogether(
            operations=[
                migrations.CreateModel(
                    name='Project',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='projects', to='accounts.organisation')),
                        ('name', models.CharField(max_length=120)),
                        ('summary', models.CharField(blank=True, max_length=300)),
                        ('state', models.CharField(choices=[('draft', 'Draft'), ('active', 'Active'), ('closed', 'Closed')], default='draft', max_length=10)),
                        ('community', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='communities.community')),
                        ('dataset', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='datasets.dataset')),
                        ('price_minor', models.PositiveIntegerField(default=0)),
                        ('currency', models.CharField(default='EUR', max_length=3)),
                        ('is_currency_fixed', models.BooleanField(db_default=False, default=False, help_text='there are prices in it')),
                        ('overlap', models.PositiveSmallIntegerField(default=3)),
                        ('gold_iou', models.FloatField(default=0.5, help_text='IoU from which a shape counts as found')),
                        ('gold_f1', models.FloatField(db_default=0.8, default=0.8, help_text='F1 from which an answer to gold is right')),
                        ('gold_pass_mark', models.FloatField(default=0.7)),
                        ('lease_seconds', models.PositiveIntegerField(default=1800)),
                        ('target_confidence', models.FloatField(default=0.95)),
                        ('consensus_method', models.CharField(choices=[('auto', 'Auto'), ('hierarchical', 'Hierarchical'), ('majority', 'Majority'), ('wawa', 'Wawa'), ('dawid_skene', 'Dawid Skene'), ('one_coin', 'One Coin'), ('glad', 'Glad')], db_default='auto', default='auto', max_length=12)),
                        ('calibration_method', models.CharField(choices=[('auto', 'Auto'), ('temperature', 'Temperature'), ('isotonic', 'Isotonic'), ('none', 'None')], db_default='auto', default='auto', max_length=11)),
                        ('shape_kept_from', models.FloatField(db_default=0.5, default=0.5, help_text='P(exists) from which a shape is in the label')),
                        ('disputed_below', models.FloatField(db_default=0.5, default=0.5, help_text='confidence under which an uncalibrated label is disputed')),
                        ('flow', models.CharField(choices=[('draw', 'Draw'), ('draw_verify', 'Draw Verify')], db_default='draw', default='draw', max_length=12)),
                        ('verdicts_wanted', models.PositiveSmallIntegerField(db_default=1, default=1, help_text='1 to 5, people who judge a label that is verified')),
                        ('auto_accept_days', models.PositiveSmallIntegerField(db_default=7, default=7, help_text='work nobody judged is accepted after so many days')),
                        ('rejection_budget', models.FloatField(db_default=0.1, default=0.1, help_text="0 to 1, of 30 days' answers that may be rejected")),
                        ('has_superpixels', models.BooleanField(db_default=False, default=False, help_text='pictures are parted into cells for masks')),
                        ('suggestion_share', models.FloatField(db_default=0.5, default=0.5, help_text="0 to 1, of tasks with a model's draft that show it")),
                        ('plugin', models.CharField(blank=True, db_default='', default='', help_text='of the workspace', max_length=40)),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('created_at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='project_name_once'), models.CheckConstraint(condition=models.Q(('verdicts_wanted__gte', 1), ('verdicts_wanted__lte', 5)), name='project_verdicts_wanted')],
                    },
                ),
                migrations.CreateModel(
                    name='SchemaVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='schema_versions', to='projects.project')),
                        ('number', models.PositiveIntegerField()),
                        ('definition', models.JSONField()),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('created_at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('project', 'number'), name='schema_number_once')],
                    },
                ),
                migrations.CreateModel(
                    name='GuidelineVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guideline_versions', to='projects.project')),
                        ('major', models.PositiveIntegerField()),
                        ('minor', models.PositiveIntegerField()),
                        ('change', models.CharField(choices=[('major', 'Major'), ('minor', 'Minor')], max_length=5)),
                        ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('superseded', 'Superseded'), ('retracted', 'Retracted')], default='draft', max_length=10)),
                        ('body_markdown', models.TextField(blank=True)),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('created_at', models.DateTimeField()),
                        ('published_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('project', 'major', 'minor'), name='guideline_number_once'), models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('project',), name='guideline_published_once'), models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('project',), name='guideline_draft_once')],
                    },
                ),
                migrations.CreateModel(
                    name='GuidelineExample',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('guideline_version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='examples', to='projects.guidelineversion')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='datasets.item')),
                        ('label_key', models.CharField(blank=True, max_length=60)),
                        ('verdict', models.CharField(choices=[('right', 'Right'), ('wrong', 'Wrong'), ('borderline', 'Borderline')], max_length=10)),
                        ('caption', models.CharField(max_length=200)),
                        ('document', models.JSONField()),
                        ('position', models.PositiveSmallIntegerField()),
                    ],
                    options={
                        'ordering': ['position', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='GuidelineQuestion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guideline_questions', to='projects.project')),
                        ('guideline_version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='projects.guidelineversion')),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('quote', models.CharField(blank=True, max_length=300)),
                        ('text', models.CharField(max_length=600)),
                        ('asked_at', models.DateTimeField()),
                        ('answer', models.CharField(blank=True, max_length=1000)),
                        ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('answered_at', models.DateTimeField(null=True)),
                        ('answered_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='answers_taken_up', to='projects.guidelineversion')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['project', '-asked_at', '-id'], name='guideline_question_newest')],
                    },
                ),
                migrations.CreateModel(
                    name='GuidelineTranslation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('guideline_version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='projects.guidelineversion')),
                        ('language', models.CharField(max_length=2)),
                        ('body_markdown', models.TextField()),
                        ('source_markdown', models.TextField()),
                        ('updated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('updated_at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('guideline_version', 'language'), name='guideline_translation_once')],
                    },
                ),
            ],
        ),
    ]

import django.db.models.deletion
import guildmark.core.said
from django.conf import settings
from django.db import migrations, models

from guildmark.core.together import CreateTogether


class Migration(migrations.Migration):

    replaces = [('training', '0001_initial'), ('training', '0002_sentences'), ('training', '0003_schema_version_of_answers'), ('training', '0004_translations'), ('training', '0005_handed_in_by_time'), ('training', '0006_forgiven_attempts'), ('training', '0007_warned_of')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0003_workspace_default'),
        ('datasets', '0001_squashed_0015_leftovers'),
        ('projects', '0001_squashed_0005_deleting'),
    ]

    operations = [
        CreateTogether(
            operations=[
                migrations.CreateModel(
                    name='TrainingPlan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('project', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='training_plan', to='projects.project')),
                        ('scored_decisions', models.PositiveSmallIntegerField(default=15)),
                        ('pass_f1', models.FloatField(default=0.8)),
                        ('pass_iou', models.FloatField(default=0.75)),
                        ('pass_label_accuracy', models.FloatField(default=0.9)),
                        ('pass_answers_share', models.FloatField(default=0.8, help_text='12 of 15 for classification')),
                        ('time_limit_seconds', models.PositiveIntegerField(default=1800)),
                        ('attempts_per_major', models.PositiveSmallIntegerField(default=3)),
                        ('first_wait_seconds', models.PositiveIntegerField(default=86400)),
                        ('second_wait_seconds', models.PositiveIntegerField(default=604800)),
                        ('valid_days', models.PositiveSmallIntegerField(default=90)),
                        ('seats', models.PositiveIntegerField(help_text='None: no limit', null=True)),
                        ('delta_decisions', models.PositiveSmallIntegerField(db_default=5, default=5, help_text='of the quiz on what a major version changed')),
                        ('practice_iou', models.FloatField(db_default=0.75, default=0.75, help_text='mean IoU that a practice item asks for')),
                        ('practice_tries', models.PositiveSmallIntegerField(db_default=3, default=3, help_text='after so many, the worked solution')),
                        ('composition', models.JSONField(db_default=[], default=list, help_text='at least so many decisions of a label, a difficulty')),
                    ],
                ),
                migrations.CreateModel(
                    name='GuidelineReading',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('guideline_version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='projects.guidelineversion')),
                        ('read_at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('user', 'guideline_version'), name='reading_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ComprehensionQuestion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comprehension_questions', to='projects.project')),
                        ('text', models.CharField(max_length=400)),
                        ('options', models.JSONField()),
                        ('right_keys', models.JSONField()),
                        ('explanation', models.CharField(max_length=600)),
                        ('position', models.PositiveSmallIntegerField()),
                    ],
                    options={
                        'ordering': ['position', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='ComprehensionPass',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='projects.project')),
                        ('guideline_major', models.PositiveIntegerField()),
                        ('try_count', models.PositiveIntegerField(default=0)),
                        ('passed_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('user', 'project', 'guideline_major'), name='comprehension_once')],
                    },
                ),
                migrations.CreateModel(
                    name='PracticeItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='practice_items', to='projects.project')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='datasets.item')),
                        ('reference', models.JSONField()),
                        ('explanation', models.CharField(blank=True, max_length=600)),
                        ('position', models.PositiveSmallIntegerField()),
                        ('is_active', models.BooleanField(default=True)),
                        ('schema_version', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.schemaversion')),
                    ],
                    options={
                        'ordering': ['position', 'id'],
                        'constraints': [models.UniqueConstraint(fields=('project', 'item'), name='practice_item_once')],
                    },
                ),
                migrations.CreateModel(
                    name='PracticeProgress',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('practice_item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='progress', to='training.practiceitem')),
                        ('try_count', models.PositiveSmallIntegerField(default=0)),
                        ('document', models.JSONField(null=True)),
                        ('score', models.JSONField(null=True)),
                        ('is_passed', models.BooleanField(default=False)),
                        ('finished_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('user', 'practice_item'), name='practice_progress_once')],
                    },
                ),
                migrations.CreateModel(
                    name='QuizQuestion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quiz_questions', to='projects.project')),
                        ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='datasets.item')),
                        ('reference', models.JSONField(null=True)),
                        ('asked', models.JSONField(null=True)),
                        ('known', models.JSONField(null=True)),
                        ('decision_count', models.PositiveSmallIntegerField()),
                        ('difficulty', models.CharField(choices=[('easy', 'Easy'), ('middle', 'Middle'), ('hard', 'Hard')], db_default='middle', default='middle', max_length=6)),
                        ('since_major', models.PositiveIntegerField(null=True)),
                        ('explanation', models.CharField(blank=True, max_length=600)),
                        ('is_active', models.BooleanField(default=True)),
                        ('created_at', models.DateTimeField()),
                        ('schema_version', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.schemaversion')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('is_active', True), ('reference__isnull', False)), fields=('project', 'item'), name='quiz_item_once'), models.CheckConstraint(condition=models.Q(models.Q(('asked__isnull', True), ('item__isnull', False), ('known__isnull', True), ('reference__isnull', False)), models.Q(('asked__isnull', False), ('known__isnull', False), ('reference__isnull', True)), _connector='OR'), name='quiz_question_drawn_or_written')],
                    },
                ),
                migrations.CreateModel(
                    name='Attempt',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to=settings.AUTH_USER_MODEL)),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='projects.project')),
                        ('guideline_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.guidelineversion')),
                        ('schema_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.schemaversion')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('state', models.CharField(choices=[('started', 'Started'), ('submitted', 'Submitted'), ('passed', 'Passed'), ('failed', 'Failed'), ('expired', 'Expired')], default='started', max_length=10)),
                        ('started_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField()),
                        ('submitted_at', models.DateTimeField(null=True)),
                        ('result', models.JSONField(null=True)),
                        ('is_delta', models.BooleanField(db_default=False, default=False, help_text='asks only about what the major version changed')),
                        ('is_forgiven', models.BooleanField(db_default=False, default=False, help_text='a manager gave one more attempt in its place')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'started')), fields=('user', 'project'), name='attempt_live_once')],
                    },
                ),
                migrations.CreateModel(
                    name='AttemptAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='training.attempt')),
                        ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='training.quizquestion')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('document', models.JSONField(null=True)),
                        ('said', models.JSONField(null=True)),
                        ('draft', models.JSONField(null=True)),
                        ('answered_at', models.DateTimeField(null=True)),
                        ('score', models.JSONField(null=True)),
                    ],
                    options={
                        'ordering': ['position'],
                        'constraints': [models.UniqueConstraint(fields=('attempt', 'question'), name='attempt_question_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Qualification',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='qualifications', to=settings.AUTH_USER_MODEL)),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='qualifications', to='projects.project')),
                        ('guideline_major', models.PositiveIntegerField()),
                        ('state', models.CharField(choices=[('granted', 'Granted'), ('expired', 'Expired'), ('stale', 'Stale'), ('suspended', 'Suspended'), ('revoked', 'Revoked')], default='granted', max_length=10)),
                        ('attempt', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='training.attempt')),
                        ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('reason', guildmark.core.said.SentenceField(blank=True)),
                        ('granted_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField()),
                        ('warned_of', models.DateTimeField(help_text='the end that the person was warned of', null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('user', 'project', 'guideline_major'), name='qualification_once')],
                    },
                ),
                migrations.CreateModel(
                    name='TrainingTranslation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=2)),
                        ('words', models.JSONField()),
                        ('updated_at', models.DateTimeField()),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='training_translations', to='projects.project')),
                        ('updated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('project', 'language'), name='training_translation_once')],
                    },
                ),
            ],
        ),
    ]

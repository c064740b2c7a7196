"""The tables; by what labels and doubts results are found, which the database works out."""

import django.db.models.deletion
import guildmark.consensus.models
import guildmark.core.said
from django.conf import settings
from django.db import migrations, models

from guildmark.core.together import CreateTogether

#: What a result in force says: "" for itself, the labels of its shapes, `question=option`.
KEEP = """
CREATE FUNCTION consensus_keep_labelled_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.is_current THEN
        DELETE FROM consensus_labelleditem WHERE result_id = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.is_current THEN
        INSERT INTO consensus_labelleditem
            (result_id, project_id, task_id, item_id, label, lowest_confidence)
        SELECT NEW.id, NEW.project_id, t.id, t.item_id, said.label, NEW.lowest_confidence
        FROM work_task t CROSS JOIN consensus_labels_of(NEW.document) AS said (label)
        WHERE t.id = NEW.task_id AND t.step = 'draw' AND NOT t.is_gold;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER consensus_keep_labelled_items
AFTER INSERT OR DELETE OR UPDATE OF is_current, document, lowest_confidence
ON consensus_consensusresult
FOR EACH ROW EXECUTE FUNCTION consensus_keep_labelled_items();
"""
LABELS = """
CREATE FUNCTION consensus_labels_of(document jsonb) RETURNS SETOF text
LANGUAGE sql IMMUTABLE AS $$
    SELECT ''
    UNION
    SELECT shape ->> 'label' FROM jsonb_path_query(document, '$.shapes[*]') AS shape
    UNION
    SELECT answer.key || '=' || (said.value #>> '{}')
    FROM jsonb_each(coalesce(document -> 'answers', '{}')) AS answer,
        jsonb_path_query(answer.value, '$[*]') AS said (value)
    WHERE jsonb_typeof(said.value) IN ('string', 'boolean')
        AND length(said.value #>> '{}') <= 63
$$;
"""
DROP = """
DROP TRIGGER consensus_keep_labelled_items ON consensus_consensusresult;
DROP FUNCTION consensus_keep_labelled_items();
"""
#: What of a label is in doubt.
DOUBT = """
CREATE OR REPLACE FUNCTION consensus_doubt_of(confidence jsonb, left_out jsonb) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN jsonb_path_exists(confidence, '$.shapes.*.is_tie ? (@ == true)')
            OR jsonb_path_exists(confidence, '$.answers.*.is_tie ? (@ == true)')
            OR jsonb_path_exists(
                confidence,
                '$.shapes.*.attributes.* ? (@.is_decided == true && @.is_tie == true)'
            )
        THEN 'tie'
        ELSE coalesce((
            SELECT doubt.what
            FROM (
                SELECT said.what, said.place, said.sure
                FROM jsonb_path_query(confidence, '$.shapes.*') AS shape (value),
                    LATERAL (VALUES
                        ('shape', 1, (shape.value ->> 'exists')::float),
                        ('shape_label', 2, (shape.value ->> 'class')::float)
                    ) AS said (what, place, sure)
                UNION ALL
                SELECT 'attribute', 3, (one.value ->> 'probability')::float
                FROM jsonb_path_query(
                    confidence, '$.shapes.*.attributes.* ? (@.is_decided == true)'
                ) AS one (value)
                UNION ALL
                SELECT 'left_out', 4, 1 - (one.value ->> 'exists')::float
                FROM jsonb_path_query(left_out, '$[*]') AS one (value)
                UNION ALL
                SELECT 'answer', 5, (one.value ->> 'probability')::float
                FROM jsonb_path_query(confidence, '$.answers.*') AS one (value)
            ) AS doubt
            WHERE doubt.sure < 1
            ORDER BY doubt.sure, doubt.place
            LIMIT 1
        ), 'none')
    END
$$;
"""


class Migration(migrations.Migration):

    replaces = [('consensus', '0001_initial'), ('consensus', '0002_kept_sentences'), ('consensus', '0003_result_labels'), ('consensus', '0004_result_by_time'), ('consensus', '0005_result_parameters'), ('consensus', '0006_labelled_items'), ('consensus', '0007_labelled_by_confidence'), ('consensus', '0008_answer_columns'), ('consensus', '0009_audit_expected'), ('consensus', '0010_doubts'), ('consensus', '0011_judging_failures')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0003_workspace_default'),
        ('projects', '0001_squashed_0005_deleting'),
        ('work', '0001_squashed_0028_several_native_languages'),
    ]

    operations = [
        # An index is made of what the second answers.
        migrations.RunSQL(LABELS, "DROP FUNCTION consensus_labels_of(jsonb)"),
        migrations.RunSQL(DOUBT, "DROP FUNCTION consensus_doubt_of(jsonb, jsonb)"),
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
                        ('error_detail', guildmark.core.said.SentenceField(blank=True)),
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
                        ('parameters', models.JSONField(db_default={}, default=dict)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('is_current', True)), fields=['project', 'lowest_confidence'], name='result_by_confidence'), models.Index(condition=models.Q(('is_current', True)), fields=['project', 'computed_at'], include=('run',), name='result_by_time'), models.Index(models.F('project'), guildmark.consensus.models.DoubtOf('confidence', 'left_out'), models.F('lowest_confidence'), condition=models.Q(('is_current', True)), name='result_by_doubt')],
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
                        ('expected', models.FloatField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='LabelledItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('project_id', models.BigIntegerField()),
                        ('task_id', models.BigIntegerField()),
                        ('item_id', models.BigIntegerField()),
                        ('label', models.CharField(blank=True, max_length=130)),
                        ('lowest_confidence', models.FloatField()),
                        ('result', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='consensus.consensusresult')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['project_id', 'label', 'item_id'], include=('task_id', 'lowest_confidence'), name='labelled_item_in_order'), models.Index(fields=['project_id', 'label', 'lowest_confidence'], include=('item_id', 'task_id'), name='labelled_item_by_confidence')],
                    },
                ),
                migrations.CreateModel(
                    name='AnswerColumns',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('is_whole', models.BooleanField()),
                        ('task_count', models.PositiveIntegerField()),
                        ('touched_count', models.PositiveIntegerField()),
                        ('data', models.BinaryField()),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='projects.project')),
                        ('run', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='columns', to='consensus.consensusrun')),
                        ('schema_version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='projects.schemaversion')),
                    ],
                ),
                migrations.CreateModel(
                    name='JudgingFailure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('error', models.CharField(blank=True, max_length=300)),
                        ('tries', models.PositiveIntegerField()),
                        ('first_at', models.DateTimeField()),
                        ('last_at', models.DateTimeField()),
                        ('again_at', models.DateTimeField(db_index=True, help_text='when it is tried again')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='projects.project')),
                        ('task', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='judging_failure', to='work.task')),
                    ],
                ),
            ],
        ),
        migrations.RunSQL(KEEP, DROP),
    ]

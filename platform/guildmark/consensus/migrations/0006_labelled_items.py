"""Which items a label is on, kept by a trigger on results."""

import django.db.models.deletion
from django.db import migrations, models

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
FILL = """
INSERT INTO consensus_labelleditem
    (result_id, project_id, task_id, item_id, label, lowest_confidence)
SELECT r.id, r.project_id, t.id, t.item_id, said.label, r.lowest_confidence
FROM consensus_consensusresult r
JOIN work_task t ON t.id = r.task_id AND t.step = 'draw' AND NOT t.is_gold
CROSS JOIN consensus_labels_of(r.document) AS said (label)
WHERE r.is_current
"""
DROP = """
DROP TRIGGER consensus_keep_labelled_items ON consensus_consensusresult;
DROP FUNCTION consensus_keep_labelled_items();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("consensus", "0005_result_parameters"),
        ("work", "0008_windows"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="consensusresult", name="result_by_labels"),
        migrations.CreateModel(
            name="LabelledItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("project_id", models.BigIntegerField()),
                ("task_id", models.BigIntegerField()),
                ("item_id", models.BigIntegerField()),
                ("label", models.CharField(blank=True, max_length=130)),
                ("lowest_confidence", models.FloatField()),
                ("result", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="consensus.consensusresult")),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["project_id", "label", "item_id"],
                        include=["task_id", "lowest_confidence"],
                        name="labelled_item_in_order",
                    )
                ],
            },
        ),
        migrations.RunSQL(LABELS, "DROP FUNCTION consensus_labels_of(jsonb)"),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(KEEP, DROP),
    ]

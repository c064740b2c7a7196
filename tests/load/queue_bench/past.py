"""What a bench finds already done, in few statements however many tasks."""

PAST_ASSIGNMENTS = """
INSERT INTO work_assignment (organisation_id, task_id, annotator_id, project_id, item_id, batch_id,
    schema_version_id, guideline_version_id, state, amount_minor, currency, leased_at,
    lease_expires_at, extensions, ended_at, reason, note)
SELECT t.organisation_id, t.id, u.id, t.project_id, t.item_id, t.batch_id, b.schema_version_id,
    b.guideline_version_id, 'submitted', b.price_minor, b.currency, %(now)s, %(now)s, 0, %(now)s,
    '', ''
FROM work_task t JOIN work_batch b ON b.id = t.batch_id, unnest(%(people)s::bigint[]) u (id)
WHERE t.batch_id = %(batch)s AND t.position <= %(until)s
"""
PAST_SUBMISSIONS = """
INSERT INTO work_submission (organisation_id, assignment_id, task_id, annotator_id, project_id,
    schema_version_id, document, counts, seconds_spent, idempotency_key, submitted_at)
SELECT a.organisation_id, a.id, a.task_id, a.annotator_id, a.project_id, a.schema_version_id,
    %(document)s::jsonb, true, 10, '', %(now)s
FROM work_assignment a JOIN work_task t ON t.id = a.task_id
WHERE a.batch_id = %(batch)s AND t.position <= %(until)s
"""
PAST_TASKS = """
UPDATE work_task SET counted = %(people)s, target = %(people)s, open_slots = 0, is_open = false,
    state = 'resolved' WHERE batch_id = %(batch)s AND position <= %(until)s
"""


ITEMS = """
INSERT INTO datasets_item (organisation_id, dataset_id, name, sha256, width_px, height_px,
    byte_count, original_format, original, rendition, rendition_sha256, thumbnail, created_at)
SELECT %(organisation)s, %(dataset)s, n || '.jpg',
    encode(sha256(convert_to(%(mark)s || n, 'UTF8')), 'hex'), 640, 480, 1, 'JPEG', '', '', '', '',
    %(now)s
FROM generate_series(1, %(number)s) n
"""
# Of the first tasks one slot each was filled by one person, whose cursor is behind them.
ONE_OF_MANY = """
UPDATE work_task SET counted = 1, open_slots = open_slots - 1, is_open = open_slots > 1
WHERE batch_id = %(batch)s AND position <= %(until)s
"""
CURSOR = """
INSERT INTO work_progress (annotator_id, batch_id, position, reentry, missed, taken)
VALUES (%(person)s, %(batch)s, %(until)s, 0, '{}', %(until)s)
"""
# The first tasks are decided, by whomever.
#: The workers are still at it: tasks are locked in their order.
DECIDED = """
WITH locked AS (
    SELECT id FROM work_task WHERE batch_id = %(batch)s AND position <= %(until)s
    ORDER BY id FOR UPDATE
)
UPDATE work_task SET target = counted + leased, open_slots = 0, is_open = false, state = 'resolved'
FROM locked WHERE work_task.id = locked.id
"""

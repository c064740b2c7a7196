-- One person's walk through the two lanes of a batch.
--
-- Both functions are the same walk over two partial indexes. They stay two because a query must
-- repeat an index's predicate word for word; with a parameter in its place the planner reads the
-- whole batch. OFFSET 0 keeps NOT EXISTS one index probe per row: without it the planner reads
-- everything the person has ever done.
--
-- p_room: how many passed tasks the missed list can still take. Answers:
--   task_id  a locked task with an open slot that the person has not had, or NULL
--   reached  the cursor: everything open at or below it is had, taken now, or in `passed`
--   passed   tasks somebody else held a lock on, at most p_room
--   is_end   nothing open lies above `reached`

CREATE OR REPLACE FUNCTION work_walk_first_lane(
    p_annotator bigint, p_project bigint, p_batch bigint, p_from bigint, p_room integer,
    OUT task_id bigint, OUT reached bigint, OUT passed bigint[], OUT is_end boolean
) LANGUAGE plpgsql AS $$
DECLARE
    v_found bigint;
    v_count integer;
    v_positions bigint[];
BEGIN
    -- nearly always the first that is left is nobody's at the moment: then nothing is passed
    SELECT w.id, w.position INTO task_id, reached
    FROM (
        SELECT id, item_id, position FROM work_task
        WHERE batch_id = p_batch AND is_open AND NOT is_reentered AND position > p_from
        ORDER BY position LIMIT 256
    ) w
    WHERE NOT EXISTS (
        SELECT FROM work_assignment a
        WHERE a.annotator_id = p_annotator AND a.project_id = p_project AND a.item_id = w.item_id
        OFFSET 0
    )
    ORDER BY w.position LIMIT 1;
    PERFORM FROM work_task t
    WHERE t.id = task_id AND t.is_open AND NOT t.is_reentered
    FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
        is_end := false;
        RETURN;
    END IF;

    SELECT t.id, w.position INTO task_id, v_found
    FROM (
        SELECT id, item_id, position FROM work_task
        WHERE batch_id = p_batch AND is_open AND NOT is_reentered AND position > p_from
        ORDER BY position LIMIT 256
    ) w
    JOIN work_task t ON t.id = w.id
    WHERE t.is_open AND NOT t.is_reentered AND NOT EXISTS (
        SELECT FROM work_assignment a
        WHERE a.annotator_id = p_annotator AND a.project_id = p_project AND a.item_id = w.item_id
        OFFSET 0
    )
    ORDER BY w.position LIMIT 1
    FOR NO KEY UPDATE OF t SKIP LOCKED;

    reached := v_found;
    is_end := false;
    IF task_id IS NULL THEN
        SELECT coalesce(max(w.position), p_from), count(*) INTO reached, v_count
        FROM (
            SELECT position FROM work_task
            WHERE batch_id = p_batch AND is_open AND NOT is_reentered AND position > p_from
            ORDER BY position LIMIT 256
        ) w;
        is_end := v_count < 256;
    END IF;

    SELECT array_agg(w.id ORDER BY w.position), array_agg(w.position ORDER BY w.position)
    INTO passed, v_positions
    FROM (
        SELECT id, position FROM work_task t
        WHERE batch_id = p_batch AND is_open AND NOT is_reentered
            AND position > p_from AND position <= reached AND id IS DISTINCT FROM task_id
            AND NOT EXISTS (
                SELECT FROM work_assignment a
                WHERE a.annotator_id = p_annotator AND a.project_id = p_project
                    AND a.item_id = t.item_id
                OFFSET 0
            )
        ORDER BY position LIMIT p_room + 1
    ) w;
    IF cardinality(passed) > p_room THEN
        reached := v_positions[p_room + 1] - 1;
        passed := passed[1:p_room];
        is_end := false;
    END IF;
END $$;

CREATE OR REPLACE FUNCTION work_walk_reentry_lane(
    p_annotator bigint, p_project bigint, p_batch bigint, p_from bigint, p_room integer,
    OUT task_id bigint, OUT reached bigint, OUT passed bigint[], OUT is_end boolean
) LANGUAGE plpgsql AS $$
DECLARE
    v_found bigint;
    v_count integer;
    v_positions bigint[];
BEGIN
    SELECT t.id, w.position INTO task_id, v_found
    FROM (
        SELECT id, item_id, position FROM work_task
        WHERE batch_id = p_batch AND is_open AND is_reentered AND position > p_from
        ORDER BY position LIMIT 256
    ) w
    JOIN work_task t ON t.id = w.id
    WHERE t.is_open AND t.is_reentered AND NOT EXISTS (
        SELECT FROM work_assignment a
        WHERE a.annotator_id = p_annotator AND a.project_id = p_project AND a.item_id = w.item_id
        OFFSET 0
    )
    ORDER BY w.position LIMIT 1
    FOR NO KEY UPDATE OF t SKIP LOCKED;

    reached := v_found;
    is_end := false;
    IF task_id IS NULL THEN
        SELECT coalesce(max(w.position), p_from), count(*) INTO reached, v_count
        FROM (
            SELECT position FROM work_task
            WHERE batch_id = p_batch AND is_open AND is_reentered AND position > p_from
            ORDER BY position LIMIT 256
        ) w;
        is_end := v_count < 256;
    END IF;

    SELECT array_agg(w.id ORDER BY w.position), array_agg(w.position ORDER BY w.position)
    INTO passed, v_positions
    FROM (
        SELECT id, position FROM work_task t
        WHERE batch_id = p_batch AND is_open AND is_reentered
            AND position > p_from AND position <= reached AND id IS DISTINCT FROM task_id
            AND NOT EXISTS (
                SELECT FROM work_assignment a
                WHERE a.annotator_id = p_annotator AND a.project_id = p_project
                    AND a.item_id = t.item_id
                OFFSET 0
            )
        ORDER BY position LIMIT p_room + 1
    ) w;
    IF cardinality(passed) > p_room THEN
        reached := v_positions[p_room + 1] - 1;
        passed := passed[1:p_room];
        is_end := false;
    END IF;
END $$;

-- Whether an open task that the person has not had lies above these places of the two lanes; with
-- NULL for the person, any open task. Takes no locks, and counts those that somebody else holds.
CREATE OR REPLACE FUNCTION work_has_open(
    p_annotator bigint, p_project bigint, p_batch bigint, p_from bigint, p_reentry_from bigint
) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM work_task t
    WHERE t.batch_id = p_batch AND t.is_open AND NOT t.is_reentered AND t.position > p_from
        AND NOT EXISTS (
            SELECT FROM work_assignment a
            WHERE a.annotator_id = p_annotator AND a.project_id = p_project
                AND a.item_id = t.item_id
            OFFSET 0
        )
    ORDER BY t.position LIMIT 1;
    IF FOUND THEN
        RETURN true;
    END IF;
    PERFORM FROM work_task t
    WHERE t.batch_id = p_batch AND t.is_open AND t.is_reentered AND t.position > p_reentry_from
        AND NOT EXISTS (
            SELECT FROM work_assignment a
            WHERE a.annotator_id = p_annotator AND a.project_id = p_project
                AND a.item_id = t.item_id
            OFFSET 0
        )
    ORDER BY t.position LIMIT 1;
    RETURN FOUND;
END $$;

-- Another overlap for a batch that people work on, a chunk of its tasks at a time.

-- Ask so many more of each task, as far as the new overlap and no further: of those under way, and of
-- those that have their label by people's answers. What a reviewer settled or has in hand, what waits
-- in triage and what was called off stays. Those that asked nobody any more come back at the head of
-- the batch. Tasks and batch are locked.
-- Answers with how many tasks were changed, and how many slots were made.
CREATE OR REPLACE FUNCTION work_raise_tasks(
    p_tasks bigint[], p_by integer, p_overlap integer, p_now timestamptz,
    OUT tasks integer, OUT slots integer
) LANGUAGE plpgsql AS $$
DECLARE
    v_task work_task;
    v_more integer;
    v_changed bigint[];
BEGIN
    slots := 0;
    FOR v_task IN
        SELECT * FROM work_task t WHERE t.id = ANY (p_tasks) AND NOT t.is_called_off
            AND t.target < p_overlap
            AND (t.state IN ('open', 'saturated')
                OR t.state = 'resolved' AND t.counted > 0 AND NOT work_is_settled(t.id))
        ORDER BY t.id
    LOOP
        v_more := least(p_by, p_overlap - v_task.target);
        UPDATE work_task SET target = target + v_more, open_slots = open_slots + v_more,
            is_open = true, is_unjudged = false, state = 'open', changed_at = p_now
        WHERE id = v_task.id;
        IF NOT v_task.is_open THEN
            PERFORM work_reenter(v_task.id, v_task.batch_id);
        END IF;
        v_changed := v_changed || v_task.id;
        slots := slots + v_more;
    END LOOP;
    tasks := coalesce(cardinality(v_changed), 0);
    PERFORM work_halt_verifying(v_changed, p_now);
END $$;

-- Ask so many fewer where slots are open that nobody has taken: never fewer than one answer. What has
-- all its answers by that is judged. As above; slots are those that went.
CREATE OR REPLACE FUNCTION work_lower_tasks(
    p_tasks bigint[], p_by integer, p_now timestamptz, OUT tasks integer, OUT slots integer
) LANGUAGE plpgsql AS $$
DECLARE
    v_task work_task;
    v_drop integer;
    v_completed bigint[];
BEGIN
    tasks := 0;
    slots := 0;
    FOR v_task IN
        SELECT * FROM work_task t WHERE t.id = ANY (p_tasks) AND t.state = 'open' AND t.is_open
        ORDER BY t.id
    LOOP
        v_drop := least(v_task.open_slots, p_by, v_task.target - 1);
        CONTINUE WHEN v_drop <= 0;
        UPDATE work_task SET target = target - v_drop, open_slots = open_slots - v_drop,
            is_open = open_slots > v_drop, is_unjudged = open_slots = v_drop AND leased = 0,
            state = CASE WHEN open_slots = v_drop THEN 'saturated' ELSE state END,
            changed_at = p_now
        WHERE id = v_task.id;
        IF v_task.open_slots = v_drop AND v_task.leased = 0 THEN
            v_completed := v_completed || v_task.id;
        END IF;
        tasks := tasks + 1;
        slots := slots + v_drop;
    END LOOP;
    PERFORM work_record_completed(v_completed, p_now);
END $$;

-- One chunk of a change; false when it is through. Each task is met once: how far it is stands on the
-- change, in the same transaction. It ends where the batch asks nobody any more.
CREATE OR REPLACE FUNCTION work_change_overlap(
    p_change bigint, p_limit integer, p_now timestamptz
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    v_change work_overlapchange;
    v_batch work_batch;
    v_tasks bigint[];
    v_reached bigint;
    v_by integer;
    v_done record;
BEGIN
    SELECT * INTO v_change FROM work_overlapchange
    WHERE id = p_change AND finished_at IS NULL FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    SELECT array_agg(t.id), max(t.item_id) INTO v_tasks, v_reached
    FROM (
        SELECT id, item_id FROM work_task
        WHERE batch_id = v_change.batch_id AND item_id > v_change.reached_item_id AND step = 'draw'
        ORDER BY item_id LIMIT p_limit
    ) t;
    PERFORM work_lock_tasks(coalesce(v_tasks, '{}'));
    SELECT * INTO v_batch FROM work_batch WHERE id = v_change.batch_id FOR NO KEY UPDATE;
    IF v_tasks IS NULL OR v_batch.was_stopped
        OR v_batch.state NOT IN ('draft', 'open', 'paused', 'complete')
    THEN
        UPDATE work_overlapchange SET finished_at = p_now WHERE id = p_change;
        RETURN false;
    END IF;
    v_by := v_change.overlap - v_change.overlap_before;
    IF v_by > 0 THEN
        v_done := work_raise_tasks(v_tasks, v_by, v_change.overlap, p_now);
        UPDATE work_batch SET slots_made = slots_made + v_done.slots
        WHERE id = v_batch.id AND state <> 'draft';
        IF v_batch.state = 'complete' AND v_done.tasks > 0 THEN
            PERFORM work_reopen_batch(v_batch, v_change.created_by_id, 'overlap', p_now);
        END IF;
    ELSE
        v_done := work_lower_tasks(v_tasks, -v_by, p_now);
    END IF;
    IF v_batch.state <> 'draft' THEN  -- its price is reserved when it is opened
        PERFORM work_release_budget(v_batch.id, CASE WHEN v_by > 0 THEN -1 ELSE 1 END * v_done.slots);
    END IF;
    UPDATE work_overlapchange SET reached_item_id = v_reached, moved_at = p_now,
        task_count = task_count + v_done.tasks, slot_count = slot_count + v_done.slots
    WHERE id = p_change;
    RETURN true;
END $$;

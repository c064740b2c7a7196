-- Answers that stop counting, and answers that are judged.

-- Take answers out: 'voided' (submitted or accepted; paid all the same) or 'rejected' (submitted;
-- not paid). Everything is locked first, in the order of the whole queue: assignments, tasks,
-- batches. Answers how many there were; those in another state are left alone.
CREATE OR REPLACE FUNCTION work_take_out(
    p_assignments bigint[], p_state text, p_reason text, p_note text, p_actor bigint,
    p_now timestamptz
) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    v_ids bigint[];
    v_tasks bigint[];
    v_counting bigint[];
    v_task work_task;
BEGIN
    SELECT array_agg(a.id), array_agg(a.task_id) INTO v_ids, v_tasks
    FROM (
        SELECT id, task_id FROM work_assignment
        WHERE id = ANY (p_assignments)
            AND (state = 'submitted' OR (state = 'accepted' AND p_state = 'voided'))
        ORDER BY id FOR NO KEY UPDATE
    ) a;
    IF v_ids IS NULL THEN
        RETURN 0;
    END IF;
    PERFORM work_lock_tasks(v_tasks);
    PERFORM FROM work_batch WHERE id IN (
        SELECT t.batch_id FROM work_task t WHERE t.id = ANY (v_tasks)
    ) ORDER BY id FOR NO KEY UPDATE;

    UPDATE work_assignment SET state = p_state, reason = p_reason, note = p_note,
        reviewed_at = p_now, reviewed_by_id = p_actor
    WHERE id = ANY (v_ids);
    WITH gone AS (
        UPDATE work_submission SET counts = false
        WHERE assignment_id = ANY (v_ids) AND counts RETURNING task_id
    )
    SELECT array_agg(task_id) INTO v_counting FROM gone;
    INSERT INTO events_event (name, version, organisation_id, actor_id, payload, occurred_at)
    SELECT CASE p_state WHEN 'voided' THEN 'submission.voided' ELSE 'assignment.rejected' END, 1,
        a.organisation_id, p_actor, jsonb_build_object('assignment_id', a.id,
            'submission_id', (SELECT max(s.id) FROM work_submission s WHERE s.assignment_id = a.id),
            'task_id', a.task_id, 'annotator_id', a.annotator_id, 'project_id', a.project_id,
            'batch_id', a.batch_id, 'reason', p_reason, 'note', p_note), p_now
    FROM work_assignment a WHERE a.id = ANY (v_ids) ORDER BY a.id;

    FOR v_task IN
        SELECT * FROM work_task WHERE id = ANY (v_counting) AND NOT is_gold ORDER BY id
    LOOP
        PERFORM work_ask_again(v_task, cardinality(array_positions(v_counting, v_task.id)),
            p_state = 'voided', p_actor, p_reason, p_now);
    END LOOP;
    PERFORM work_halt_verifying(v_counting, p_now);
    RETURN cardinality(v_ids);
END $$;

-- Lock tasks, and those that judge their labels: first what draws, by id, then what verifies, by id.
-- Two statements: a verify task that was made while its draw task was waited for is seen by the
-- second one only, and no other can be made any more. Met after the batch it would be waited for by
-- somebody whom its holder waits for.
CREATE OR REPLACE FUNCTION work_lock_tasks(p_tasks bigint[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM work_task
    WHERE id = ANY (p_tasks) AND step <> 'verify' ORDER BY id FOR NO KEY UPDATE;
    PERFORM FROM work_task
    WHERE id = ANY (p_tasks || work_verify_tasks(p_tasks)) AND step = 'verify'
    ORDER BY id FOR NO KEY UPDATE;
END $$;

-- The verify tasks that are under way on labels of these draw tasks.
CREATE OR REPLACE FUNCTION work_verify_tasks(p_draw_tasks bigint[])
RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(v.id ORDER BY v.id), '{}')
    FROM work_task d
    JOIN work_task v ON v.batch_id = d.batch_id AND v.item_id = d.item_id AND v.step = 'verify'
    WHERE d.id = ANY (p_draw_tasks) AND d.step = 'draw'
        AND v.state NOT IN ('resolved', 'cancelled')
$$;

-- What was judged stands no more: nobody else is asked about it. Leases still out there are
-- honoured. The draw tasks are locked, and so are the verify tasks there were before.
CREATE OR REPLACE FUNCTION work_halt_verifying(p_draw_tasks bigint[], p_now timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_task work_task;
BEGIN
    FOR v_task IN
        SELECT * FROM work_task WHERE id = ANY (work_verify_tasks(p_draw_tasks))
        ORDER BY id FOR NO KEY UPDATE
    LOOP
        UPDATE work_task SET state = 'resolved', target = target - open_slots, open_slots = 0,
            is_open = false, is_unjudged = false, changed_at = p_now
        WHERE id = v_task.id;
        PERFORM work_release_budget(v_task.batch_id, v_task.open_slots);
    END LOOP;
END $$;

-- Whether a reviewer has decided about the task: then what they said is its label.
CREATE OR REPLACE FUNCTION work_is_settled(p_task bigint)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM work_assignment WHERE task_id = p_task AND reason = 'settled')
$$;

-- A task loses p_count answers. Where the batch still asks, others are asked instead, at the head
-- of it, and a batch that was complete opens again. Where nobody is asked any more (stopped, put
-- away, its picture gone, settled by a reviewer or in their hands) it has fewer answers. Task and batch are locked.
CREATE OR REPLACE FUNCTION work_ask_again(
    p_task work_task, p_count integer, p_is_paid boolean, p_actor bigint, p_reason text,
    p_now timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_batch work_batch;
BEGIN
    SELECT * INTO v_batch FROM work_batch WHERE id = p_task.batch_id;
    IF p_task.state IN ('cancelled', 'triage', 'adjudicating') OR p_task.is_called_off
        OR v_batch.state IN ('draining', 'archived')
        OR (v_batch.state = 'complete' AND v_batch.was_stopped)
        OR (p_task.state = 'resolved' AND work_is_settled(p_task.id))
    THEN
        PERFORM work_have_fewer(p_task, p_count, p_is_paid, p_now);
        RETURN;
    END IF;
    UPDATE work_task SET counted = counted - p_count, open_slots = open_slots + p_count,
        is_open = true, is_unjudged = false, changed_at = p_now,
        state = CASE WHEN state IN ('saturated', 'resolved') THEN 'open' ELSE state END
    WHERE id = p_task.id;
    IF p_is_paid THEN
        PERFORM work_release_budget(p_task.batch_id, -p_count);
    END IF;
    IF NOT p_task.is_open THEN
        PERFORM work_reenter(p_task.id, p_task.batch_id);
    END IF;
    IF v_batch.state = 'complete' THEN
        PERFORM work_reopen_batch(v_batch, p_actor, p_reason, p_now);
    END IF;
    IF p_task.state = 'resolved' THEN
        INSERT INTO events_event (name, version, organisation_id, actor_id, payload, occurred_at)
        VALUES ('task.reopened', 1, p_task.organisation_id, p_actor, jsonb_build_object(
            'task_id', p_task.id, 'project_id', p_task.project_id, 'batch_id', p_task.batch_id,
            'slots', p_count, 'reason', p_reason), p_now);
    END IF;
END $$;

-- A batch that was complete asks again. An end that is past is lifted, or the next sweep would drain
-- it before anybody came. The batch is locked.
CREATE OR REPLACE FUNCTION work_reopen_batch(
    p_batch work_batch, p_actor bigint, p_reason text, p_now timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE work_batch SET state = 'open',
        closes_at = CASE WHEN closes_at > p_now THEN closes_at END
    WHERE id = p_batch.id;
    INSERT INTO events_event (name, version, organisation_id, actor_id, payload, occurred_at)
    VALUES ('batch.reopened', 1, p_batch.organisation_id, p_actor, jsonb_build_object(
        'batch_id', p_batch.id, 'project_id', p_batch.project_id, 'reason', p_reason)
        || CASE WHEN p_batch.closes_at <= p_now
            THEN jsonb_build_object('lifted_end', p_batch.closes_at) ELSE '{}' END, p_now);
END $$;

-- Nobody is asked instead: the target goes down. With answers left the label is made anew, of
-- those; without any there is no label but a reviewer's, and the task is over.
CREATE OR REPLACE FUNCTION work_have_fewer(
    p_task work_task, p_count integer, p_is_paid boolean, p_now timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE work_task SET counted = counted - p_count, target = target - p_count,
        changed_at = p_now,
        state = CASE WHEN counted = p_count AND leased = 0 AND state IN ('saturated', 'resolved')
                AND NOT work_is_settled(p_task.id)
            THEN 'cancelled' ELSE state END
    WHERE id = p_task.id;
    IF NOT p_is_paid THEN
        PERFORM work_release_budget(p_task.batch_id, p_count);
    END IF;
    IF p_task.counted > p_count AND p_task.leased = 0 AND p_task.open_slots = 0
        AND p_task.state NOT IN ('cancelled', 'triage', 'adjudicating')
    THEN
        PERFORM work_record_completed(ARRAY[p_task.id], p_now);
    END IF;
END $$;

-- Answers are accepted: submitted -> accepted. How many there were.
CREATE OR REPLACE FUNCTION work_accept(p_assignments bigint[], p_actor bigint, p_now timestamptz)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    v_ids bigint[];
BEGIN
    SELECT array_agg(a.id) INTO v_ids
    FROM (
        SELECT id FROM work_assignment
        WHERE id = ANY (p_assignments) AND state = 'submitted' ORDER BY id FOR NO KEY UPDATE
    ) a;
    UPDATE work_assignment SET state = 'accepted', reviewed_at = p_now, reviewed_by_id = p_actor
    WHERE id = ANY (v_ids);
    INSERT INTO events_event (name, version, organisation_id, actor_id, payload, occurred_at)
    SELECT 'assignment.accepted', 1, a.organisation_id, p_actor, jsonb_build_object(
        'assignment_id', a.id, 'task_id', a.task_id, 'annotator_id', a.annotator_id,
        'project_id', a.project_id, 'batch_id', a.batch_id), p_now
    FROM work_assignment a WHERE a.id = ANY (v_ids) ORDER BY a.id;
    RETURN coalesce(cardinality(v_ids), 0);
END $$;

-- A rejection or a voiding is taken back: rejected | voided -> accepted, and paid. The answer counts
-- again when its slot is still free; else it is kept like a spare. NULL: it is neither.
CREATE OR REPLACE FUNCTION work_reinstate(p_assignment bigint, p_actor bigint, p_now timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    v_assignment work_assignment;
    v_task work_task;
    v_counts boolean;
BEGIN
    SELECT * INTO v_assignment FROM work_assignment
    WHERE id = p_assignment AND state IN ('rejected', 'voided') FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT * INTO v_task FROM work_task WHERE id = v_assignment.task_id FOR NO KEY UPDATE;
    v_counts := v_task.is_gold OR (v_task.is_open AND v_task.state <> 'cancelled');
    UPDATE work_assignment SET state = 'accepted', reviewed_at = p_now, reviewed_by_id = p_actor
    WHERE id = p_assignment;
    IF v_counts THEN
        UPDATE work_submission SET counts = true WHERE id = (
            SELECT max(s.id) FROM work_submission s WHERE s.assignment_id = p_assignment);
    END IF;
    IF v_counts AND NOT v_task.is_gold THEN
        UPDATE work_task SET open_slots = open_slots - 1, counted = counted + 1,
            is_open = open_slots > 1, changed_at = p_now,
            is_unjudged = open_slots = 1 AND leased = 0 AND state = 'open',
            state = CASE WHEN open_slots = 1 AND state = 'open' THEN 'saturated' ELSE state END
        WHERE id = v_task.id;
        IF v_assignment.state = 'voided' THEN
            PERFORM work_release_budget(v_task.batch_id, 1);  -- nobody else is paid for the slot
        END IF;
        IF v_task.open_slots = 1 AND v_task.leased = 0 THEN
            PERFORM work_record_completed(ARRAY[v_task.id], p_now);
        END IF;
    ELSIF NOT v_counts AND v_assignment.state = 'rejected' THEN
        PERFORM work_release_budget(v_task.batch_id, -1);  -- its slot is another's, and paid too
    END IF;
    INSERT INTO events_event (name, version, organisation_id, actor_id, payload, occurred_at)
    VALUES ('assignment.reinstated', 1, v_assignment.organisation_id, p_actor, jsonb_build_object(
        'assignment_id', p_assignment, 'task_id', v_task.id, 'project_id', v_task.project_id,
        'annotator_id', v_assignment.annotator_id, 'batch_id', v_assignment.batch_id,
        'counts', v_counts), p_now);
    RETURN v_counts;
END $$;

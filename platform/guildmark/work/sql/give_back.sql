-- Leases that end without an answer: skipped, released, expired. So does work that went back to its
-- author, which holds its slot too; it may also end as a spare. While it waits for its author, the
-- end of a lease on it is none: it is laid aside.

-- Return the slots of leases. The caller holds or may take the locks of these assignments.
-- All tasks are locked in the order of the queue, then all batches that anything will be written to,
-- and only then anything is written: a sweep that went row after row deadlocked with people skipping.
CREATE OR REPLACE FUNCTION work_return_leases(
    p_assignments bigint[], p_state text, p_reason text, p_note text, p_now timestamptz
) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    v_leases bigint[];
    v_tasks bigint[];
    v_begun bigint[];
    v_waiting bigint[];
    v_task work_task;
BEGIN
    SELECT array_agg(l.id) FILTER (WHERE NOT l.is_waiting),
        array_agg(l.task_id) FILTER (WHERE NOT l.is_waiting),
        array_agg(l.task_id)
            FILTER (WHERE NOT (l.is_waiting OR l.is_prefetched OR l.is_back OR l.is_shut_out)),
        array_agg(l.id) FILTER (WHERE l.is_waiting)
    INTO v_leases, v_tasks, v_begun, v_waiting
    FROM (
        SELECT id, task_id, is_prefetched, return_count > 0 AS is_back,
            p_state = 'expired' AND coalesce(return_ends_at > p_now, false) AS is_waiting,
            -- as `work_submit` refuses them; not locked: whoever holds a seat takes leases after it
            EXISTS (SELECT FROM work_seat s
                WHERE s.annotator_id = a.annotator_id AND s.project_id = a.project_id
                    AND (s.blocked_reason <> '' OR s.ineligible_reason <> ''
                        OR s.eligible_until <= p_now)) AS is_shut_out
        FROM work_assignment a
        WHERE id = ANY (p_assignments) AND state IN ('leased', 'returned')
        ORDER BY id FOR NO KEY UPDATE
    ) l;
    IF v_waiting IS NOT NULL THEN
        PERFORM work_lay_aside(v_waiting, p_now);
    END IF;
    IF v_leases IS NULL THEN
        RETURN coalesce(cardinality(v_waiting), 0);
    END IF;
    PERFORM FROM work_task WHERE id = ANY (v_tasks) ORDER BY step = 'verify', id FOR NO KEY UPDATE;
    PERFORM FROM work_batch WHERE id IN (
        SELECT t.batch_id FROM work_task t
        CROSS JOIN LATERAL cardinality(array_positions(v_tasks, t.id)) l (count)
        WHERE t.id = ANY (v_tasks) AND (NOT t.is_open OR p_state = 'spare'
            OR t.skip_count + l.count >= 3 OR t.lapse_count + l.count >= 3)
    ) ORDER BY id FOR NO KEY UPDATE;

    UPDATE work_assignment SET state = p_state, ended_at = p_now, reason = p_reason, note = p_note
    WHERE id = ANY (v_leases);
    INSERT INTO events_event (name, version, organisation_id, actor_id, payload, occurred_at)
    SELECT 'assignment.' || p_state, 1, a.organisation_id,
        CASE WHEN p_state IN ('skipped', 'released') THEN a.annotator_id END,
        jsonb_build_object('assignment_id', a.id, 'task_id', a.task_id, 'annotator_id',
            a.annotator_id, 'project_id', a.project_id, 'batch_id', a.batch_id,
            'reason', p_reason), p_now
    FROM work_assignment a
    WHERE a.id = ANY (v_leases) AND p_reason <> 'taken_back'  -- its own event says who took it
    ORDER BY a.id;

    FOR v_task IN SELECT * FROM work_task WHERE id = ANY (v_tasks) AND NOT is_gold ORDER BY id LOOP
        PERFORM work_return_slots(v_task, cardinality(array_positions(v_tasks, v_task.id)),
            coalesce(cardinality(array_positions(v_begun, v_task.id)), 0), p_state, p_now);
    END LOOP;
    -- what was only prefetched is no part of anybody's share
    UPDATE work_progress p SET taken = greatest(p.taken - 1, 0)
    FROM work_assignment a
    WHERE a.id = ANY (v_leases) AND a.is_prefetched
        AND p.annotator_id = a.annotator_id AND p.batch_id = a.batch_id;
    IF p_state = 'spare' THEN
        PERFORM work_reserve_spares(v_leases);
    END IF;
    RETURN cardinality(v_leases) + coalesce(cardinality(v_waiting), 0);
END $$;

-- What is kept and paid while its slot goes to others is owed beside that slot.
CREATE OR REPLACE FUNCTION work_reserve_spares(p_assignments bigint[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_spare record;
BEGIN
    FOR v_spare IN
        SELECT a.batch_id, count(*)::integer AS number FROM work_assignment a
        WHERE a.id = ANY (p_assignments) AND a.batch_id IS NOT NULL
        GROUP BY a.batch_id ORDER BY a.batch_id
    LOOP
        PERFORM work_release_budget(v_spare.batch_id, -v_spare.number);
    END LOOP;
END $$;

-- One task gets back the slots of p_count leases. Task, and batch where needed, are locked.
-- p_begun of them were in hand for the first time: one that lapsed unseen, was answered once already,
-- or ran out while its person could not have handed it in (restricted, no guideline in force), says
-- nothing about the task.
CREATE OR REPLACE FUNCTION work_return_slots(
    p_task work_task, p_count integer, p_begun integer, p_state text, p_now timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_skips integer := p_task.skip_count + CASE WHEN p_state = 'skipped' THEN p_count ELSE 0 END;
    v_lapses integer := p_task.lapse_count + CASE WHEN p_state = 'expired' THEN p_begun ELSE 0 END;
    v_is_draining boolean := EXISTS (
        SELECT FROM work_batch WHERE id = p_task.batch_id AND state = 'draining');
BEGIN
    UPDATE work_task SET skip_count = v_skips, lapse_count = v_lapses, changed_at = p_now
    WHERE id = p_task.id;
    IF v_is_draining OR p_task.state IN ('resolved', 'cancelled', 'triage')
        OR (p_task.state = 'adjudicating' AND NOT p_task.is_open)  -- a reviewer decides, nobody else
    THEN
        PERFORM work_drop_slots(p_task, p_count, p_task.state);
        IF v_is_draining THEN
            PERFORM work_end_of_drain(p_task.id, p_now);
        END IF;
    ELSIF p_task.state IN ('open', 'saturated') AND (v_skips >= 3 OR v_lapses >= 3) THEN
        PERFORM work_drop_slots(p_task, p_count, 'triage');
        INSERT INTO events_event (name, version, organisation_id, payload, occurred_at)
        VALUES ('task.triaged', 1, p_task.organisation_id, jsonb_build_object(
            'task_id', p_task.id, 'project_id', p_task.project_id, 'batch_id', p_task.batch_id,
            'skip_count', v_skips, 'lapse_count', v_lapses), p_now);
    ELSE
        UPDATE work_task SET leased = leased - p_count, open_slots = open_slots + p_count,
            is_open = true, state = CASE WHEN state = 'saturated' THEN 'open' ELSE state END
        WHERE id = p_task.id;
        IF NOT p_task.is_open THEN
            PERFORM work_reenter(p_task.id, p_task.batch_id);
        END IF;
    END IF;
END $$;

-- Nobody more is asked: the target goes down in place of the slots, and so does the budget.
CREATE OR REPLACE FUNCTION work_drop_slots(p_task work_task, p_count integer, p_state text)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE work_task SET leased = leased - p_count, target = target - p_count - open_slots,
        open_slots = 0, is_open = false, state = p_state
    WHERE id = p_task.id;
    PERFORM work_release_budget(p_task.batch_id, p_count + p_task.open_slots);
END $$;

-- A task of a draining batch whose last lease came back is complete with what it has, or void.
CREATE OR REPLACE FUNCTION work_end_of_drain(p_task bigint, p_now timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_task work_task;
BEGIN
    SELECT * INTO v_task FROM work_task WHERE id = p_task;
    IF v_task.leased > 0 OR v_task.state IN ('resolved', 'cancelled', 'triage') THEN
        RETURN;
    ELSIF v_task.counted = 0 THEN
        UPDATE work_task SET state = 'cancelled' WHERE id = p_task;
    ELSE
        PERFORM work_record_completed(ARRAY[p_task], p_now);
    END IF;
END $$;

-- Tell consensus of tasks that are complete without another answer coming in.
CREATE OR REPLACE FUNCTION work_record_completed(p_tasks bigint[], p_now timestamptz)
RETURNS void LANGUAGE sql AS $$
    INSERT INTO events_event (name, version, organisation_id, payload, occurred_at)
    SELECT CASE t.step WHEN 'verify' THEN 'verify.completed' ELSE 'task.completed' END, 1,
        t.organisation_id, jsonb_build_object(
        'task_id', t.id, 'project_id', t.project_id, 'batch_id', t.batch_id), p_now
    FROM work_task t WHERE t.id = ANY (p_tasks) ORDER BY t.id
$$;

-- Put a task that has slots again where nobody's cursor has been. The number is taken under the
-- batch row's lock: a sequence would hand out numbers before the order of commits is known, and
-- a cursor could pass one that commits later.
CREATE OR REPLACE FUNCTION work_reenter(p_task bigint, p_batch bigint)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_number bigint;
BEGIN
    UPDATE work_batch SET reentry_number = reentry_number + 1
    WHERE id = p_batch RETURNING reentry_number INTO v_number;
    UPDATE work_task SET position = v_number, is_reentered = true WHERE id = p_task;
END $$;

-- Slots that will not be used give their price back to the budget.
CREATE OR REPLACE FUNCTION work_release_budget(p_batch bigint, p_slots integer)
RETURNS void LANGUAGE sql AS $$
    UPDATE work_batch SET reserved_minor = reserved_minor - p_slots * price_minor::bigint
    WHERE id = p_batch
$$;

-- A person gives their own lease back. The seat is locked so that a claim in another tab does
-- not answer with the lease that is on its way out. NULL: there is no such assignment of theirs;
-- false: its lease is over.
CREATE OR REPLACE FUNCTION work_give_back(
    p_assignment bigint, p_annotator bigint, p_state text, p_reason text, p_note text,
    p_now timestamptz
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    v_project bigint;
BEGIN
    SELECT project_id INTO v_project FROM work_assignment
    WHERE id = p_assignment AND annotator_id = p_annotator;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    PERFORM FROM work_seat
    WHERE annotator_id = p_annotator AND project_id = v_project FOR NO KEY UPDATE;
    RETURN work_return_leases(ARRAY[p_assignment], p_state, p_reason, p_note, p_now) = 1;
END $$;

-- Staff take a live lease from its person, with the words they are told. What had gone back to its
-- author is kept and paid: it was handed in once, and now they cannot mend it. The draft stays.
-- NULL: there is no such assignment in the project; false: its lease is over.
CREATE OR REPLACE FUNCTION work_take_back(
    p_assignment bigint, p_project bigint, p_actor bigint, p_note text, p_now timestamptz
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    v_assignment work_assignment;
BEGIN
    SELECT * INTO v_assignment FROM work_assignment
    WHERE id = p_assignment AND project_id = p_project;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    PERFORM FROM work_seat
    WHERE annotator_id = v_assignment.annotator_id AND project_id = p_project FOR NO KEY UPDATE;
    SELECT * INTO v_assignment FROM work_assignment
    WHERE id = p_assignment AND state = 'leased' FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM work_return_leases(ARRAY[p_assignment],
        CASE WHEN v_assignment.return_count > 0 THEN 'spare' ELSE 'released' END,
        'taken_back', p_note, p_now);
    INSERT INTO events_event (name, version, organisation_id, actor_id, payload, occurred_at)
    VALUES ('assignment.taken_back', 1, v_assignment.organisation_id, p_actor, jsonb_build_object(
        'assignment_id', p_assignment, 'task_id', v_assignment.task_id,
        'annotator_id', v_assignment.annotator_id, 'project_id', p_project,
        'batch_id', v_assignment.batch_id, 'reason', p_note), p_now);
    RETURN true;
END $$;

-- One chunk of the sweep: what has run out, at most p_limit, never waiting for a locked lease.
CREATE OR REPLACE FUNCTION work_expire_leases(p_now timestamptz, p_limit integer)
RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
    RETURN work_return_leases(ARRAY(
        SELECT id FROM work_assignment
        WHERE state = 'leased' AND lease_expires_at <= p_now
        ORDER BY lease_expires_at, id LIMIT p_limit FOR NO KEY UPDATE SKIP LOCKED
    ), 'expired', '', '', p_now);
END $$;

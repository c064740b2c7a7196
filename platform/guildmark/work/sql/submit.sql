-- An answer comes in.

-- What becomes of the task's slot, for an answer whose lease still held it or had lost it.
-- counts: the answer is one of the target; is_complete: it was the last one wanted.
CREATE OR REPLACE FUNCTION work_fill_slot(
    p_task work_task, p_is_held boolean, p_now timestamptz,
    OUT counts boolean, OUT is_complete boolean
) LANGUAGE plpgsql AS $$
BEGIN
    counts := p_task.state <> 'cancelled' AND (p_is_held OR p_task.is_open);
    -- a task in triage waits for a person, whatever still comes in
    is_complete := counts AND p_task.state <> 'triage' AND p_task.counted + 1 = p_task.target;
    IF counts AND p_is_held THEN
        UPDATE work_task SET leased = leased - 1, counted = counted + 1, changed_at = p_now,
            is_unjudged = is_unjudged OR is_complete
        WHERE id = p_task.id;
    ELSIF counts THEN
        -- the lease had run out, and nobody has taken the slot since
        UPDATE work_task SET open_slots = open_slots - 1, counted = counted + 1,
            is_open = open_slots > 1, changed_at = p_now, is_unjudged = is_unjudged OR is_complete,
            state = CASE WHEN open_slots = 1 AND state = 'open' THEN 'saturated' ELSE state END
        WHERE id = p_task.id;
    ELSIF p_is_held THEN
        -- cancelled meanwhile: kept and paid out of what its slot had reserved, does not count
        UPDATE work_task SET leased = leased - 1, target = target - 1, changed_at = p_now
        WHERE id = p_task.id;
    ELSE
        -- too late, and its slot is another's: kept and paid beside that
        PERFORM work_release_budget(p_task.batch_id, -1);
    END IF;
END $$;

-- How long an answer took: what the browser counted, which leaves pauses out, and never longer than
-- the lease is old. Two hosts may disagree about the time: a lease from the future says nothing.
CREATE OR REPLACE FUNCTION work_seconds(
    p_seconds double precision, p_leased_at timestamptz, p_now timestamptz
) RETURNS double precision LANGUAGE plpgsql AS $$
BEGIN
    IF p_now <= p_leased_at THEN
        RETURN p_seconds;
    END IF;
    RETURN least(p_seconds, extract(epoch FROM p_now - p_leased_at));
END $$;

-- The door. outcome: submitted; stored (this key was answered before: the same answer);
-- unknown (no such assignment of this person); already_submitted; over (skipped, given or taken
-- back);
-- returned (it went back to its author, who has not taken it up: once they have, the end of their
-- lease loses nothing); not_begun (prefetched, and not
-- taken up by a claim); draft_conflict (another window has saved since revision
-- `p_draft_revision`, and says otherwise: only while the lease lasts, for afterwards no claim could
-- show both); not_eligible, with `detail`. is_heard: somebody waits for this answer.
CREATE OR REPLACE FUNCTION work_submit(
    p_assignment bigint, p_annotator bigint, p_document jsonb, p_seconds double precision,
    p_key text, p_now timestamptz, p_course jsonb DEFAULT NULL,
    p_draft_revision integer DEFAULT NULL
) RETURNS TABLE (
    outcome text, submission_id bigint, counts boolean, detail text, is_heard boolean
)
LANGUAGE plpgsql AS $$
DECLARE
    v_assignment work_assignment;
    v_seat work_seat;
    v_task work_task;
    v_stored bigint;
    v_is_replay boolean := false;
    v_is_open boolean;
    v_slot record;
    v_settled_at timestamptz;
BEGIN
    SELECT * INTO v_assignment FROM work_assignment a
    WHERE a.id = p_assignment AND a.annotator_id = p_annotator FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        outcome := 'unknown';
        RETURN NEXT;
        RETURN;
    END IF;
    v_is_open := v_assignment.state IN ('leased', 'expired')
        OR v_assignment.state = 'returned' AND v_assignment.reason = 'not_finished';
    IF NOT v_is_open OR v_assignment.return_count > 0 THEN
        SELECT s.id, s.counts, s.idempotency_key = p_key AND p_key <> ''
        INTO v_stored, counts, v_is_replay FROM work_submission s
        WHERE s.assignment_id = p_assignment
        ORDER BY (s.idempotency_key = p_key) DESC, s.revision DESC LIMIT 1;
    END IF;
    IF NOT v_is_open OR v_is_replay THEN
        outcome := CASE WHEN v_stored IS NULL THEN 'over'
            WHEN v_is_replay THEN 'stored'
            WHEN v_assignment.state = 'returned' THEN 'returned'
            WHEN v_assignment.state IN ('skipped', 'released')
                OR v_assignment.reason = 'taken_back' THEN 'over'
            ELSE 'already_submitted' END;
        submission_id := v_stored;
        RETURN NEXT;
        RETURN;
    END IF;
    IF v_assignment.is_prefetched THEN
        outcome := 'not_begun';
        RETURN NEXT;
        RETURN;
    END IF;
    IF p_draft_revision IS NOT NULL AND v_assignment.state = 'leased'
        AND v_assignment.lease_expires_at > p_now
        AND EXISTS (SELECT FROM work_draft d WHERE d.assignment_id = p_assignment
            AND d.revision > p_draft_revision AND d.document <> p_document)
    THEN
        outcome := 'draft_conflict';
        RETURN NEXT;
        RETURN;
    END IF;
    SELECT * INTO v_seat FROM work_seat s
    WHERE s.annotator_id = p_annotator AND s.project_id = v_assignment.project_id;
    IF v_seat.blocked_reason <> '' OR v_seat.ineligible_reason <> ''
        OR v_seat.eligible_until <= p_now
    THEN
        outcome := 'not_eligible';
        detail := coalesce(nullif(v_seat.blocked_reason, ''), v_seat.ineligible_reason);
        RETURN NEXT;
        RETURN;
    END IF;

    SELECT * INTO v_task FROM work_task t
    WHERE t.id = v_assignment.task_id FOR NO KEY UPDATE;
    IF v_task.is_gold THEN
        SELECT true AS counts, false AS is_complete INTO v_slot;
    ELSE
        v_slot := work_fill_slot(v_task, v_assignment.state <> 'expired', p_now);
    END IF;
    outcome := 'submitted';
    counts := v_slot.counts;
    IF v_assignment.return_count > 0 THEN
        UPDATE work_submission SET is_current = false WHERE assignment_id = p_assignment;
    END IF;
    INSERT INTO work_submission (organisation_id, assignment_id, revision, task_id, annotator_id,
        project_id, schema_version_id, document, counts, seconds_spent, idempotency_key,
        submitted_at, course)
    VALUES (v_assignment.organisation_id, p_assignment, v_assignment.return_count + 1, v_task.id,
        p_annotator, v_assignment.project_id, v_assignment.schema_version_id, p_document,
        v_slot.counts, work_seconds(p_seconds, v_assignment.leased_at, p_now), p_key, p_now,
        p_course)
    RETURNING id INTO submission_id;
    UPDATE work_assignment SET ended_at = p_now, reason = '',
        state = CASE WHEN v_slot.counts THEN 'submitted' ELSE 'spare' END
    WHERE id = p_assignment;
    DELETE FROM work_draft d WHERE d.assignment_id = p_assignment;
    -- nobody listens to an ordinary answer that is not the last one: it is kept for the trail alone,
    -- and the relay never sees it (a test of the routes looks whether that is still so)
    is_heard := v_task.is_gold OR v_slot.is_complete;
    v_settled_at := CASE WHEN is_heard THEN NULL ELSE p_now END;
    INSERT INTO events_event (name, version, organisation_id, actor_id, payload, occurred_at,
        sent_at, settled_at)
    VALUES ('submission.made', 1, v_assignment.organisation_id, p_annotator, jsonb_build_object(
        'submission_id', submission_id, 'task_id', v_task.id, 'assignment_id', p_assignment,
        'project_id', v_assignment.project_id, 'batch_id', v_assignment.batch_id,
        'annotator_id', p_annotator, 'is_gold', v_task.is_gold,
        'is_complete', v_slot.is_complete AND v_task.step <> 'verify'), p_now,
        v_settled_at, v_settled_at);
    IF v_slot.is_complete AND v_task.step = 'verify' THEN
        PERFORM work_record_completed(ARRAY[v_task.id], p_now);
    END IF;
    RETURN NEXT;
END $$;

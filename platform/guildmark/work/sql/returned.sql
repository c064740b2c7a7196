-- Work that went back to its author.

-- The author takes it up again, the one that is due first; NULL without one. The slot was kept, so
-- no counter moves. The caller holds the seat and knows that the person may work. What another
-- transaction holds is left for the next claim.
CREATE OR REPLACE FUNCTION work_claim_returned(
    p_annotator bigint, p_project bigint, p_now timestamptz
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_assignment bigint;
BEGIN
    SELECT a.id INTO v_assignment
    FROM work_assignment a
    JOIN work_batch b ON b.id = a.batch_id AND b.state <> 'paused'
    WHERE a.annotator_id = p_annotator AND a.project_id = p_project AND a.state = 'returned'
        AND a.lease_expires_at > p_now
    ORDER BY a.lease_expires_at, a.id LIMIT 1
    FOR NO KEY UPDATE OF a SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    UPDATE work_assignment a SET state = 'leased', extensions = 0, leased_at = p_now,
        guideline_version_id = work_guideline(a.project_id, a.guideline_version_id),
        ended_at = NULL, reason = '', lease_expires_at = p_now + make_interval(secs => p.lease_seconds)
    FROM projects_project p
    WHERE a.id = v_assignment AND p.id = a.project_id AND p.state = 'active'
    RETURNING a.id INTO v_assignment;
    RETURN v_assignment;
END $$;

-- The author had it in hand and their lease ended: it waits for them as before, until its old end,
-- and keeps its slot. The assignments are locked.
CREATE OR REPLACE FUNCTION work_lay_aside(p_assignments bigint[], p_now timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE work_assignment SET state = 'returned', lease_expires_at = return_ends_at,
        ended_at = p_now, reason = 'not_finished'
    WHERE id = ANY (p_assignments);
    INSERT INTO events_event (name, version, organisation_id, payload, occurred_at)
    SELECT 'assignment.laid_aside', 1, a.organisation_id, jsonb_build_object(
        'assignment_id', a.id, 'task_id', a.task_id, 'annotator_id', a.annotator_id,
        'project_id', a.project_id, 'batch_id', a.batch_id), p_now
    FROM work_assignment a WHERE a.id = ANY (p_assignments) ORDER BY a.id;
END $$;

-- One chunk of the sweep: what its author did not take up in time, and what the author cannot
-- take up because their seat or the project is closed. They could not mend it, so that is kept
-- and paid.
CREATE OR REPLACE FUNCTION work_expire_returned(p_now timestamptz, p_limit integer)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    v_late bigint[];
    v_away bigint[];
BEGIN
    SELECT array_agg(r.id) FILTER (WHERE NOT r.is_away), array_agg(r.id) FILTER (WHERE r.is_away)
    INTO v_late, v_away
    FROM (
        SELECT a.id, (s.blocked_reason <> '' OR s.ineligible_reason <> ''
            OR coalesce(s.eligible_until <= p_now, false) OR p.state <> 'active') AS is_away
        FROM work_assignment a
        JOIN work_seat s ON s.annotator_id = a.annotator_id AND s.project_id = a.project_id
        JOIN projects_project p ON p.id = a.project_id
        WHERE a.state = 'returned' AND (a.lease_expires_at <= p_now OR s.blocked_reason <> ''
            OR s.ineligible_reason <> '' OR s.eligible_until <= p_now OR p.state <> 'active')
        ORDER BY a.id LIMIT p_limit
        FOR NO KEY UPDATE OF a SKIP LOCKED
    ) r;
    -- one kind a transaction: batches are locked after all tasks, so no task may follow
    IF v_away IS NOT NULL THEN
        RETURN work_return_leases(v_away, 'spare', 'author_away', '', p_now);
    END IF;
    RETURN work_return_leases(v_late, 'expired', 'not_taken_up', '', p_now);
END $$;

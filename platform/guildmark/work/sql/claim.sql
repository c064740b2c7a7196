-- Who gets what next. One call is one transaction (READ COMMITTED); the protocol and its reasons
-- are in docs/decisions/0002-queue.md. Lock order everywhere: seat, assignment, task, batch.

-- The guideline that is in force now: what somebody who begins has been asked to read. Of a project
-- without one, the batch's.
CREATE OR REPLACE FUNCTION work_guideline(p_project bigint, p_of_batch bigint)
RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    RETURN coalesce((SELECT g.id FROM projects_guidelineversion g
        WHERE g.project_id = p_project AND g.state = 'published'), p_of_batch);
END $$;

-- Give a lease on a locked task. A lease that is refused takes the slot back with it: the whole
-- call fails. With ON CONFLICT it would not, and the slot would be lost.
CREATE OR REPLACE FUNCTION work_lease(
    p_task bigint, p_annotator bigint, p_batch work_batch, p_is_gold boolean,
    p_is_prefetch boolean, p_lease_seconds integer, p_now timestamptz
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_task work_task;
    v_assignment bigint;
BEGIN
    IF p_is_gold THEN
        SELECT * INTO v_task FROM work_task WHERE id = p_task;
    ELSE
        UPDATE work_task SET
            open_slots = open_slots - 1, leased = leased + 1, is_open = open_slots > 1,
            state = CASE WHEN open_slots = 1 AND state = 'open' THEN 'saturated' ELSE state END,
            changed_at = p_now
        WHERE id = p_task
        RETURNING * INTO v_task;
    END IF;
    INSERT INTO work_assignment (organisation_id, task_id, annotator_id, project_id, item_id,
        batch_id, schema_version_id, guideline_version_id, state, amount_minor, currency,
        leased_at, lease_expires_at, is_prefetched, extensions, reason, note)
    VALUES (v_task.organisation_id, v_task.id, p_annotator, v_task.project_id, v_task.item_id,
        v_task.batch_id, p_batch.schema_version_id,
        work_guideline(v_task.project_id, p_batch.guideline_version_id), 'leased',
        p_batch.price_minor, p_batch.currency, p_now,
        p_now + make_interval(secs => p_lease_seconds), p_is_prefetch, 0, '', '')
    RETURNING id INTO v_assignment;
    RETURN v_assignment;
END $$;

-- The leases of a person in a project that still live. What has run out is lapsed here, which
-- locks its batch: then no other task may be waited for, and the claim goes on in a new call.
CREATE OR REPLACE FUNCTION work_live_leases(
    p_annotator bigint, p_project bigint, p_now timestamptz,
    OUT in_hand bigint, OUT prefetched bigint, OUT has_lapsed boolean
) LANGUAGE plpgsql AS $$
DECLARE
    v_lease record;
    v_over bigint[];
BEGIN
    FOR v_lease IN
        SELECT id, lease_expires_at, is_prefetched FROM work_assignment
        WHERE annotator_id = p_annotator AND project_id = p_project AND state = 'leased'
    LOOP
        IF v_lease.lease_expires_at <= p_now THEN
            v_over := v_over || v_lease.id;
        ELSIF v_lease.is_prefetched THEN
            prefetched := v_lease.id;
        ELSE
            in_hand := v_lease.id;
        END IF;
    END LOOP;
    has_lapsed := v_over IS NOT NULL;
    IF has_lapsed THEN
        PERFORM work_return_leases(v_over, 'expired', '', '', p_now);
    END IF;
END $$;

-- A task becomes the one in hand: now it counts as taken. An ordinary one brings the next gold
-- nearer here and not when it was prefetched, or gold could follow on gold when one lapses unseen.
CREATE OR REPLACE FUNCTION work_begin(
    p_batch bigint, p_now timestamptz, INOUT seat work_seat
) LANGUAGE plpgsql AS $$
BEGIN
    IF p_batch IS NOT NULL THEN
        seat.last_batch_id := p_batch;
        seat.gold_countdown := greatest(seat.gold_countdown - 1, 0);
    END IF;
    seat.today_count := seat.today_count + 1;
    seat.claim_count := seat.claim_count + 1;
    seat.claimed_at := p_now;
END $$;

-- The prefetched lease becomes the one in hand, with its time anew. One that could not be claimed
-- now (its batch is paused, its task decided) goes back: it was not begun, so it is not honoured.
CREATE OR REPLACE FUNCTION work_promote(
    p_prefetched bigint, p_batches work_batch[], p_lease_seconds integer, p_now timestamptz,
    INOUT seat work_seat, OUT assignment bigint
) LANGUAGE plpgsql AS $$
DECLARE
    v_batch bigint;
    v_is_wanted boolean;
BEGIN
    SELECT a.batch_id, t.state NOT IN ('resolved', 'cancelled', 'triage') AND CASE
            WHEN t.is_gold THEN cardinality(p_batches) > 0
            ELSE EXISTS (SELECT FROM unnest(p_batches) b WHERE b.id = a.batch_id) END
    INTO v_batch, v_is_wanted
    FROM work_assignment a JOIN work_task t ON t.id = a.task_id
    WHERE a.id = p_prefetched;
    IF NOT v_is_wanted THEN
        PERFORM work_return_leases(ARRAY[p_prefetched], 'released', 'not_begun', '', p_now);
        RETURN;
    END IF;
    UPDATE work_assignment SET is_prefetched = false, leased_at = p_now,
        guideline_version_id = work_guideline(project_id, guideline_version_id),
        lease_expires_at = p_now + make_interval(secs => p_lease_seconds)
    WHERE id = p_prefetched AND state = 'leased'
    RETURNING id INTO assignment;
    IF assignment IS NOT NULL THEN
        seat := work_begin(v_batch, p_now, seat);
    END IF;
END $$;

-- The first task of the first batch that has one. Never falls through to a lower priority because
-- of a lock: then `outcome` is busy. Nothing anywhere leaves `outcome` as work_why_empty says.
CREATE OR REPLACE FUNCTION work_claim_ordinary(
    p_project projects_project, p_batches work_batch[], p_is_prefetch boolean, p_seat work_seat,
    p_now timestamptz,
    OUT assignment bigint, OUT batch bigint,
    OUT outcome text, OUT detail text, OUT retry_at timestamptz
) LANGUAGE plpgsql AS $$
DECLARE
    v_batch work_batch;
    v_progress work_progress;
    v_search record;
BEGIN
    FOREACH v_batch IN ARRAY p_batches LOOP
        SELECT * INTO v_progress FROM work_progress
        WHERE annotator_id = p_seat.annotator_id AND batch_id = v_batch.id;
        CONTINUE WHEN v_progress.seen_number = v_batch.reentry_number
            OR work_is_capped(v_batch, v_progress);
        v_search := work_search_batch(p_seat.annotator_id, p_project.id, v_batch.id,
            v_batch.front, v_batch.reentry_number, v_progress);
        IF v_search.status = 'found' THEN
            assignment := work_lease(v_search.task_id, p_seat.annotator_id, v_batch, false,
                p_is_prefetch, p_project.lease_seconds, p_now);
            batch := v_batch.id;
            outcome := 'leased';
            RETURN;
        ELSIF v_search.status <> 'nothing' THEN
            outcome := v_search.status;
            RETURN;
        END IF;
    END LOOP;
    SELECT w.outcome, w.detail, w.retry_at INTO outcome, detail, retry_at
    FROM work_why_empty(p_seat, p_batches, p_now) w;
END $$;

-- The claim itself, for a seat that is locked and a person who may work.
CREATE OR REPLACE FUNCTION work_claim_for_seat(
    p_prefetched bigint, p_is_prefetch boolean, p_now timestamptz, INOUT seat work_seat,
    OUT outcome text, OUT detail text, OUT retry_at timestamptz, OUT assignment bigint
) LANGUAGE plpgsql AS $$
DECLARE
    v_project projects_project;
    v_batches work_batch[];
    v_today date := (p_now AT TIME ZONE 'UTC')::date;
    v_answer record;
BEGIN
    SELECT * INTO v_project FROM projects_project WHERE id = seat.project_id;
    IF v_project.state <> 'active' THEN
        outcome := 'paused';
        detail := 'This project is closed.';
        RETURN;
    END IF;
    IF seat.today_on IS DISTINCT FROM v_today THEN
        seat.today_on := v_today;
        seat.today_count := 0;
    END IF;
    IF seat.today_count >= seat.daily_cap THEN
        outcome := 'daily_cap';
        retry_at := (v_today + 1)::timestamp AT TIME ZONE 'UTC';
        RETURN;
    END IF;
    v_batches := work_batches_for(seat, p_now);
    outcome := 'leased';
    IF p_prefetched IS NOT NULL THEN
        v_answer := work_promote(p_prefetched, v_batches, v_project.lease_seconds, p_now, seat);
        seat := v_answer.seat;
        assignment := v_answer.assignment;
    END IF;
    IF assignment IS NULL THEN
        v_answer := work_claim_gold(v_project, v_batches, p_is_prefetch, p_now, seat);
        seat := v_answer.seat;
        assignment := v_answer.assignment;
        IF assignment IS NULL THEN
            v_answer := work_claim_ordinary(v_project, v_batches, p_is_prefetch, seat, p_now);
            assignment := v_answer.assignment;
            outcome := v_answer.outcome;
            detail := v_answer.detail;
            retry_at := v_answer.retry_at;
            IF assignment IS NOT NULL AND NOT p_is_prefetch THEN
                seat := work_begin(v_answer.batch, p_now, seat);
            END IF;
        ELSIF NOT p_is_prefetch THEN
            seat := work_begin(NULL, p_now, seat);
        END IF;
    END IF;
    UPDATE work_seat SET today_on = seat.today_on, today_count = seat.today_count,
        claim_count = seat.claim_count, claimed_at = seat.claimed_at,
        gold_countdown = seat.gold_countdown, has_had_all_gold = seat.has_had_all_gold,
        last_batch_id = seat.last_batch_id
    WHERE id = seat.id;
END $$;

-- The door. outcome: leased; no_seat, not_eligible; paused, daily_cap, share_cap, all_leased,
-- comparing, opens_later, other_audience, nothing_left; searching (call again at once) and busy
-- (call again in 50 ms). With p_is_prefetch the task after the one in hand. The columns after `is_new` are
-- what the person is shown of a lease, but for `teaches`; one that is not new may have a draft.
CREATE OR REPLACE FUNCTION work_claim(
    p_annotator bigint, p_project bigint, p_now timestamptz, p_is_prefetch boolean DEFAULT false
) RETURNS TABLE (
    outcome text, detail text, retry_at timestamptz, is_new boolean,
    assignment_id bigint, task_id bigint, lease_expires_at timestamptz, extensions smallint,
    amount_minor integer, currency varchar, schema_version_id bigint, guideline_version_id bigint,
    step varchar, project_name varchar, teaches boolean,
    item_id bigint, item_name varchar, width_px integer, height_px integer,
    window_low integer, window_high integer
) LANGUAGE plpgsql AS $$
DECLARE
    v_seat work_seat;
    v_live record;
    v_answer record;
    v_assignment bigint;
BEGIN
    -- A lease need not outlive a crash within the next half second: what is drawn on it does, for
    -- to keep a draft or an answer makes everything before it durable too.
    PERFORM set_config('synchronous_commit', 'off', true);
    SELECT * INTO v_seat FROM work_seat s
    WHERE s.annotator_id = p_annotator AND s.project_id = p_project FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        outcome := 'no_seat';
    ELSIF v_seat.blocked_reason <> '' OR v_seat.ineligible_reason <> ''
        OR v_seat.eligible_until <= p_now
    THEN
        outcome := 'not_eligible';
        detail := coalesce(nullif(v_seat.blocked_reason, ''), v_seat.ineligible_reason);
    ELSE
        v_live := work_live_leases(p_annotator, p_project, p_now);
        IF v_live.has_lapsed THEN
            outcome := 'searching';
            RETURN NEXT;
            RETURN;
        END IF;
        v_assignment := CASE WHEN p_is_prefetch THEN v_live.prefetched ELSE v_live.in_hand END;
        IF v_assignment IS NULL AND NOT p_is_prefetch THEN
            v_assignment := work_claim_returned(p_annotator, p_project, p_now);
        END IF;
        is_new := v_assignment IS NULL;
        outcome := 'leased';
        IF is_new THEN
            v_answer := work_claim_for_seat(v_live.prefetched, p_is_prefetch, p_now, v_seat);
            v_assignment := v_answer.assignment;
            outcome := v_answer.outcome;
            detail := v_answer.detail;
            retry_at := v_answer.retry_at;
        END IF;
    END IF;
    IF v_assignment IS NULL THEN
        RETURN NEXT;
        RETURN;
    END IF;
    RETURN QUERY
    SELECT outcome, detail, retry_at, is_new, a.id, a.task_id, a.lease_expires_at, a.extensions,
        a.amount_minor, a.currency, a.schema_version_id, a.guideline_version_id, t.step, p.name,
        t.is_visible_gold, i.id, i.name, i.width_px, i.height_px,
        i.window_low, i.window_high
    FROM work_assignment a
    JOIN work_task t ON t.id = a.task_id
    JOIN projects_project p ON p.id = a.project_id
    JOIN datasets_item i ON i.id = a.item_id
    WHERE a.id = v_assignment;
END $$;

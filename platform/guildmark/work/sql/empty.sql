-- Why there is nothing for somebody, asked at the end of a claim that found nothing.

-- Whether there is work now that is for another audience than the person's. Not one EXISTS over
-- all batches: that is planned as a walk over every task there is, the more the longer.
CREATE OR REPLACE FUNCTION work_is_left_for_others(p_seat work_seat, p_now timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    v_batch record;
BEGIN
    FOR v_batch IN
        SELECT b.id, b.front FROM work_batch b
        WHERE b.project_id = p_seat.project_id AND b.state = 'open'
            AND b.audience_id IS NOT NULL AND b.audience_id <> ALL (p_seat.audience_ids)
            AND (b.opens_at IS NULL OR b.opens_at <= p_now)
            AND (b.closes_at IS NULL OR b.closes_at > p_now)
    LOOP
        IF work_has_open(NULL, p_seat.project_id, v_batch.id, v_batch.front, 0) THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END $$;

-- Whether what the person worked in was closed before it was done: to say that they have done
-- everything would not be true.
CREATE OR REPLACE FUNCTION work_was_closed(p_seat work_seat, p_now timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM work_batch b
        WHERE b.id = p_seat.last_batch_id
            AND (b.was_stopped OR b.state IN ('open', 'paused') AND b.closes_at <= p_now)
    );
END $$;

-- Whether a worker, who has yet to look at the answers of a complete task, may ask one more person:
-- to draw it, or to say whether the label is right. Of a round of verdicts that is over: whether one
-- of them was about a label of before, so that one is missing.
CREATE OR REPLACE FUNCTION work_may_be_asked_on(
    p_task work_task, p_is_adaptive boolean, p_overlap_max integer, p_is_verified boolean
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    v_verifying text;
    v_subject work_subject;
BEGIN
    IF p_task.step = 'verify' THEN
        SELECT * INTO v_subject FROM work_subject j WHERE j.task_id = p_task.id
        ORDER BY j.number DESC LIMIT 1;
        RETURN v_subject.verdicts_wanted > (
            SELECT count(*) FROM work_verdict v JOIN work_submission s ON s.id = v.submission_id
            WHERE v.subject_id = v_subject.id AND s.counts);
    END IF;
    SELECT v.state INTO v_verifying FROM work_task v
    WHERE v.batch_id = p_task.batch_id AND v.item_id = p_task.item_id AND v.step = 'verify';
    IF v_verifying NOT IN ('resolved', 'cancelled') THEN
        RETURN false;
    END IF;
    RETURN p_is_verified AND v_verifying IS DISTINCT FROM 'cancelled'
        OR p_is_adaptive AND p_task.counted < p_overlap_max;
END $$;

-- Whether others have answered something that the person has not had, and a worker has yet to say
-- whether one more is asked. Looked for by the mark that the last answer wanted leaves and the worker
-- takes away, so that neither a backlog nor what rests (a label waits for verdicts, often for days)
-- costs more. Of a backlog 256 are looked at: where they are the person's own or asked of nobody
-- more, there may be others behind them, and nobody is sent home. What no worker could judge within
-- a day is not waited for: it may be one that fails whenever it is tried. It is none of the 256, or
-- so many of them would hide what was answered just now.
CREATE OR REPLACE FUNCTION work_is_comparing(
    p_seat work_seat, p_batches bigint[], p_now timestamptz
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    v_is_verified boolean;
    v_waiting record;
    v_looked_at integer := 0;
BEGIN
    SELECT p.flow = 'draw_verify' INTO v_is_verified FROM projects_project p
    WHERE p.id = p_seat.project_id;
    FOR v_waiting IN
        SELECT t.task, b.is_adaptive, b.overlap_max
        FROM work_batch b
        CROSS JOIN LATERAL (
            SELECT u.task FROM (
                -- fenced: with the state beside the mark, all of that state would be walked
                SELECT m AS task FROM work_task m
                WHERE m.batch_id = b.id AND m.is_unjudged ORDER BY m.id OFFSET 0
            ) u
            WHERE (u.task).state = 'saturated' AND (u.task).leased = 0
                AND (u.task).changed_at > p_now - interval '1 day'
            LIMIT 256
        ) t
        WHERE b.id = ANY (p_batches) AND (b.is_adaptive OR v_is_verified)
        LIMIT 256
    LOOP
        v_looked_at := v_looked_at + 1;
        IF work_may_be_asked_on(
                v_waiting.task, v_waiting.is_adaptive, v_waiting.overlap_max, v_is_verified)
            AND NOT EXISTS (
                SELECT FROM work_assignment mine
                WHERE mine.annotator_id = p_seat.annotator_id
                    AND mine.project_id = p_seat.project_id
                    AND mine.item_id = (v_waiting.task).item_id
                OFFSET 0)
        THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN v_looked_at = 256;
END $$;

-- Why there is nothing, the first that is true: all_leased (a lease on an item the person has not
-- had may come back), comparing (more may be asked of what others answered), share_cap, paused,
-- opens_later, other_audience, closed (before it was done), nothing_left. retry_at is when that may
-- change: the end of that lease, a moment in which workers compare, or when the next batch for them
-- opens or resumes.
CREATE OR REPLACE FUNCTION work_why_empty(
    p_seat work_seat, p_batches work_batch[], p_now timestamptz,
    OUT outcome text, OUT detail text, OUT retry_at timestamptz
) LANGUAGE plpgsql AS $$
DECLARE
    v_usable bigint[];
    v_is_capped boolean;
BEGIN
    SELECT array_agg(b.id) FILTER (WHERE NOT c.is_capped), bool_or(c.is_capped)
    INTO v_usable, v_is_capped
    FROM unnest(p_batches) b
    LEFT JOIN work_progress p ON p.annotator_id = p_seat.annotator_id AND p.batch_id = b.id
    CROSS JOIN LATERAL work_is_capped(b, p) c (is_capped);
    SELECT l.lease_expires_at INTO retry_at FROM work_assignment l
    WHERE l.project_id = p_seat.project_id AND l.state = 'leased' AND l.batch_id = ANY (v_usable)
        AND NOT EXISTS (
            SELECT FROM work_assignment mine
            WHERE mine.annotator_id = p_seat.annotator_id AND mine.project_id = p_seat.project_id
                AND mine.item_id = l.item_id
            OFFSET 0
        )
    ORDER BY l.lease_expires_at LIMIT 1;
    IF FOUND THEN
        outcome := 'all_leased';
        RETURN;
    END IF;
    IF work_is_comparing(p_seat, v_usable, p_now) THEN
        outcome := 'comparing';
        retry_at := p_now + make_interval(secs => 15);
        RETURN;
    END IF;
    SELECT min(greatest(
            b.opens_at, CASE WHEN b.state = 'paused' THEN coalesce(b.resumes_at, 'infinity') END)),
        (array_agg(b.pause_reason ORDER BY b.priority DESC, b.id)
            FILTER (WHERE b.state = 'paused'))[1],
        CASE WHEN v_is_capped THEN 'share_cap'
            WHEN bool_or(b.state = 'paused') THEN 'paused'
            WHEN bool_or(b.opens_at > p_now) THEN 'opens_later' END
    INTO retry_at, detail, outcome
    FROM work_batch b
    WHERE b.project_id = p_seat.project_id
        AND (b.audience_id IS NULL OR b.audience_id = ANY (p_seat.audience_ids))
        AND (b.closes_at IS NULL OR b.closes_at > p_now)
        AND (b.state = 'paused' OR b.state = 'open' AND b.opens_at > p_now);
    retry_at := nullif(retry_at, 'infinity');
    IF outcome IS DISTINCT FROM 'paused' THEN
        detail := NULL;
    END IF;
    IF outcome IS NULL THEN
        outcome := CASE WHEN work_is_left_for_others(p_seat, p_now)
            THEN 'other_audience'
            WHEN work_was_closed(p_seat, p_now) THEN 'closed'
            ELSE 'nothing_left' END;
    END IF;
END $$;

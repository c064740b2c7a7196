-- Where the next task of a person is. The protocol is in docs/decisions/0002-queue.md.

-- Look through one batch for one person, and save how far the look went.
-- status: found (task_id is locked), searching (more to walk: call again), busy (what is left is
-- locked by others: call again soon, in a new transaction), nothing (exact).
CREATE OR REPLACE FUNCTION work_search_batch(
    p_annotator bigint, p_project bigint, p_batch bigint, p_front bigint, p_number bigint,
    p_progress work_progress, OUT task_id bigint, OUT status text
) LANGUAGE plpgsql AS $$
DECLARE
    v_missed bigint[] := coalesce(p_progress.missed, '{}');
    v_reentry bigint := coalesce(p_progress.reentry, 0);
    v_position bigint := greatest(coalesce(p_progress.position, 0), p_front);
    v_is_end boolean := true;
    v_walk record;
BEGIN
    IF cardinality(v_missed) > 0 THEN
        SELECT coalesce(array_agg(t.id ORDER BY t.position, t.id), '{}') INTO v_missed
        FROM work_task t
        WHERE t.id = ANY (v_missed) AND t.is_open AND NOT EXISTS (
            SELECT FROM work_assignment a
            WHERE a.annotator_id = p_annotator AND a.project_id = p_project
                AND a.item_id = t.item_id
            OFFSET 0
        );
        SELECT t.id INTO task_id FROM work_task t
        WHERE t.id = ANY (v_missed) AND t.is_open
        ORDER BY t.position, t.id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED;
        v_missed := array_remove(v_missed, task_id);
    END IF;
    IF task_id IS NULL AND p_number > v_reentry THEN
        v_walk := work_walk_reentry_lane(
            p_annotator, p_project, p_batch, v_reentry, 64 - cardinality(v_missed));
        task_id := v_walk.task_id;
        v_is_end := v_walk.is_end;
        -- every number up to p_number was there to be walked: numbers are given under a lock
        v_reentry := CASE WHEN v_is_end THEN greatest(p_number, v_walk.reached)
            ELSE v_walk.reached END;
        v_missed := v_missed || v_walk.passed;
    END IF;
    IF task_id IS NULL AND v_is_end THEN
        v_walk := work_walk_first_lane(
            p_annotator, p_project, p_batch, v_position, 64 - cardinality(v_missed));
        task_id := v_walk.task_id;
        v_position := v_walk.reached;
        v_missed := v_missed || v_walk.passed;
        v_is_end := v_walk.is_end;
    END IF;
    status := CASE
        WHEN task_id IS NOT NULL THEN 'found'
        WHEN NOT v_is_end AND cardinality(v_missed) < 64 THEN 'searching'
        WHEN cardinality(v_missed) > 0 THEN 'busy'
        ELSE 'nothing'
    END;
    IF p_progress.id IS NULL THEN
        INSERT INTO work_progress
            (annotator_id, batch_id, position, reentry, missed, taken, seen_number)
        VALUES (p_annotator, p_batch, v_position, v_reentry, v_missed,
            (status = 'found')::integer, CASE WHEN status = 'nothing' THEN p_number END);
    ELSE
        UPDATE work_progress SET
            position = v_position, reentry = v_reentry, missed = v_missed,
            taken = taken + (status = 'found')::integer,
            seen_number = CASE WHEN status = 'nothing' THEN p_number END
        WHERE id = p_progress.id;
    END IF;
END $$;

-- The batches a person may be given work of now, in the order they come.
CREATE OR REPLACE FUNCTION work_batches_for(p_seat work_seat, p_now timestamptz)
RETURNS work_batch[] LANGUAGE plpgsql AS $$
BEGIN
    RETURN ARRAY(
        SELECT b FROM work_batch b
        WHERE b.project_id = p_seat.project_id AND b.state = 'open'
            AND (b.opens_at IS NULL OR b.opens_at <= p_now)
            AND (b.closes_at IS NULL OR b.closes_at > p_now)
            AND (b.audience_id IS NULL OR b.audience_id = ANY (p_seat.audience_ids))
        ORDER BY b.priority DESC, b.id
    );
END $$;

-- How many tasks of a batch one person may take: never more than the share, but one at least.
-- NULL where there is no limit: a small batch has no shares. In decimals, as the share was written:
-- 0.29 of 300 is 87, and not a little less.
CREATE OR REPLACE FUNCTION work_share_of(p_batch work_batch)
RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    IF p_batch.task_count <= 200 OR p_batch.share_cap >= 1 THEN
        RETURN NULL;
    END IF;
    RETURN greatest(1, floor(p_batch.share_cap::numeric * p_batch.slots_made));
END $$;

-- Whether the person has taken their share.
CREATE OR REPLACE FUNCTION work_is_capped(p_batch work_batch, p_progress work_progress)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN coalesce(coalesce(p_progress.taken, 0) >= work_share_of(p_batch), false);
END $$;

-- Whether something is left for the person; asked when a gold is due. Takes no locks, and says
-- yes where only locked tasks are left: the claim after the gold will know.
CREATE OR REPLACE FUNCTION work_has_ordinary(p_seat work_seat, p_batches work_batch[])
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    v_batch work_batch;
    v_progress work_progress;
BEGIN
    FOREACH v_batch IN ARRAY p_batches LOOP
        SELECT * INTO v_progress FROM work_progress
        WHERE annotator_id = p_seat.annotator_id AND batch_id = v_batch.id;
        CONTINUE WHEN v_progress.seen_number = v_batch.reentry_number
            OR work_is_capped(v_batch, v_progress);
        IF work_has_open(p_seat.annotator_id, p_seat.project_id, v_batch.id,
            greatest(coalesce(v_progress.position, 0), v_batch.front),
            coalesce(v_progress.reentry, 0))
        THEN
            RETURN true;
        END IF;
        PERFORM FROM work_task t
        WHERE t.id = ANY (v_progress.missed) AND t.is_open AND NOT EXISTS (
            SELECT FROM work_assignment a
            WHERE a.annotator_id = p_seat.annotator_id AND a.project_id = p_seat.project_id
                AND a.item_id = t.item_id
            OFFSET 0
        );
        IF FOUND THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END $$;

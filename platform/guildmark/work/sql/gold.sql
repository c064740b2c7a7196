-- When the next task with a known answer comes, which one, and whether it teaches or checks.

-- Ordinary claims until the next gold. Newcomers meet more of it: with the usual share of 0.10
-- the rates are 35 % of the first 20 tasks, 20 % to 60, 10 % to 200, then 5 %. The gap is drawn
-- evenly from half to one and a half times its mean, so that it cannot be counted, and is at
-- least 1, so that two golds are never adjacent.
-- NULL, not drawn, while the share is 0.
CREATE OR REPLACE FUNCTION work_gold_gap(p_claim_count integer, p_share double precision)
RETURNS smallint LANGUAGE plpgsql AS $$
DECLARE
    v_rate double precision := least(0.5, p_share * CASE
        WHEN p_claim_count < 20 THEN 3.5
        WHEN p_claim_count < 60 THEN 2.0
        WHEN p_claim_count < 200 THEN 1.0
        ELSE 0.5
    END);
BEGIN
    IF v_rate > 0 THEN
        RETURN least(30000, greatest(1, round((0.5 + random()) * (1 / v_rate - 1))));
    END IF;
    RETURN NULL;
END $$;

-- Whether the gold that is due should teach: half of it for the first 20 tasks, a quarter to 60,
-- a tenth to 200, then one in twenty, to keep eyes sharp. By lot, so that it cannot be expected.
CREATE OR REPLACE FUNCTION work_gold_teaches(p_claim_count integer)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN random() < CASE
        WHEN p_claim_count < 20 THEN 0.5
        WHEN p_claim_count < 60 THEN 0.25
        WHEN p_claim_count < 200 THEN 0.1
        ELSE 0.05
    END;
END $$;

-- A gold of one kind whose item the person has not had in the project, or NULL.
--
-- Everybody's order is their own: the bank's positions are random, the look begins anywhere, and
-- one of the next 16 is drawn. So a bank of up to 16 is drawn from evenly, and in a larger one
-- no two people meet the same row of them. When those 16 were had, the rest is walked, from there
-- to the end and then from the beginning: once, because then the seat says that all were had.
CREATE OR REPLACE FUNCTION work_next_gold(
    p_annotator bigint, p_project bigint, p_teaches boolean
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_start bigint := floor(random() * 4611686018427387904)::bigint;  -- positions are below 2^62
    v_task bigint;
BEGIN
    SELECT w.id INTO v_task
    FROM (
        (SELECT t.id, t.item_id FROM work_task t
        WHERE t.project_id = p_project AND t.is_gold AND t.state = 'open'
            AND t.is_visible_gold = p_teaches AND t.position >= v_start
        ORDER BY t.position LIMIT 16)
        UNION ALL
        (SELECT t.id, t.item_id FROM work_task t
        WHERE t.project_id = p_project AND t.is_gold AND t.state = 'open'
            AND t.is_visible_gold = p_teaches AND t.position < v_start
        ORDER BY t.position LIMIT 16)
        LIMIT 16
    ) w
    WHERE NOT EXISTS (
        SELECT FROM work_assignment a
        WHERE a.annotator_id = p_annotator AND a.project_id = p_project AND a.item_id = w.item_id
        OFFSET 0
    )
    ORDER BY random() LIMIT 1;
    IF v_task IS NULL THEN
        SELECT t.id INTO v_task FROM work_task t
        WHERE t.project_id = p_project AND t.is_gold AND t.state = 'open'
            AND t.is_visible_gold = p_teaches AND t.position >= v_start
            AND NOT EXISTS (
                SELECT FROM work_assignment a
                WHERE a.annotator_id = p_annotator AND a.project_id = p_project
                    AND a.item_id = t.item_id
                OFFSET 0
            )
        ORDER BY t.position LIMIT 1;
    END IF;
    IF v_task IS NULL THEN
        SELECT t.id INTO v_task FROM work_task t
        WHERE t.project_id = p_project AND t.is_gold AND t.state = 'open'
            AND t.is_visible_gold = p_teaches AND t.position < v_start
            AND NOT EXISTS (
                SELECT FROM work_assignment a
                WHERE a.annotator_id = p_annotator AND a.project_id = p_project
                    AND a.item_id = t.item_id
                OFFSET 0
            )
        ORDER BY t.position LIMIT 1;
    END IF;
    RETURN v_task;
END $$;

-- A gold task, when one is due and one is left. Its price and versions are those of the batch
-- the person worked in last, so that nothing tells it from an ordinary task. For the same reason
-- it comes only while an ordinary task is open to them: one after the last would be known.
CREATE OR REPLACE FUNCTION work_claim_gold(
    p_project projects_project, p_batches work_batch[], p_is_prefetch boolean, p_now timestamptz,
    INOUT seat work_seat, OUT assignment bigint
) LANGUAGE plpgsql AS $$
DECLARE
    v_batch work_batch;
    v_task bigint;
    v_share double precision;
BEGIN
    IF seat.gold_countdown > 0 THEN
        RETURN;
    END IF;
    FOREACH v_batch IN ARRAY p_batches LOOP
        v_share := greatest(v_share, v_batch.gold_share * seat.gold_boost);
    END LOOP;
    IF seat.gold_countdown IS NULL THEN
        seat.gold_countdown := work_gold_gap(seat.claim_count, v_share);
    END IF;
    IF seat.gold_countdown > 0 OR v_share IS NULL OR v_share = 0
        OR NOT work_has_ordinary(seat, p_batches)
    THEN
        RETURN;
    END IF;
    IF work_gold_teaches(seat.claim_count) THEN
        v_task := work_next_gold(seat.annotator_id, p_project.id, true);
    END IF;
    IF v_task IS NULL AND NOT seat.has_had_all_gold THEN
        v_task := work_next_gold(seat.annotator_id, p_project.id, false);
        IF v_task IS NULL THEN
            seat.has_had_all_gold := true;
            INSERT INTO events_event (name, version, organisation_id, payload, occurred_at)
            VALUES ('gold.ran_out', 1, p_project.organisation_id, jsonb_build_object(
                'project_id', p_project.id, 'annotator_id', seat.annotator_id), p_now);
        END IF;
    END IF;
    IF v_task IS NOT NULL THEN
        SELECT * INTO v_batch FROM unnest(p_batches) b
        ORDER BY (b.id = seat.last_batch_id) DESC NULLS LAST, b.priority DESC, b.id LIMIT 1;
        assignment := work_lease(v_task, seat.annotator_id, v_batch, true, p_is_prefetch,
            p_project.lease_seconds, p_now);
    END IF;
    seat.gold_countdown := work_gold_gap(seat.claim_count, v_share);
END $$;

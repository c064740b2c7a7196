-- When the next task with a known answer comes, and which one.

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

-- The next gold above the person's cursor whose item they have not had in the project.
CREATE OR REPLACE FUNCTION work_next_gold(
    p_annotator bigint, p_project bigint, p_cursor bigint,
    OUT task_id bigint, OUT reached bigint
) LANGUAGE plpgsql AS $$
BEGIN
    SELECT t.id, t.position INTO task_id, reached
    FROM work_task t
    WHERE t.project_id = p_project AND t.is_gold AND t.state = 'open' AND t.position > p_cursor
        AND NOT EXISTS (
            SELECT FROM work_assignment a
            WHERE a.annotator_id = p_annotator AND a.project_id = p_project
                AND a.item_id = t.item_id
            OFFSET 0
        )
    ORDER BY t.position LIMIT 1;
END $$;

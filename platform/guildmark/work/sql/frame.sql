-- What an answer is checked against, for the person whose assignment it is; NULLs for nobody else.
-- A function, because its plan is kept: planning the join anew costs as much again as running it.
CREATE OR REPLACE FUNCTION work_answer_frame(
    p_assignment bigint, p_annotator bigint,
    OUT step varchar, OUT schema_version_id bigint, OUT width_px integer, OUT height_px integer,
    OUT teaches boolean
) LANGUAGE plpgsql STABLE AS $$
BEGIN
    SELECT t.step, a.schema_version_id, i.width_px, i.height_px, t.is_visible_gold
    INTO step, schema_version_id, width_px, height_px, teaches
    FROM work_assignment a
    JOIN work_task t ON t.id = a.task_id
    JOIN datasets_item i ON i.id = a.item_id
    WHERE a.id = p_assignment AND a.annotator_id = p_annotator;
END $$;

import type { Shape } from "@/model/document";
import { useI18n } from "@/panels/shared";
import classes from "./Consensus.module.css";
import side from "./Side.module.css";
import type { TaskDetail } from "./TaskPage";

type LeftOut = NonNullable<TaskDetail["result"]>["left_out"][number];

/** The shape of this id, where some drew it and it probably is nothing. */
export function leftOutOf(task: TaskDetail, shapeId: string | null): LeftOut | undefined {
  return task.result?.left_out.find(({ shape }) => (shape as Shape).id === shapeId);
}

/** Who drew the chosen shape that was left out, and who looked and did not. */
export function ChosenLeftOut({ task, leftOut }: { task: TaskDetail; leftOut: LeftOut }) {
  const { t, list } = useI18n();
  const drew = new Set((leftOut.sources ?? []).map(({ submission_id: id }) => id));
  const people = task.submissions.filter(({ counts }) => counts);
  const named = (hasDrawn: boolean) =>
    list(people.filter(({ id }) => drew.has(id) === hasDrawn).map(({ pseudonym }) => pseudonym));
  return (
    <section>
      <h2 className={side.heading}>{t("consensus.chosenLeftOut")}</h2>
      {drew.size > 0 && (
        <p className={classes.who}>{t("consensus.drawnByNames", { names: named(true) })}</p>
      )}
      {drew.size < people.length && (
        <p className={classes.who}>{t("consensus.missedBy", { names: named(false) })}</p>
      )}
    </section>
  );
}

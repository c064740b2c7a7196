import { BarList, useI18n } from "@/panels/shared";
import classes from "./Consensus.module.css";
import type { Result, TaskDetail } from "./TaskPage";

interface ChosenShapeProps {
  shapeId: string;
  result: Result;
  submissions: TaskDetail["submissions"];
}

/** Who made the chosen shape, and how well each fits it. */
export function ChosenShape({ shapeId, result, submissions }: ChosenShapeProps) {
  const { t } = useI18n();
  const sources = result.provenance[shapeId] ?? [];
  if (sources.length === 0) return null;
  const nameOf = (id: number) => submissions.find((one) => one.id === id)?.pseudonym ?? String(id);
  return (
    <section>
      <h2 className={classes.heading}>
        {t("consensus.chosen")} <small>{t("consensus.iouWith")}</small>
      </h2>
      <BarList
        title={t("consensus.iouWith")}
        full={1}
        rows={sources.map((source) => ({
          key: `${source.submission_id} ${source.shape_id}`,
          name: nameOf(source.submission_id),
          value: source.iou,
        }))}
      />
    </section>
  );
}

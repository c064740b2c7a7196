import { UnstyledButton } from "@mantine/core";
import type { AnnotationDocument, Shape } from "@/model/document";
import type { LabelSchema } from "@/model/schema";
import { useI18n } from "@/panels/shared";
import classes from "./Consensus.module.css";
import { Confidence } from "./Confidence";
import type { Result } from "./TaskPage";

interface ClusterTableProps {
  result: Result;
  schema: LabelSchema;
  chosenId: string | null;
  onChoose: (shapeId: string | null) => void;
}

/** The shapes of the result: who drew them, and three confidences kept apart. */
export function ClusterTable({ result, schema, chosenId, onChoose }: ClusterTableProps) {
  const { t } = useI18n();
  const { shapes } = result.document as unknown as AnnotationDocument;
  const nameOf = (key: string) => schema.labels.find((label) => label.key === key)?.name ?? key;
  return (
    <section aria-labelledby="clusters">
      <h2 id="clusters" className={classes.heading}>
        {t("consensus.clusters")} <small>{t("consensus.found", { n: shapes.length })}</small>
        <span className={classes.target}>{t("consensus.under")}</span>
      </h2>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t("consensus.label")}</th>
              <th scope="col">{t("consensus.drawn")}</th>
              <th scope="col">{t("consensus.exists")}</th>
              <th scope="col">{t("consensus.class")}</th>
              <th scope="col">{t("consensus.iou")}</th>
            </tr>
          </thead>
          <tbody>
            {shapes.map((shape, index) => {
              const sure = result.confidence.shapes[shape.id];
              const isChosen = shape.id === chosenId;
              return (
                <tr key={shape.id} data-chosen={isChosen || undefined}>
                  <th scope="row">
                    <UnstyledButton
                      aria-pressed={isChosen}
                      onClick={() => onChoose(isChosen ? null : shape.id)}
                    >
                      {index + 1} {nameOf(shape.label)}
                    </UnstyledButton>
                  </th>
                  <td>{sure && t("consensus.drawnBy", { n: sure.drawn_by, of: sure.of })}</td>
                  <td>{sure && <Confidence value={sure.exists} />}</td>
                  <td>{sure && <Confidence value={sure.class} />}</td>
                  <td>{sure?.expected_iou != null && <Confidence value={sure.expected_iou} />}</td>
                </tr>
              );
            })}
            {result.left_out.map((cluster, index) => (
              <tr key={`left ${index}`} className={classes.leftOut}>
                <th scope="row">{nameOf((cluster.shape as Shape).label)}</th>
                <td>{cluster.drawn_by}</td>
                <td>
                  <Confidence value={cluster.exists} />
                </td>
                <td colSpan={2}>{t("consensus.leftOut")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shapes.length === 0 && <p>{t("consensus.nothingHere")}</p>}
    </section>
  );
}

import { SchemaSwatch, useI18n } from "@/panels/shared";
import type { LabelSchema } from "@/model/schema";
import { ChosenShape } from "@/pages/consensus/ChosenShape";
import { Trust } from "@/pages/consensus/Trust";
import side from "@/pages/consensus/Side.module.css";
import classes from "./Adjudication.module.css";
import type { Detail } from "./types";
import type { Cluster } from "./verdict";
import { useWhy } from "./use-why";

interface ChosenClusterProps {
  detail: Detail;
  projectId: number;
  cluster: Cluster;
  schema: LabelSchema;
}

/** The chosen one: who made it, how well each fits, and in one sentence why people differ. */
export function ChosenCluster({ detail, projectId, cluster, schema }: ChosenClusterProps) {
  const { t, list } = useI18n();
  const why = useWhy(detail, cluster, schema);
  const { label: key } = cluster.shape ?? cluster.drawn;
  const label = schema.labels.find((one) => one.key === key);
  const { result } = detail.task;
  const drawers = cluster.sources.flatMap(({ submission_id }) => {
    const one = detail.task.submissions.find(({ id }) => id === submission_id);
    return one === undefined ? [] : [one.pseudonym];
  });
  const isOfConsensus = result?.members[cluster.key] !== undefined;
  return (
    <section aria-labelledby="chosen">
      <h2 id="chosen" className={side.heading}>
        {label !== undefined && <SchemaSwatch color={label.color} />}
        {cluster.number} {label?.name ?? key}
      </h2>
      <p className={classes.why}>{why}</p>
      {result !== null && isOfConsensus && (
        <ChosenShape
          shapeId={cluster.key}
          result={result}
          schema={schema}
          projectId={projectId}
          targets={{ confidence: detail.target_confidence, iou: detail.gold_iou }}
        />
      )}
      {!isOfConsensus && drawers.length > 0 && (
        <p className={classes.note}>{t("adjudication.drawnByNames", { names: list(drawers) })}</p>
      )}
      {result !== null && <Trust result={result} />}
    </section>
  );
}

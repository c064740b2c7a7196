import { UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import type { LabelSchema } from "@/model/schema";
import { AttributeWords } from "@/pages/consensus/AttributeWords";
import { ClusterFrame } from "@/pages/consensus/ClusterFrame";
import { Confidence } from "@/pages/consensus/Confidence";
import { useI18n } from "@/panels/shared";
import classes from "./Adjudication.module.css";
import type { Detail } from "./types";
import type { Cluster, Verdict } from "./verdict";

interface ClusterListProps {
  detail: Detail;
  verdict: Verdict;
  schema: LabelSchema;
  chosenKey: string | null;
  onChoose: (key: string | null) => void;
}

/** Everything that anybody drew: by how many, and three confidences kept apart. */
export function ClusterList({ detail, verdict, schema, chosenKey, onChoose }: ClusterListProps) {
  const { t } = useI18n();
  if (schema.labels.length === 0) return null;
  const inDoubt = new Set(detail.doubts.map(({ subject }) => subject));
  return (
    <ClusterFrame title={t("adjudication.clusters")} count={verdict.clusters.length}>
      {verdict.clusters.map((cluster) => (
        <Line
          key={cluster.key}
          cluster={cluster}
          detail={detail}
          schema={schema}
          isChosen={cluster.key === chosenKey}
          mark={markOf(cluster.key, verdict, inDoubt)}
          onChoose={onChoose}
        />
      ))}
    </ClusterFrame>
  );
}

type Mark = "settled" | "doubt" | null;

function markOf(key: string, verdict: Verdict, inDoubt: ReadonlySet<string>): Mark {
  if (verdict.settled.has(key)) return "settled";
  return inDoubt.has(key) ? "doubt" : null;
}

interface LineProps {
  cluster: Cluster;
  detail: Detail;
  schema: LabelSchema;
  isChosen: boolean;
  mark: Mark;
  onChoose: (key: string | null) => void;
}

function Line({ cluster, detail, schema, isChosen, mark, onChoose }: LineProps) {
  const { t } = useI18n();
  const { label: key } = cluster.shape ?? cluster.drawn;
  const label = schema.labels.find((one) => one.key === key);
  const name = label?.name ?? key;
  const sure = detail.task.result?.confidence.shapes[cluster.key];
  const left = detail.task.result?.left_out.find(
    ({ shape }) => (shape as { id: string }).id === cluster.key,
  );
  const target = detail.target_confidence;
  return (
    <tr data-chosen={isChosen || undefined} data-left-out={cluster.shape === null || undefined}>
      <th scope="row">
        <UnstyledButton
          className={classes.cluster}
          aria-pressed={isChosen}
          onClick={() => onChoose(isChosen ? null : cluster.key)}
        >
          <span>
            {cluster.number} {name}
          </span>
          {mark === "settled" && <IconCheck size={14} aria-label={t("adjudication.settled")} />}
          {mark === "doubt" && (
            <IconAlertTriangle size={14} aria-label={t("adjudication.inDoubt")} />
          )}
        </UnstyledButton>
        <AttributeWords label={label} values={(cluster.shape ?? cluster.drawn).attributes} />
      </th>
      <td>{drawnBy(cluster, detail, t)}</td>
      <td>
        {sure && <Confidence value={sure.exists} target={target} />}
        {left && <Confidence value={left.exists} target={target} />}
      </td>
      {cluster.shape === null ? (
        <td colSpan={2}>{t("consensus.leftOut")}</td>
      ) : (
        <>
          <td>{sure && <Confidence value={sure.class} target={target} />}</td>
          <td>
            {sure?.expected_iou != null && (
              <Confidence value={sure.expected_iou} target={detail.gold_iou} />
            )}
          </td>
        </>
      )}
    </tr>
  );
}

function drawnBy(cluster: Cluster, detail: Detail, t: ReturnType<typeof useI18n>["t"]): string {
  const of = detail.task.submissions.filter(({ counts }) => counts).length;
  const people = new Set(cluster.sources.map(({ submission_id }) => submission_id));
  return t("consensus.drawnBy", { n: people.size, of });
}

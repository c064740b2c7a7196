import { type ReactNode, useState } from "react";
import { Card, DataTable, Moment, PagedQuery, StatusBadge, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import type { SchemaDefinition } from "@/model/schema";
import { type Against, useEvaluations } from "./against";
import { AnnotatorForm } from "./AnnotatorForm";
import classes from "./Evaluation.module.css";
import { STATE_NAMES, STATE_TONES } from "./state";
import type { EvaluationRow } from "./types";
import { UploadForm } from "./UploadForm";

interface EvaluationsCardProps {
  against: Against;
  projectId: number;
  /** What is asked there; undefined where nothing is yet. */
  schema: SchemaDefinition | undefined;
  /** At the end of the title's line. */
  action?: ReactNode;
}

/** The models that were held against a release or against gold, and the way to add one. */
export function EvaluationsCard({ against, projectId, schema, action }: EvaluationsCardProps) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const rows = useEvaluations(against, { page });
  const isGold = against.kind === "gold";
  return (
    <Card
      title={t("evaluation.title")}
      note={t(isGold ? "evaluation.goldNote" : "evaluation.note")}
      action={action}
    >
      <PagedQuery
        of={rows}
        page={page}
        onPage={setPage}
        empty={
          <p className={classes.note}>{t(isGold ? "evaluation.goldEmpty" : "evaluation.empty")}</p>
        }
      >
        {(found) => <EvaluationTable rows={found} projectId={projectId} />}
      </PagedQuery>
      <div className={classes.forms}>
        {schema !== undefined && <UploadForm against={against} schema={schema} />}
        <AnnotatorForm against={against} />
      </div>
    </Card>
  );
}

/** Each is shown where any of the rows has it: who was asked about classes has no AP. */
const FIGURES = [
  { key: "f1", title: "evaluation.f1" },
  { key: "ap", title: "evaluation.ap" },
  { key: "accuracy", title: "evaluation.accuracy" },
  { key: "mean_iou", title: "evaluation.meanIou" },
] as const;

function EvaluationTable({
  rows,
  projectId,
}: {
  rows: readonly EvaluationRow[];
  projectId: number;
}) {
  const { t, number } = useI18n();
  const figure = (row: EvaluationRow, key: string) => {
    const value = row.headline?.[key];
    return value == null ? "–" : number(value, 2);
  };
  return (
    <DataTable
      isStackable
      caption={t("evaluation.title")}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "name",
          title: t("evaluation.model"),
          isRowHeader: true,
          cell: (row) => (
            <Link
              to="/p/$projectId/evaluations/$evaluationId"
              params={{ projectId, evaluationId: row.id }}
            >
              {row.predicted_by === "annotator"
                ? t("evaluation.annotatorName", { name: row.source_name })
                : row.source_name}
            </Link>
          ),
        },
        {
          key: "state",
          title: t("evaluation.state"),
          cell: (row) => (
            <StatusBadge tone={STATE_TONES[row.state]}>{t(STATE_NAMES[row.state])}</StatusBadge>
          ),
        },
        ...FIGURES.filter(({ key }) => rows.some((row) => row.headline?.[key] != null)).map(
          ({ key, title }) => ({
            key,
            title: t(title),
            isNumber: true,
            cell: (row: EvaluationRow) => figure(row, key),
          }),
        ),
        { key: "at", title: t("evaluation.made"), cell: (row) => <Moment iso={row.created_at} /> },
      ]}
    />
  );
}

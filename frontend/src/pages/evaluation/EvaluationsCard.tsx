import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { Card, DataTable, Moment, PagedQuery, StatusBadge, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { AnnotatorForm } from "./AnnotatorForm";
import classes from "./Evaluation.module.css";
import { isLive, STATE_NAMES, STATE_TONES } from "./state";
import type { EvaluationRow } from "./types";
import { UploadForm } from "./UploadForm";

const PATH = "/api/v1/releases/{release_id}/evaluations";

interface EvaluationsCardProps {
  releaseId: number;
  projectId: number;
}

/** The models that were held against a release, and the way to add one. */
export function EvaluationsCard({ releaseId, projectId }: EvaluationsCardProps) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const params = { path: { release_id: releaseId }, query: { page } };
  const rows = useQuery({
    ...apiQuery(PATH, { params }),
    refetchInterval: ({ state }) => (state.data?.results.some(isLive) === true ? 1000 : false),
  });
  return (
    <Card title={t("evaluation.title")} note={t("evaluation.note")}>
      <PagedQuery
        of={rows}
        page={page}
        onPage={setPage}
        empty={<p className={classes.note}>{t("evaluation.empty")}</p>}
      >
        {(found) => <EvaluationTable rows={found} projectId={projectId} />}
      </PagedQuery>
      <div className={classes.forms}>
        <UploadForm releaseId={releaseId} />
        <AnnotatorForm releaseId={releaseId} />
      </div>
    </Card>
  );
}

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
        { key: "f1", title: t("evaluation.f1"), isNumber: true, cell: (row) => figure(row, "f1") },
        { key: "ap", title: t("evaluation.ap"), isNumber: true, cell: (row) => figure(row, "ap") },
        {
          key: "accuracy",
          title: t("evaluation.accuracy"),
          isNumber: true,
          cell: (row) => figure(row, "accuracy"),
        },
        { key: "at", title: t("evaluation.made"), cell: (row) => <Moment iso={row.created_at} /> },
      ]}
    />
  );
}

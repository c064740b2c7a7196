import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { I18n } from "@/model/i18n";
import { type Answered, apiQuery } from "@/api/query";
import { Card, DataTable, Moment, PagedQuery, useI18n } from "@/panels/shared";
import classes from "./Report.module.css";
import { RUNS } from "./types";

type Fit = Answered<typeof RUNS>["results"][number];
const ON_A_PAGE = 10;
/** So much of a hash tells two fits apart. */
const HASH_SHOWN = 12;

/** Every fit, the newest first: when, of what kind, by which method and why, and from what. */
export function FitsCard({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const fits = useQuery(
    apiQuery(RUNS, {
      params: { path: { project_id: projectId }, query: { page, page_size: ON_A_PAGE } },
    }),
  );
  return (
    <Card title={t("report.fits")} note={t("report.fitsWhat")} isFlush>
      <PagedQuery of={fits} page={page} size={ON_A_PAGE} onPage={setPage}>
        {(rows) => <Fits rows={rows} />}
      </PagedQuery>
    </Card>
  );
}

function Fits({ rows }: { rows: readonly Fit[] }) {
  const i18n = useI18n();
  const { t, number } = i18n;
  return (
    <DataTable
      caption={t("report.fits")}
      isStackable
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: "fit", title: "", cell: ({ id }) => t("report.run", { n: id }), isRowHeader: true },
        {
          key: "when",
          title: t("report.fitWhen"),
          cell: (fit) => <Moment iso={fit.finished_at ?? fit.created_at} />,
        },
        { key: "kind", title: t("report.fitKind"), cell: (fit) => kindOf(fit, i18n) },
        {
          key: "answers",
          title: t("report.fitAnswers"),
          isNumber: true,
          cell: (fit) => number(fit.submission_count),
        },
        {
          key: "method",
          title: t("report.fitMethod"),
          cell: ({ method }) => <span className={classes.method}>{method || "–"}</span>,
        },
        {
          key: "why",
          title: t("report.fitWhy"),
          cell: ({ reasons }) => <Reasons of={reasons} />,
        },
        {
          key: "inputs",
          title: t("report.fitInputs"),
          cell: ({ inputs_sha256: hash }) =>
            hash === "" ? "–" : <code title={hash}>{hash.slice(0, HASH_SHOWN)}</code>,
        },
      ]}
    />
  );
}

/** Whether it was published, or what became of it. */
function kindOf(fit: Fit, { t }: Pick<I18n, "t">): string {
  if (fit.state === "failed") return t("report.fitFailed", { reason: fit.error_detail });
  if (fit.state === "cancelled") return t("report.fitStopped");
  if (fit.state !== "done") return t("report.fitLive");
  return t(fit.is_provisional ? "report.fitWarm" : "report.fitCold");
}

/** A line each. */
function Reasons({ of: reasons }: { of: readonly string[] }) {
  if (reasons.length === 0) return "–";
  return reasons.map((reason) => (
    <span key={reason} className={classes.why}>
      {reason}
    </span>
  ));
}

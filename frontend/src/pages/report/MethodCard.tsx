import { Card, DataTable, StatusBadge, useI18n } from "@/panels/shared";

import classes from "./Report.module.css";
import type { Part } from "./types";
import { CANDIDATES } from "./words";

/** What makes one class of several answers, what else was tried, and why this one. */
export function MethodCard({ part }: { part: Part }) {
  const { t, number } = useI18n();
  const nameOf = (method: string) => {
    const key = CANDIDATES[method];
    return key === undefined ? method : t(key);
  };
  return (
    <Card title={t("report.method")} note={nameOf(part.method)}>
      {part.reason !== null && <p>{part.reason}</p>}
      {part.candidates.length > 0 && (
        <>
          <p className={classes.note}>{t("report.candidatesWhat")}</p>
          <DataTable
            caption={t("report.candidatesWhat")}
            rows={part.candidates}
            rowKey={(row) => row.method}
            isChosen={(row) => row.is_chosen}
            columns={[
              {
                key: "method",
                title: t("report.method"),
                isRowHeader: true,
                cell: (row) => (
                  <span className={classes.method}>
                    {nameOf(row.method)}{" "}
                    {row.is_chosen && <StatusBadge tone="good">{t("report.chosen")}</StatusBadge>}
                  </span>
                ),
              },
              {
                key: "likelihood",
                title: t("report.likelihood"),
                isNumber: true,
                cell: (row) => (row.log_likelihood === null ? "–" : number(row.log_likelihood, 2)),
              },
              {
                key: "error",
                title: t("report.error"),
                isNumber: true,
                cell: (row) => (row.error === null ? "–" : number(row.error, 2)),
              },
              {
                key: "agreement",
                title: t("report.withMajorities"),
                isNumber: true,
                cell: (row) => (row.agreement == null ? "–" : number(row.agreement, 2)),
              },
              {
                key: "hidden",
                title: t("report.hidden"),
                isNumber: true,
                cell: (row) => (row.hidden == null ? "–" : number(row.hidden)),
              },
            ]}
          />
        </>
      )}
    </Card>
  );
}

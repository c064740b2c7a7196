import { Card, DataTable, StatusBadge, useI18n } from "@/panels/shared";

import type { Part } from "./types";
import { METHODS } from "./words";

/** What makes one class of several answers, what else was tried, and why this one. */
export function MethodCard({ part }: { part: Part }) {
  const { t, number } = useI18n();
  const nameOf = (method: string) => {
    const key = METHODS[method];
    return key === undefined ? method : t(key);
  };
  return (
    <Card title={t("report.method")} note={nameOf(part.method)}>
      {part.reason !== null && <p>{part.reason}</p>}
      {part.candidates.length > 0 && (
        <DataTable
          caption={t("report.candidatesWhat")}
          isCaptionShown
          rows={part.candidates}
          rowKey={(row) => row.method}
          isChosen={(row) => row.is_chosen}
          columns={[
            {
              key: "method",
              title: t("report.method"),
              isRowHeader: true,
              cell: (row) => nameOf(row.method),
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
              key: "chosen",
              title: "",
              cell: (row) =>
                row.is_chosen && <StatusBadge tone="good">{t("report.chosen")}</StatusBadge>,
            },
          ]}
        />
      )}
    </Card>
  );
}

import { Card, DataTable, useI18n } from "@/panels/shared";
import { itemColumns } from "@/pages/consensus/item-columns";
import { Link } from "@/pages/shell/Link";
import type { WorstItem } from "./types";

interface WorstItemsProps {
  rows: readonly WorstItem[];
  projectId: number;
}

/** The items least sure of all, with what about them is unsure and why. */
export function WorstItems({ rows, projectId }: WorstItemsProps) {
  const { t, number } = useI18n();
  if (rows.length === 0) return null;
  return (
    <Card
      title={t("report.worst")}
      isFlush
      action={
        <Link to="/p/$projectId/consensus" params={{ projectId }}>
          {t("report.all")}
        </Link>
      }
    >
      <DataTable
        caption={t("report.worst")}
        rows={[...rows]}
        rowKey={(row) => row.task_id}
        columns={[
          ...itemColumns<WorstItem>(projectId, t("report.item")),
          {
            key: "confidence",
            title: t("report.confidence"),
            isNumber: true,
            cell: (row) => number(row.lowest_confidence, 2),
          },
          { key: "what", title: t("report.what"), cell: (row) => row.name },
          { key: "why", title: t("report.why"), cell: (row) => row.why },
        ]}
      />
    </Card>
  );
}

import { useQuery } from "@tanstack/react-query";
import { type Answered, apiQuery } from "@/api/query";
import { Card, DataTable, Money, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";

const SHARES = "/api/v1/me/collecting";
type Share = Answered<typeof SHARES>["results"][number];

/** What pictures and reviews of pictures have earned, by project; nothing without any. */
export function OwnShares() {
  const { t } = useI18n();
  const { data } = useQuery(apiQuery(SHARES));
  if (data === undefined || data.results.length === 0) return null;
  return (
    <Card title={t("collecting.myWork")} isFlush>
      <DataTable
        caption={t("collecting.myWork")}
        rows={data.results}
        rowKey={(row: Share) => row.project_id}
        columns={[
          {
            key: "project",
            title: t("collecting.project"),
            isRowHeader: true,
            cell: (row) => (
              <Link to="/collect/$projectId" params={{ projectId: row.project_id }}>
                {row.project_name}
              </Link>
            ),
          },
          {
            key: "sent",
            title: t("collecting.sent"),
            isNumber: true,
            cell: (row) => row.sent_count,
          },
          {
            key: "accepted",
            title: t("collecting.acceptedCount"),
            isNumber: true,
            cell: (row) => row.accepted_count,
          },
          {
            key: "reviewed",
            title: t("collecting.reviewed"),
            isNumber: true,
            cell: (row) => row.review_count,
          },
          {
            key: "earned",
            title: t("collecting.earnedCount"),
            isNumber: true,
            cell: (row) => <Money amount={row.earned} />,
          },
        ]}
      />
    </Card>
  );
}

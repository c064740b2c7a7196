import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import {
  Card,
  Code,
  DataTable,
  Moment,
  Page,
  PageHeader,
  Pager,
  Query,
  useI18n,
} from "@/panels/shared";
import { organisationLayout } from "@/pages/shell/layouts";

/** What changed in the organisation, newest first. */
export default function TrailPage() {
  const { t } = useI18n();
  const { organisationId } = organisationLayout.useParams();
  const [page, setPage] = useState(1);
  const events = useQuery(
    apiQuery("/api/v1/organisations/{organisation_id}/events", {
      params: { path: { organisation_id: organisationId }, query: { page } },
    }),
  );
  return (
    <Page>
      <PageHeader title={t("organisation.trail")} note={t("organisation.trailNote")} />
      <Query of={events}>
        {(data) => (
          <>
            <Card isFlush>
              <DataTable
                caption={t("organisation.trail")}
                rows={data.results}
                rowKey={(row) => row.id}
                columns={[
                  {
                    key: "when",
                    title: t("organisation.when"),
                    cell: (row) => <Moment iso={row.occurred_at} />,
                  },
                  {
                    key: "what",
                    title: t("organisation.what"),
                    isRowHeader: true,
                    cell: (row) => row.name,
                  },
                  {
                    key: "who",
                    title: t("organisation.who"),
                    cell: (row) =>
                      row.actor === null
                        ? t("organisation.service")
                        : row.actor.display_name || t("organisation.nobody", { id: row.actor.id }),
                  },
                  {
                    key: "details",
                    title: t("organisation.details"),
                    cell: (row) => <Code>{payloadWords(row.payload)}</Code>,
                  },
                ]}
              />
            </Card>
            <Pager page={page} count={data.count} onPage={setPage} />
          </>
        )}
      </Query>
    </Page>
  );
}

/** "project_id 14, state started": what the event says of itself, without what is empty. */
function payloadWords(payload: unknown): string {
  return Object.entries(payload as Record<string, unknown>)
    .filter(([, value]) => value !== "" && value !== null)
    .map(([key, value]) => `${key} ${typeof value === "object" ? JSON.stringify(value) : value}`)
    .join(", ");
}

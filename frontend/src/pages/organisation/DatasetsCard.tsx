import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiKey, apiQuery } from "@/api/query";
import { Card, DataTable, PagedQuery, StatusBadge, useI18n } from "@/panels/shared";
import { DeleteForGood } from "@/pages/deletion/DeleteForGood";
import { useCan } from "@/pages/shell/session";

const PATH = "/api/v1/organisations/{organisation_id}/datasets";
/** Something that is being deleted is looked after so often. */
const LOOK_MS = 2000;

/** The organisation's datasets; owners may delete one that no project uses. */
export function DatasetsCard({ organisationId }: { organisationId: number }) {
  const { t, number } = useI18n();
  const [page, setPage] = useState(1);
  const isOwner = useCan("owners", organisationId);
  const path = { organisation_id: organisationId };
  const datasets = useQuery({
    ...apiQuery(PATH, { params: { path, query: { page } } }),
    refetchInterval: ({ state }) =>
      state.data?.results.some((one) => one.is_deleting) === true ? LOOK_MS : false,
  });
  return (
    <PagedQuery of={datasets} page={page} onPage={setPage}>
      {(rows) =>
        rows.length > 0 && (
          <Card title={t("organisation.datasets")} isFlush>
            <DataTable
              isStackable
              caption={t("organisation.datasets")}
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                {
                  key: "name",
                  title: t("organisation.name"),
                  isRowHeader: true,
                  cell: (row) => row.name,
                },
                {
                  key: "items",
                  title: t("organisation.images"),
                  isNumber: true,
                  cell: (row) => number(row.item_count),
                },
                {
                  key: "delete",
                  title: "",
                  cell: (row) =>
                    row.is_deleting ? (
                      <StatusBadge tone="problem">{t("deletion.deleting")}</StatusBadge>
                    ) : (
                      isOwner && (
                        <DeleteForGood
                          kind="dataset"
                          id={row.id}
                          name={row.name}
                          stale={[apiKey(PATH, path)]}
                        />
                      )
                    ),
                },
              ]}
            />
          </Card>
        )
      }
    </PagedQuery>
  );
}

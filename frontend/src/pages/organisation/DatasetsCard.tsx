import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiKey, apiQuery } from "@/api/query";
import { Card, DataTable, PagedQuery, useI18n } from "@/panels/shared";
import { DeleteForGood } from "@/pages/deletion/DeleteForGood";
import { Fate } from "@/pages/deletion/Fate";
import { planKey } from "@/pages/deletion/plan";
import { useCan } from "@/pages/shell/session";

const PATH = "/api/v1/organisations/{organisation_id}/datasets";

/** The organisation's datasets; owners may delete one that no project uses. */
export function DatasetsCard({ organisationId }: { organisationId: number }) {
  const { t, number } = useI18n();
  const [page, setPage] = useState(1);
  const isOwner = useCan("owners", organisationId);
  const path = { organisation_id: organisationId };
  const datasets = useQuery(apiQuery(PATH, { params: { path, query: { page } } }));
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
                  cell: ({ id, name, is_deleting }) => {
                    const one = { kind: "dataset", id, name } as const;
                    if (is_deleting) return <Fate {...one} organisationId={organisationId} />;
                    return (
                      isOwner && (
                        <DeleteForGood
                          {...one}
                          isInRow
                          stale={[apiKey(PATH, path), planKey("dataset", id)]}
                        />
                      )
                    );
                  },
                },
              ]}
            />
          </Card>
        )
      }
    </PagedQuery>
  );
}

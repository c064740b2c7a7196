import { Group } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { isLive } from "@/api/operation";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { Card, DataTable, PagedQuery, StatusBadge, useI18n } from "@/panels/shared";
import { DeleteForGood } from "@/pages/deletion/DeleteForGood";
import { useCan } from "@/pages/shell/session";

const PATH = "/api/v1/organisations/{organisation_id}/datasets";
const PLAN = "/api/v1/datasets/{dataset_id}/deletion";
const DELETION = "/api/v1/deletions/{deletion_id}";
/** Something that is being deleted is looked after so often. */
export const LOOK_MS = 2000;

type Row = Answered<typeof PATH>["results"][number];

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
                  cell: (row) => {
                    if (isOwner) return <Deleting row={row} organisationId={organisationId} />;
                    return row.is_deleting && <Going />;
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

function Going() {
  const { t } = useI18n();
  return <StatusBadge tone="problem">{t("deletion.deleting")}</StatusBadge>;
}

interface DeletingProps {
  row: Row;
  organisationId: number;
}

/** For owners: the button that deletes a dataset, or how far that is. */
function Deleting({ row, organisationId }: DeletingProps) {
  return row.is_deleting ? (
    <Fate row={row} organisationId={organisationId} />
  ) : (
    <DeleteForGood
      kind="dataset"
      id={row.id}
      name={row.name}
      stale={[
        apiKey(PATH, { organisation_id: organisationId }),
        apiKey(PLAN, { dataset_id: row.id }),
      ]}
    />
  );
}

/** What becomes of a dataset on its way out; one that could not be deleted is asked for again. */
function Fate({ row, organisationId }: DeletingProps) {
  const { t } = useI18n();
  const client = useQueryClient();
  const ofDataset = { dataset_id: row.id };
  const plan = useQuery({
    ...apiQuery(PLAN, { params: { path: ofDataset } }),
    // a plan of before it was asked for names no deletion
    refetchInterval: ({ state }) =>
      state.status !== "error" && state.data?.deletion === null ? LOOK_MS : false,
  });
  const asked = plan.data?.deletion;
  const deletion = useQuery({
    ...apiQuery(DELETION, { params: { path: { deletion_id: asked?.id ?? 0 } } }),
    enabled: asked != null,
    refetchInterval: ({ state }) => (isLive(state.data) ? LOOK_MS : false),
  });
  const isGone = plan.isError || deletion.data?.state === "done";
  useEffect(() => {
    const list = apiKey(PATH, { organisation_id: organisationId });
    if (isGone) void client.invalidateQueries({ queryKey: list });
  }, [client, isGone, organisationId]);
  if (deletion.data?.state !== "failed") return <Going />;
  return (
    <Group gap="xs" justify="end">
      <StatusBadge tone="problem">{t("deletion.failed")}</StatusBadge>
      <DeleteForGood kind="dataset" id={row.id} name={row.name} stale={[apiKey(PLAN, ofDataset)]} />
    </Group>
  );
}

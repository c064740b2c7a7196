import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import {
  Card,
  DataTable,
  EmptyState,
  Moment,
  Page,
  PagedQuery,
  PageHeader,
  StatusBadge,
  useI18n,
} from "@/panels/shared";
import { ButtonLink, Link } from "@/pages/shell/Link";
import { useProject } from "@/pages/shell/project";
import { IMPORTS, type ImportRow, isOver, shownState, STATE_NAMES, STATE_TONES } from "./imports";

/** All that was ever brought into the dataset, the newest first. */
export default function ImportsPage() {
  const { t } = useI18n();
  const project = useProject();
  return (
    <Page>
      <PageHeader
        title={t("items.imports")}
        note={project.dataset?.name}
        actions={
          <ButtonLink to="/p/$projectId/items" params={{ projectId: project.id }}>
            {t("items.allItems")}
          </ButtonLink>
        }
      />
      {project.dataset === null ? (
        <NoImports />
      ) : (
        <Imports datasetId={project.dataset.id} projectId={project.id} />
      )}
    </Page>
  );
}

function NoImports() {
  const { t } = useI18n();
  return <EmptyState title={t("items.noImports")}>{t("items.empty")}</EmptyState>;
}

function Imports({ datasetId, projectId }: { datasetId: number; projectId: number }) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const rows = useQuery({
    ...apiQuery(IMPORTS, { params: { path: { dataset_id: datasetId }, query: { page } } }),
    refetchInterval: ({ state }) =>
      state.data?.results.every((row) => isOver(row) || row.is_collecting) === false ? 1000 : false,
  });
  return (
    <Card title={t("items.imports")} isFlush>
      <PagedQuery of={rows} page={page} onPage={setPage} empty={<NoImports />}>
        {(found) => <ImportTable rows={found} projectId={projectId} />}
      </PagedQuery>
    </Card>
  );
}

function ImportTable({ rows, projectId }: { rows: readonly ImportRow[]; projectId: number }) {
  const { t, number } = useI18n();
  return (
    <DataTable
      isStackable
      caption={t("items.imports")}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "at",
          title: t("items.importAt"),
          isRowHeader: true,
          cell: (row) => (
            <Link
              to="/p/$projectId/items/imports/$importId"
              params={{ projectId, importId: row.id }}
            >
              <Moment iso={row.created_at} />
            </Link>
          ),
        },
        {
          key: "state",
          title: t("items.importState"),
          cell: (row) => {
            const state = shownState(row);
            return <StatusBadge tone={STATE_TONES[state]}>{t(STATE_NAMES[state])}</StatusBadge>;
          },
        },
        {
          key: "items",
          title: t("items.importItems"),
          isNumber: true,
          cell: (row) => number(row.item_count),
        },
        {
          key: "duplicates",
          title: t("items.importDuplicates"),
          isNumber: true,
          cell: (row) => number(row.duplicate_count),
        },
        {
          key: "refused",
          title: t("items.importRefused"),
          isNumber: true,
          cell: (row) => number(row.refused_count),
        },
      ]}
    />
  );
}

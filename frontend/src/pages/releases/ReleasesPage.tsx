import { Button } from "@mantine/core";
import { IconPackageExport } from "@tabler/icons-react";
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
  ProgressBar,
  StatusBadge,
  useI18n,
} from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { projectLayout } from "@/pages/shell/layouts";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import { NewRelease } from "./NewRelease";
import { STATE_NAMES, STATE_TONES, type Release } from "./state";

const PATH = "/api/v1/projects/{project_id}/releases";

/** Every release of the project, newest first. */
export default function ReleasesPage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  const project = useProject();
  const canMake = useCan("managers", project.organisation_id);
  const [page, setPage] = useState(1);
  const place = { project_id: projectId };
  const releases = useQuery({
    ...apiQuery(PATH, { params: { path: place, query: { page } } }),
    refetchInterval: ({ state }) => (state.data?.results.some(isBuilding) === true ? 1000 : false),
  });
  const [isMaking, setMaking] = useState(false);
  const makeButton = canMake && !isMaking && (
    <Button variant="filled" onClick={() => setMaking(true)}>
      {t("releases.make")}
    </Button>
  );
  return (
    <Page>
      <PageHeader title={t("releases.title")} note={t("releases.note")} actions={makeButton} />
      {isMaking && <NewRelease onClose={() => setMaking(false)} />}
      <PagedQuery
        of={releases}
        page={page}
        onPage={setPage}
        empty={
          <EmptyState icon={IconPackageExport} title={t("releases.emptyTitle")}>
            {canMake ? t("releases.empty") : t("releases.emptyForClient")}
          </EmptyState>
        }
      >
        {(rows) => <ReleaseTable rows={rows} projectId={projectId} />}
      </PagedQuery>
    </Page>
  );
}

function isBuilding(release: Release) {
  return release.state === "building";
}

function ReleaseTable({ rows, projectId }: { rows: readonly Release[]; projectId: number }) {
  const { t, number } = useI18n();
  return (
    <Card isFlush>
      <DataTable
        isStackable
        caption={t("releases.title")}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "version",
            title: t("releases.version"),
            isRowHeader: true,
            cell: (row) => (
              <Link
                to="/p/$projectId/releases/$releaseId"
                params={{ projectId, releaseId: row.id }}
              >
                {row.version}
              </Link>
            ),
          },
          {
            key: "state",
            title: t("releases.state"),
            cell: (row) => <ReleaseState release={row} />,
          },
          {
            key: "items",
            title: t("releases.items"),
            isNumber: true,
            cell: (row) => (row.figures ? number(row.figures.items) : "–"),
          },
          {
            key: "shapes",
            title: t("releases.shapes"),
            isNumber: true,
            cell: (row) => (row.figures ? number(row.figures.shapes) : "–"),
          },
          {
            key: "made",
            title: t("releases.made"),
            cell: (row) => <Moment iso={row.created_at} />,
          },
        ]}
      />
    </Card>
  );
}

function ReleaseState({ release }: { release: Release }) {
  const { t } = useI18n();
  if (isBuilding(release)) {
    return (
      <ProgressBar
        label={t(release.is_cancel_requested ? "releases.stopping" : "releases.making")}
        done={release.progress_done}
        total={release.progress_total}
        isBare
      />
    );
  }
  return (
    <StatusBadge tone={STATE_TONES[release.state]}>{t(STATE_NAMES[release.state])}</StatusBadge>
  );
}

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import {
  Card,
  DataTable,
  Moment,
  Page,
  PagedQuery,
  PageHeader,
  StatusBadge,
  useI18n,
} from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { projectLayout } from "@/pages/shell/layouts";
import { BringForm } from "./BringForm";
import classes from "./Incoming.module.css";
import { labelImportsRoute } from "./routes";
import { SuggestionsCard } from "./SuggestionsCard";
import {
  isMoving,
  LABEL_IMPORTS,
  type LabelImportRow,
  PURPOSE_NAMES,
  shownState,
  STATE_NAMES,
  STATE_TONES,
} from "./types";

/** Labels that were made elsewhere: bring more, and what became of those that came. */
export default function LabelImportsPage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  const navigate = labelImportsRoute.useNavigate();
  const [page, setPage] = useState(1);
  const params = { path: { project_id: projectId }, query: { page } };
  const rows = useQuery({
    ...apiQuery(LABEL_IMPORTS, { params }),
    refetchInterval: ({ state }) => (state.data?.results.some(isMoving) === true ? 1000 : false),
  });
  return (
    <Page>
      <PageHeader title={t("incoming.title")} note={t("incoming.note")} />
      <Card title={t("incoming.bring")}>
        <BringForm
          projectId={projectId}
          onBrought={(labelImportId) =>
            void navigate({
              to: "/p/$projectId/labels-in/$labelImportId",
              params: { projectId, labelImportId },
            })
          }
        />
      </Card>
      <SuggestionsCard />
      <Card title={t("incoming.came")} isFlush>
        <PagedQuery
          of={rows}
          page={page}
          onPage={setPage}
          empty={<p className={classes.empty}>{t("incoming.empty")}</p>}
        >
          {(found) => <ImportTable rows={found} projectId={projectId} />}
        </PagedQuery>
      </Card>
    </Page>
  );
}

function ImportTable({ rows, projectId }: { rows: readonly LabelImportRow[]; projectId: number }) {
  const { t, number } = useI18n();
  return (
    <DataTable
      isStackable
      caption={t("incoming.came")}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "source",
          title: t("incoming.source"),
          isRowHeader: true,
          cell: (row) => (
            <Link
              to="/p/$projectId/labels-in/$labelImportId"
              params={{ projectId, labelImportId: row.id }}
            >
              {row.source_name}
            </Link>
          ),
        },
        {
          key: "purpose",
          title: t("incoming.purpose"),
          cell: (row) => t(PURPOSE_NAMES[row.purpose]),
        },
        {
          key: "state",
          title: t("incoming.state"),
          cell: (row) => {
            const state = shownState(row);
            return <StatusBadge tone={STATE_TONES[state]}>{t(STATE_NAMES[state])}</StatusBadge>;
          },
        },
        {
          key: "kept",
          title: t("incoming.kept"),
          isNumber: true,
          cell: (row) => number(row.kept_count),
        },
        {
          key: "refused",
          title: t("incoming.refused"),
          isNumber: true,
          cell: (row) => number(row.refused_count),
        },
        { key: "at", title: t("incoming.at"), cell: (row) => <Moment iso={row.created_at} /> },
      ]}
    />
  );
}

import { IconStack2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { EmptyState, ListPage, useI18n } from "@/panels/shared";
import { projectLayout } from "@/pages/shell/layouts";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import { BatchCard } from "./BatchCard";
import { NewBatch } from "./NewBatch";
import { LIST_PATH } from "./state";

const REFRESH_MS = 5000;

/** The project's batches with their progress, and the form for a new one. */
export default function BatchesPage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  const project = useProject();
  const canManage = useCan("managers", project.organisation_id);
  const [page, setPage] = useState(1);
  const batches = useQuery({
    ...apiQuery(LIST_PATH, { params: { path: { project_id: projectId }, query: { page } } }),
    refetchInterval: REFRESH_MS,
  });
  const making = {
    verb: t("batches.make"),
    form: (close: () => void) => <NewBatch project={project} onClose={close} />,
  };
  return (
    <ListPage
      title={t("batches.title")}
      note={t("batches.note")}
      of={batches}
      page={page}
      onPage={setPage}
      making={canManage ? making : undefined}
      empty={
        <EmptyState icon={IconStack2} title={t("batches.emptyTitle")}>
          {t("batches.empty")}
        </EmptyState>
      }
    >
      {(rows) =>
        rows.map((batch) => <BatchCard key={batch.id} batch={batch} canManage={canManage} />)
      }
    </ListPage>
  );
}

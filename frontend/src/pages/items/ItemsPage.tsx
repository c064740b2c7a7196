import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { EmptyState, Page, PageHeader, Pager, Query, useI18n } from "@/panels/shared";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import { ImportProgress } from "./ImportProgress";
import { ItemGrid } from "./ItemGrid";
import { UploadBox } from "./UploadBox";
import { useUpload } from "./useUpload";

/** The images of the project's dataset, and the way to add more. */
export default function ItemsPage() {
  const { t } = useI18n();
  const project = useProject();
  const upload = useUpload(project);
  const canManage = useCan("managers", project.organisation_id);
  return (
    <Page>
      <PageHeader title={t("items.title")} note={project.dataset?.name} />
      {canManage && <UploadBox upload={upload} />}
      {upload.importId !== null && (
        <ImportProgress importId={upload.importId} onForget={upload.forget} />
      )}
      {project.dataset === null ? (
        <Nothing />
      ) : (
        <Items key={project.dataset.id} datasetId={project.dataset.id} />
      )}
    </Page>
  );
}

function Nothing() {
  const { t } = useI18n();
  return <EmptyState title={t("items.emptyTitle")}>{t("items.empty")}</EmptyState>;
}

function Items({ datasetId }: { datasetId: number }) {
  const [page, setPage] = useState(1);
  const items = useQuery(
    apiQuery("/api/v1/datasets/{dataset_id}/items", {
      params: { path: { dataset_id: datasetId }, query: { page } },
    }),
  );
  return (
    <Query of={items} empty={(data) => data.count === 0 && <Nothing />}>
      {(data) => (
        <>
          <ItemGrid items={data.results} count={data.count} />
          <Pager page={page} count={data.count} onPage={setPage} />
        </>
      )}
    </Query>
  );
}

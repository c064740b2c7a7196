import { Page, PageHeader, useI18n } from "@/panels/shared";
import { ButtonLink } from "@/pages/shell/Link";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import { ImportProgress } from "./ImportProgress";
import { importRoute } from "./routes";

/** One import: how far it is, and what became of its files. */
export default function ImportPage() {
  const { t } = useI18n();
  const project = useProject();
  const { importId } = importRoute.useParams();
  const canManage = useCan("managers", project.organisation_id);
  return (
    <Page>
      <PageHeader
        title={t("items.oneImport")}
        note={project.dataset?.name}
        actions={
          <ButtonLink to="/p/$projectId/items/imports" params={{ projectId: project.id }}>
            {t("items.imports")}
          </ButtonLink>
        }
      />
      <ImportProgress key={importId} importId={importId} canManage={canManage} />
    </Page>
  );
}

import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { Page, PageHeader, useI18n } from "@/panels/shared";
import { projectLayout } from "@/pages/shell/layouts";
import { EVERYTHING, queryOf } from "./narrowing";
import { trailRoute } from "./routes";
import { Trail } from "./Trail";

/** What happened in a project, in words, the newest first. */
export default function ProjectTrailPage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  const { batch, task, annotator } = trailRoute.useSearch();
  const navigate = trailRoute.useNavigate();
  const [narrowing, setNarrowing] = useState(EVERYTHING);
  const events = useQuery(
    apiQuery("/api/v1/projects/{project_id}/events", {
      params: {
        path: { project_id: projectId },
        query: {
          ...queryOf(narrowing),
          ...(batch && { batch_id: batch }),
          ...(task && { task_id: task }),
          ...(annotator && { annotator_id: annotator }),
        },
      },
    }),
  );
  const isOfOne = (batch ?? task ?? annotator) !== undefined;
  return (
    <Page>
      <PageHeader title={t("trail.title")} note={t("trail.note")} />
      {isOfOne && (
        <Group gap="sm">
          <strong>{t("trail.onlyPlace")}</strong>
          <Button variant="subtle" onClick={() => void navigate({ search: {} })}>
            {t("trail.clear")}
          </Button>
        </Group>
      )}
      <Trail of={events} narrowing={narrowing} onNarrow={setNarrowing} />
    </Page>
  );
}

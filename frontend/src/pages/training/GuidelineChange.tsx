import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "@/api/client";
import { apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, FormProblem, useI18n } from "@/panels/shared";
import { DifferenceView } from "@/pages/guideline/DifferenceView";

const PATH = "/api/v1/projects/{project_id}/guideline-change";

/** What a new version changed since the person read it, to be acknowledged; nothing otherwise. */
export function GuidelineChange({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const place = { project_id: projectId };
  const { data } = useQuery(apiQuery(PATH, { params: { path: place } }));
  const read = useSend({
    send: (body: { guideline_version_id: number }, headers) =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/guideline-reading", {
          params: { path: place },
          body,
          headers,
        }),
      ),
    stale: [apiKey(PATH, place), apiKey("/api/v1/projects/{project_id}/way", place)],
  });
  const change = data?.change;
  if (!change) return null;
  return (
    <Card
      title={t("guideline.changedTitle", { number: change.after_number })}
      note={t("guideline.changedNote", { number: change.before_number })}
      titleSize="section"
    >
      <DifferenceView difference={change} />
      <FormProblem problem={read.error} />
      <Button
        mt="sm"
        loading={read.isPending}
        onClick={() => read.mutate({ guideline_version_id: change.after_id })}
      >
        {t("guideline.acknowledge")}
      </Button>
    </Card>
  );
}

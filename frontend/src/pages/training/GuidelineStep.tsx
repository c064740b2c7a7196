import { Button } from "@mantine/core";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, FormProblem, useI18n } from "@/panels/shared";
import { GuidelineText } from "./GuidelineText";

interface GuidelineStepProps {
  projectId: number;
  trainedIn: readonly string[];
}

/** The guideline in force, and the word that one has read it. */
export function GuidelineStep({ projectId, trainedIn }: GuidelineStepProps) {
  const { t } = useI18n();
  const place = { project_id: projectId };
  const read = useSend({
    send: (body: { guideline_version_id: number }, headers) =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/guideline-reading", {
          params: { path: place },
          body,
          headers,
        }),
      ),
    stale: [apiKey("/api/v1/projects/{project_id}/way", place), apiKey("/api/v1/feed")],
  });
  return (
    <Card title={t("training.guideline")} titleSize="section">
      <GuidelineText projectId={projectId} trainedIn={trainedIn}>
        {(id) => (
          <>
            <FormProblem problem={read.error} />
            <Button
              variant="filled"
              loading={read.isPending}
              onClick={() => read.mutate({ guideline_version_id: id })}
            >
              {t("training.readDone")}
            </Button>
          </>
        )}
      </GuidelineText>
    </Card>
  );
}

import { Button, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery, MOST_ROWS } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, FormProblem, Steps, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { useCan } from "@/pages/shell/session";
import { decisionsIn } from "@/pages/training/bank";

type Project = Answered<"/api/v1/projects/{project_id}">;

/** The steps a new project still needs, each with its page; gone once a batch has been opened. */
export function SetUpCard({ project }: { project: Project }) {
  const { t } = useI18n();
  const canManage = useCan("managers", project.organisation_id);
  const place = { project_id: project.id };
  const batches = useQuery({
    ...apiQuery("/api/v1/projects/{project_id}/batches", {
      params: { path: place, query: { page_size: MOST_ROWS } },
    }),
    enabled: canManage,
  });
  const questions = useQuery({
    ...apiQuery("/api/v1/projects/{project_id}/quiz-questions", {
      params: { path: place, query: { page_size: MOST_ROWS } },
    }),
    enabled: canManage,
  });
  const plan = useQuery({
    ...apiQuery("/api/v1/projects/{project_id}/training-plan", { params: { path: place } }),
    enabled: canManage,
  });
  const activate = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/activate", { params: { path: place }, headers }),
      ),
    stale: [apiKey("/api/v1/projects/{project_id}", place)],
  });
  if (!canManage || !batches.data || !questions.data || !plan.data) return null;
  const hasOpened = batches.data.results.some((batch) => batch.opened_at !== null);
  if (project.state !== "draft" && hasOpened) return null;
  const hasQuiz = decisionsIn(questions.data.results) >= plan.data.scored_decisions;
  const needs = [
    { key: "items", name: t("overview.needDataset"), isDone: project.dataset !== null },
    { key: "schema", name: t("overview.needSchema"), isDone: project.schema_version !== null },
    {
      key: "guideline",
      name: t("overview.needGuideline"),
      isDone: project.guideline_version !== null,
    },
    { key: "settings", name: t("overview.needCommunity"), isDone: project.community !== null },
    { key: "training", name: t("overview.needQuiz"), isDone: hasQuiz },
    { key: "batches", name: t("overview.needBatch"), isDone: hasOpened },
  ] as const;
  /** What the server asks before it opens the project; a quiz and a batch may come afterwards. */
  const isReady = needs.slice(0, 4).every(({ isDone }) => isDone);
  const current = needs.find((need) => !need.isDone);
  return (
    <Card title={t("overview.setUp")} note={t("overview.setUpNote")}>
      <Steps
        steps={needs.map((need) => ({
          key: need.key,
          name: need.name,
          state: need.isDone ? "done" : need === current ? "current" : "ahead",
          detail: (
            <Link to={`/p/$projectId/${need.key}`} params={{ projectId: project.id }}>
              {t("overview.open")}
              <VisuallyHidden> {need.name}</VisuallyHidden>
            </Link>
          ),
        }))}
      />
      <FormProblem problem={activate.error} />
      {project.state === "draft" && (
        <Button
          variant={isReady ? "filled" : "default"}
          loading={activate.isPending}
          onClick={() => activate.mutate()}
        >
          {t("overview.activate")}
        </Button>
      )}
    </Card>
  );
}

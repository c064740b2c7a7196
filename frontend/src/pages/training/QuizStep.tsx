import { Button } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { serverDate } from "@/api/server-clock";
import { Card, FormProblem, useI18n, useSecondsUntil } from "@/panels/shared";
import type { Way } from "./TrainingPage";

/** What the quiz asks, then its start; or how long to wait. */
export function QuizStep({ way }: { way: Way }) {
  const { t, number } = useI18n();
  const router = useRouter();
  const projectId = way.project.id;
  const step = way.steps.find(({ key }) => key === "quiz");
  const availableAt = step?.available_at ?? null;
  const start = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/attempts", {
          params: { path: { project_id: projectId } },
          headers,
        }),
      ),
    stale: [apiKey("/api/v1/projects/{project_id}/way", { project_id: projectId })],
    onSuccess: ({ id }) => open(id),
  });
  const open = (attemptId: number) =>
    router.navigate({
      to: "/training/$projectId/quiz/$attemptId",
      params: { projectId, attemptId },
    });
  const { attempt_id: attemptId } = way;
  const canStart = attemptId === null && availableAt === null && step?.state === "current";
  return (
    <Card title={t("training.quizStep")} titleSize="section">
      <p>{canStart || attemptId !== null ? t("training.quizNote") : step?.detail}</p>
      {canStart && (
        <ul>
          <li>
            {t(way.quiz.is_delta ? "training.asksDelta" : "training.asks", {
              n: way.quiz.scored_decisions,
            })}
          </li>
          <li>
            {t("training.passMarks", {
              found: number(way.plan.pass_f1, 2),
              overlap: number(way.plan.pass_iou, 2),
              labels: number(way.plan.pass_label_accuracy, 2),
              right: number(way.plan.pass_answers_share, 2),
            })}
          </li>
          <li>{t("training.timeIs", { n: Math.round(way.plan.time_limit_seconds / 60) })}</li>
          <li>{t("training.attemptsLeft", { n: way.quiz.attempts_left })}</li>
        </ul>
      )}
      {way.seats_left !== null && <p>{t("training.seats", { n: way.seats_left })}</p>}
      <FormProblem problem={start.error} />
      {availableAt !== null && <NextTry at={availableAt} />}
      {attemptId !== null && (
        <Button variant="filled" onClick={() => void open(attemptId)}>
          {t("training.goOnQuiz")}
        </Button>
      )}
      {canStart && (
        <Button variant="filled" loading={start.isPending} onClick={() => start.mutate()}>
          {t("training.startQuiz")}
        </Button>
      )}
    </Card>
  );
}

/** How long to wait, by the second; the page asks the server again when it is over. */
function NextTry({ at }: { at: string }) {
  const { t, relative } = useI18n();
  useSecondsUntil(at); // renders it anew
  return <p>{t("training.availableAt", { when: relative(at, serverDate()) })}</p>;
}

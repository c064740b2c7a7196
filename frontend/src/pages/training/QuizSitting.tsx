import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { type AnnotationDocument, EMPTY_DOCUMENT } from "@/model/document";
import { readSchema, type SchemaDefinition } from "@/model/schema";
import { Countdown, FormProblem, Logo, ProgressBar, useI18n } from "@/panels/shared";
import { AnnotationStage } from "@/panels/workspace/AnnotationStage";
import { Link } from "@/pages/shell/Link";
import { type Attempt, ATTEMPT_PATH } from "./QuizPage";
import classes from "./Quiz.module.css";

const ANSWER_PATH = "/api/v1/attempts/{attempt_id}/answers/{question_id}";

/** One question after the other on the real stage; the last one hands the quiz in. */
export function QuizSitting({ attempt }: { attempt: Attempt }) {
  const { t } = useI18n();
  const schema = useMemo(
    () => readSchema(attempt.schema_version.definition as SchemaDefinition),
    [attempt.schema_version.definition],
  );
  const total = attempt.questions.length;
  const [index, setIndex] = useState(() => firstOpen(attempt));
  const question = attempt.questions[index];
  const place = { attempt_id: attempt.id };
  const handIn = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/attempts/{attempt_id}/submit", { params: { path: place }, headers }),
      ),
    stale: [
      apiKey(ATTEMPT_PATH, place),
      apiKey("/api/v1/projects/{project_id}/way"),
      apiKey("/api/v1/feed"),
    ],
  });
  const answer = useSend({
    send: ({ questionId, document }: { questionId: number; document: AnnotationDocument }) =>
      answerOf(
        api.PUT(ANSWER_PATH, {
          params: { path: { ...place, question_id: questionId } },
          body: { document },
        }),
      ),
    onSuccess: () => (index + 1 < total ? setIndex(index + 1) : handIn.mutate()),
  });
  if (question === undefined) return null;
  return (
    <div className={classes.sitting}>
      <header className={classes.bar}>
        <span className={classes.logo}>
          <Link
            to="/training/$projectId"
            params={{ projectId: attempt.project_id }}
            aria-label={t("training.leave")}
          >
            <Logo />
          </Link>
        </span>
        <h1 className={classes.title}>{t("training.quiz")}</h1>
        <div className={classes.progress}>
          <ProgressBar label={t("training.answered")} done={index} total={total} />
        </div>
        <span className={classes.left}>
          <Countdown label={t("training.timeLeft")} endsAt={attempt.expires_at} />
        </span>
      </header>
      <FormProblem problem={answer.error ?? handIn.error} />
      {handIn.error !== null && (
        <Button onClick={() => handIn.mutate()}>{t("training.handIn")}</Button>
      )}
      <main id="main" className={classes.stage}>
        <AnnotationStage
          key={question.id}
          picture={{
            url: question.item.image_url,
            width_px: question.item.width_px,
            height_px: question.item.height_px,
            alt: t("training.place", { n: index + 1, total }),
          }}
          schema={schema}
          document={(question.document as AnnotationDocument | null) ?? EMPTY_DOCUMENT}
          submitWords={index + 1 < total ? t("training.nextQuestion") : t("training.handIn")}
          isSubmitting={answer.isPending || handIn.isPending}
          onSubmit={(document) => answer.mutate({ questionId: question.id, document })}
        />
      </main>
    </div>
  );
}

/** Where a person goes on: the first question without an answer, else the last. */
function firstOpen({ questions }: Attempt): number {
  const open = questions.findIndex(({ is_answered: isAnswered }) => !isAnswered);
  return open === -1 ? questions.length - 1 : open;
}

import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { answerOf, api } from "@/api/client";
import type { Problem } from "@/api/problem";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { type AnnotationDocument, EMPTY_DOCUMENT } from "@/model/document";
import { readSchema, type SchemaDefinition } from "@/model/schema";
import { ConfirmDialog, FormProblem, ProblemCard, useI18n } from "@/panels/shared";
import { ProjectStage } from "@/pages/drawing/ProjectStage";
import { useProjectLanguage } from "@/pages/guideline/project-language";
import { QuizBar } from "./QuizBar";
import { type Attempt, ATTEMPT_PATH } from "./QuizPage";
import { useFocusOnChange } from "./use-focus-on-change";
import { useHandInAtTheEnd } from "./use-hand-in-at-the-end";
import { useMe } from "@/pages/shell/session";
import { useAnswerFates } from "./use-answer-fates";
import { type Kept, useQuizDraft } from "./use-quiz-draft";
import { WrittenQuestion } from "./WrittenQuestion";
import classes from "./Quiz.module.css";

const ANSWER_PATH = "/api/v1/attempts/{attempt_id}/answers/{question_id}";

/** Question by question on the real stage, in any order; what is drawn is kept as it is drawn. */
export function QuizSitting({ attempt: asked }: { attempt: Attempt }) {
  const { t } = useI18n();
  const [attempt, markAnswered] = useAnswered(asked);
  const schema = useMemo(
    () => readSchema(attempt.schema_version.definition as SchemaDefinition),
    [attempt.schema_version.definition],
  );
  const total = attempt.questions.length;
  const [index, setIndex] = useState(() => firstOpen(attempt, null) ?? total - 1);
  const [isAsking, setAsking] = useState(false);
  const question = attempt.questions[index];
  const stage = useFocusOnChange(index);
  const me = useMe();
  const draft = useQuizDraft(attempt.id, me.id);
  const fates = useAnswerFates();
  const client = useQueryClient();
  const place = { attempt_id: attempt.id };
  const handIn = useSend({
    send: async (_: void, headers) => {
      await draft.flush();
      return answerOf(
        api.POST("/api/v1/attempts/{attempt_id}/submit", { params: { path: place }, headers }),
      );
    },
    stale: [
      apiKey(ATTEMPT_PATH, place),
      apiKey("/api/v1/projects/{project_id}/way"),
      apiKey("/api/v1/feed"),
    ],
  });
  const answer = useSend({
    send: ({ questionId, body }: Sent) => {
      fates.note(questionId, "under_way");
      return draft.instead(questionId, () =>
        answerOf(
          api.PUT(ANSWER_PATH, { params: { path: { ...place, question_id: questionId } }, body }),
        ),
      );
    },
    stale: [apiKey(ATTEMPT_PATH, place)],
    onSuccess: (_, { questionId }) => {
      markAnswered(questionId);
      fates.note(questionId, null);
      if (questionId !== question?.id) return; // somebody went to another one meanwhile
      const next = firstOpen(attempt, questionId, index);
      if (next === null) handIn.mutate();
      else setIndex(next);
    },
    onRefused: (problem, { questionId, wasAnswered }) => {
      fates.note(questionId, { problem, wasAnswered });
      // It may have been taken all the same.
      if (problem.isTransient)
        void client.invalidateQueries({ queryKey: apiKey(ATTEMPT_PATH, place) });
    },
  });
  const [language] = useProjectLanguage(attempt.project_id);
  useHandInAtTheEnd({ ...attempt, language }, handIn.isIdle, handIn.mutate);
  const refusals = [...fates.refused.values()].map(({ problem }) => problem);
  useFreshWhenOver(place, [handIn.error, ...refusals, draft.problem]);
  if (question === undefined) return null;
  const sent = { questionId: question.id, wasAnswered: question.is_answered };
  const isLast = firstOpen(attempt, question.id, index) === null;
  const words = isLast ? t("training.handIn") : t("training.nextQuestion");
  const open = attempt.questions.filter(({ is_answered: isAnswered }) => !isAnswered).length;
  const isSubmitting = fates.isUnderWay(question.id) || handIn.isPending;
  const stageProps = { submitWords: words, isSubmitting };
  return (
    <div className={classes.sitting}>
      <QuizBar
        attempt={attempt}
        index={index}
        onGo={(to) => {
          void draft.flush();
          setIndex(to);
        }}
        onFinish={() => setAsking(true)}
      />
      <FormProblem
        problem={fates.refused.get(question.id)?.problem ?? handIn.error ?? draft.problem}
      />
      <RefusedElsewhere attempt={attempt} refused={fates.refused} except={question.id} />
      {handIn.error !== null && (
        <Button onClick={() => handIn.mutate()}>{t("training.handIn")}</Button>
      )}
      <main
        id="main"
        ref={stage}
        tabIndex={-1}
        aria-label={t(question.is_answered ? "training.placeDone" : "training.placeOpen", {
          n: index + 1,
          total,
        })}
        className={classes.stage}
      >
        {question.asked !== null ? (
          <WrittenQuestion
            key={question.id}
            question={question}
            asked={question.asked}
            begun={saidOf(draft.latest(question.id)) ?? question.draft}
            {...stageProps}
            onChange={(said) => draft.changed(question.id, { said })}
            onAnswer={(said) => answer.mutate({ ...sent, body: { said } })}
          />
        ) : (
          question.item !== null && (
            <ProjectStage
              key={question.id}
              projectId={attempt.project_id}
              picture={{
                url: question.item.image_url,
                levels: question.item.levels,
                width_px: question.item.width_px,
                height_px: question.item.height_px,
                alt: t("training.place", { n: index + 1, total }),
              }}
              schema={schema}
              document={
                documentOf(draft.latest(question.id)) ?? storedOf(question) ?? EMPTY_DOCUMENT
              }
              {...stageProps}
              onChange={(document) => draft.changed(question.id, { document })}
              onSubmit={(document) => answer.mutate({ ...sent, body: { document } })}
            />
          )
        )}
      </main>
      <ConfirmDialog
        opened={isAsking}
        title={t("training.finishTitle")}
        verb={t("training.finishNow")}
        isPending={handIn.isPending}
        problem={handIn.error}
        onConfirm={() => handIn.mutate()}
        onClose={() => setAsking(false)}
      >
        {open > 0 ? t("training.finishOpen", { n: open }) : t("training.finishAll")}
      </ConfirmDialog>
    </div>
  );
}

/** An answer, to which question, and whether that had one when this one was sent. */
interface Sent {
  questionId: number;
  wasAnswered: boolean;
  body: Kept;
}

interface RefusedElsewhereProps {
  attempt: Attempt;
  refused: ReturnType<typeof useAnswerFates>["refused"];
  /** The question on the page, which says its own. */
  except: number;
}

/** Who went on while an answer was under way hears that it was not taken, and of which question. */
function RefusedElsewhere({ attempt, refused, except }: RefusedElsewhereProps) {
  const { t } = useI18n();
  return attempt.questions.map(({ id, is_answered: isAnswered }, place) => {
    const refusal = id === except ? undefined : refused.get(id);
    if (refusal === undefined) return null;
    const { problem, wasAnswered } = refusal;
    // An answer whose reply was lost may have been taken: the attempt, asked for anew, says so,
    // unless there was one before.
    if (isAnswered && problem.isTransient && !wasAnswered) return null;
    const n = place + 1;
    const title = problem.isTransient
      ? t("training.answerUnheard", { n })
      : t("training.answerNotTaken", { n });
    return <ProblemCard key={id} problem={problem} title={title} />;
  });
}

/** The attempt as the page knows it: an answer that was taken counts before it is asked for anew. */
function useAnswered(attempt: Attempt) {
  const [taken, setTaken] = useState<ReadonlySet<number>>(new Set());
  const known = useMemo(() => {
    const questions = attempt.questions.map((question) =>
      taken.has(question.id) ? { ...question, is_answered: true } : question,
    );
    return { ...attempt, questions };
  }, [attempt, taken]);
  return [known, (id: number) => setTaken((before) => new Set(before).add(id))] as const;
}

const documentOf = (kept: Kept | undefined) =>
  kept !== undefined && "document" in kept ? kept.document : undefined;
const saidOf = (kept: Kept | undefined) =>
  kept !== undefined && "said" in kept ? kept.said : undefined;

function storedOf({ draft, document }: Attempt["questions"][number]) {
  return (draft ?? document) as AnnotationDocument | null; // the server checked it
}

/** The next question without an answer, from a place on; null when `except` is the only one. */
function firstOpen({ questions }: Attempt, except: number | null, from = 0): number | null {
  const order = [...questions.keys()].map((place) => (from + place) % questions.length);
  const isOpen = (place: number) => {
    const one = questions[place];
    return one !== undefined && !one.is_answered && one.id !== except;
  };
  return order.find(isOpen) ?? null;
}

/** The server says that the attempt is over: the page shows what became of it. */
function useFreshWhenOver(
  place: { attempt_id: number },
  problems: readonly (Problem | null)[],
): void {
  const queryClient = useQueryClient();
  const isOver = problems.some((problem) => problem?.code === "attempt_over");
  const { attempt_id: id } = place;
  useEffect(() => {
    if (isOver) {
      void queryClient.invalidateQueries({ queryKey: apiKey(ATTEMPT_PATH, { attempt_id: id }) });
    }
  }, [isOver, queryClient, id]);
}

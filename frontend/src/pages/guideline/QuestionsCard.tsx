import { Button, Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, Form, FormProblem, PagedQuery, TextArea, useI18n } from "@/panels/shared";
import { writtenIn } from "./AskAbout";
import { LIST_PATH } from "./GuidelinePage";
import classes from "./Guideline.module.css";
import { languageName } from "./languages";

const PATH = "/api/v1/projects/{project_id}/guideline-questions";
type Question = Answered<typeof PATH>["results"][number];

interface QuestionsCardProps {
  projectId: number;
  /** Where several stand on a page: the name of the project. */
  title?: string;
  /** Whether the reader may put answers into the text. */
  mayTakeUp?: boolean;
}

/** What people ask about the guideline; answers may go into its next version. */
export function QuestionsCard({ projectId, title, mayTakeUp = true }: QuestionsCardProps) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const questions = useQuery(
    apiQuery(PATH, { params: { path: { project_id: projectId }, query: { page } } }),
  );
  return (
    <Card
      title={title ?? t("guideline.questions")}
      note={t("guideline.questionsNote")}
      titleSize="section"
    >
      <PagedQuery
        of={questions}
        page={page}
        onPage={setPage}
        empty={<p className={classes.note}>{t("guideline.noQuestions")}</p>}
      >
        {(rows) => (
          <ul className={classes.questions}>
            {rows.map((question) => (
              <QuestionRow
                key={question.id}
                question={question}
                projectId={projectId}
                mayTakeUp={mayTakeUp}
              />
            ))}
          </ul>
        )}
      </PagedQuery>
    </Card>
  );
}

interface QuestionRowProps {
  question: Question;
  projectId: number;
  mayTakeUp: boolean;
}

function QuestionRow({ question, projectId, mayTakeUp }: QuestionRowProps) {
  const { t, day } = useI18n();
  const [isOpen, setOpen] = useState(false);
  return (
    <li className={classes.question}>
      <Passage question={question} />
      <strong>{question.text}</strong>
      <span className={classes.note}>
        {t("guideline.askedBy", {
          name: question.pseudonym,
          day: day(question.asked_at),
          number: question.version_number,
        })}
      </span>
      {question.answer !== "" && <span>{question.answer}</span>}
      {question.answered_in !== null && (
        <span className={classes.note}>
          {t("guideline.takenUp", { number: question.answered_in })}
        </span>
      )}
      {isOpen ? (
        <AnswerForm
          question={question}
          projectId={projectId}
          mayTakeUp={mayTakeUp}
          onDone={() => setOpen(false)}
        />
      ) : (
        <div>
          <Button size="xs" onClick={() => setOpen(true)}>
            {t(question.answer === "" ? "guideline.answer" : "guideline.answerAnew")}
          </Button>
        </div>
      )}
    </li>
  );
}

/** What a question is about: in the language it was asked in, and in the original beside it. */
function Passage({ question }: { question: Question }) {
  const { t, language: readers } = useI18n();
  const { quote, language, original_quote: original } = question;
  if (quote === "") return null;
  return (
    <>
      <blockquote className={classes.quote} {...writtenIn(language)}>
        {quote}
      </blockquote>
      {language !== "" && (
        <>
          <span className={classes.note}>
            {t(original === "" ? "guideline.placeUnknown" : "guideline.sameInOriginal", {
              language: languageName(language, readers),
            })}
          </span>
          {original !== "" && (
            <blockquote className={classes.quote} dir="auto">
              {original}
            </blockquote>
          )}
        </>
      )}
    </>
  );
}

function AnswerForm({
  question,
  projectId,
  mayTakeUp,
  onDone,
}: QuestionRowProps & { onDone: () => void }) {
  const { t } = useI18n();
  const [answer, setAnswer] = useState(question.answer);
  const [isTakenUp, setTakenUp] = useState(mayTakeUp && question.answered_in === null);
  const place = { project_id: projectId };
  const send = useSend({
    send: (body: { answer: string; is_taken_up: boolean }) =>
      answerOf(
        api.PATCH("/api/v1/guideline-questions/{question_id}", {
          params: { path: { question_id: question.id } },
          body,
        }),
      ),
    stale: [apiKey(PATH, place), apiKey(LIST_PATH, place)],
    onSuccess: onDone,
  });
  function submit() {
    send.mutate({ answer, is_taken_up: isTakenUp });
  }
  return (
    <Form onSubmit={submit}>
      <TextArea
        label={t("guideline.answerText")}
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
        problem={send.error}
        path="answer"
        maxLength={1000}
        required
      />
      {mayTakeUp && question.answered_in === null && (
        <Checkbox
          label={t("guideline.takeUp")}
          checked={isTakenUp}
          onChange={(event) => setTakenUp(event.currentTarget.checked)}
        />
      )}
      <FormProblem problem={send.error} shownPaths={["answer"]} />
      <Button type="submit" loading={send.isPending}>
        {t("guideline.answer")}
      </Button>
    </Form>
  );
}

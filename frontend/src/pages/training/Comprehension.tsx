import { Button, Checkbox, Radio, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { inLanguage, useProjectLanguage } from "@/pages/guideline/project-language";
import { tabKey } from "@/pages/shell/kept-in-tab";
import { usePersonId } from "@/pages/shell/session";
import { useKept } from "@/pages/shell/use-kept";
import { Card, Form, FormProblem, Query, StatusBadge, useI18n } from "@/panels/shared";
import classes from "./Training.module.css";

const PATH = "/api/v1/projects/{project_id}/comprehension";
type Question = Answered<typeof PATH>[number];
type Answers = Readonly<Record<number, readonly string[]>>;

/** Questions on the guideline: all right to go on, as many tries as one likes. */
export function Comprehension({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const place = { project_id: projectId };
  const [language] = useProjectLanguage(projectId);
  const params = { path: place, query: inLanguage(language) };
  const questions = useQuery(apiQuery(PATH, { params }));
  const [answers, setAnswers, forget] = useKeptAnswers(projectId);
  const check = useSend({
    send: (body: { answers: Answers }, headers) =>
      answerOf(
        api.POST(PATH, {
          params,
          body: body as { answers: Record<string, string[]> },
          headers,
        }),
      ),
    stale: [apiKey("/api/v1/projects/{project_id}/way", place), apiKey("/api/v1/feed")],
    onSuccess: ({ is_passed: isPassed }) => {
      if (isPassed) forget();
    },
  });
  const [isHeld, setHeld] = useState(false);
  /** Nothing is sent before every question has an answer: what comes back explains them all. */
  function submit(rows: readonly Question[]) {
    const [first] = lackingOf(rows, answers);
    setHeld(first !== undefined);
    if (first === undefined) check.mutate({ answers: toThese(rows, answers) });
    else document.getElementById(fieldId(first))?.querySelector("input")?.focus();
  }
  return (
    <Card title={t("training.comprehension")} titleSize="section">
      <Query of={questions}>
        {(rows) => (
          <Form onSubmit={() => submit(rows)}>
            {rows.map((question) => (
              <QuestionField
                key={question.id}
                question={question}
                chosen={chosenOf(question, answers)}
                isLacking={isHeld && !isAnswered(question, answers)}
                result={check.data?.results.find(({ question_id: id }) => id === question.id)}
                onChoose={(keys) => setAnswers({ ...answers, [question.id]: keys })}
              />
            ))}
            <FormProblem problem={check.error} />
            <div role="status">
              <Said
                lacking={isHeld ? lackingOf(rows, answers).length : 0}
                isPassed={check.data?.is_passed}
              />
            </div>
            <Button type="submit" variant="filled" loading={check.isPending}>
              {t("training.check")}
            </Button>
          </Form>
        )}
      </Query>
    </Card>
  );
}

/** What was chosen, kept on this device until all of it is right. */
function useKeptAnswers(projectId: number) {
  const held = useRef<Answers | null>(null);
  const { found, changed, renew } = useKept<Answers>(
    tabKey(usePersonId(), `comprehension-${projectId}`),
    useCallback(() => held.current, []),
  );
  const [chosen, setChosen] = useState<Answers | null>(null);
  useEffect(() => {
    if (found === null || found === undefined) return;
    held.current ??= found;
    changed();
  }, [found, changed]);
  const choose = (answers: Answers) => {
    held.current = answers;
    setChosen(answers);
    changed();
  };
  const forget = () => {
    held.current = null;
    renew();
  };
  return [chosen ?? found ?? NONE, choose, forget] as const;
}

const NONE: Answers = {};

const fieldId = ({ id }: Question) => `comprehension-${id}`;

/** What is chosen, without options that are gone since. */
function chosenOf({ id, options }: Question, answers: Answers): readonly string[] {
  return (answers[id] ?? []).filter((chosen) => options.some(({ key }) => key === chosen));
}

function toThese(rows: readonly Question[], answers: Answers): Answers {
  return Object.fromEntries(rows.map((question) => [question.id, chosenOf(question, answers)]));
}

function isAnswered(question: Question, answers: Answers): boolean {
  return chosenOf(question, answers).length > 0;
}

function lackingOf(rows: readonly Question[], answers: Answers): Question[] {
  return rows.filter((question) => !isAnswered(question, answers));
}

/** What came of the last press: held back for want of answers, or judged. */
function Said({ lacking, isPassed }: { lacking: number; isPassed: boolean | undefined }) {
  const { t } = useI18n();
  if (lacking > 0) return t("training.lackingAnswers", { n: lacking });
  if (isPassed === undefined) return null;
  return t(isPassed ? "training.allRight" : "training.tryAgain");
}

interface QuestionFieldProps {
  question: Question;
  chosen: readonly string[];
  /** It was asked to be checked without an answer to this one. */
  isLacking: boolean;
  result: { is_right: boolean; explanation: string } | undefined;
  onChoose: (keys: string[]) => void;
}

function QuestionField(props: QuestionFieldProps) {
  const { question, chosen, isLacking, result, onChoose } = props;
  const { t } = useI18n();
  const options = question.options.map(({ key, text }) =>
    question.is_several ? (
      <Checkbox key={key} value={key} label={text} />
    ) : (
      <Radio key={key} value={key} label={text} />
    ),
  );
  return (
    <fieldset id={fieldId(question)} className={classes.question}>
      <legend>{question.text}</legend>
      {question.is_several ? (
        <Checkbox.Group value={[...chosen]} onChange={onChoose} description={t("training.several")}>
          <Stack gap="sm">{options}</Stack>
        </Checkbox.Group>
      ) : (
        <Radio.Group
          name={`question-${question.id}`}
          value={chosen[0] ?? ""}
          onChange={(key) => onChoose([key])}
        >
          <Stack gap="sm">{options}</Stack>
        </Radio.Group>
      )}
      {isLacking && (
        <p className={classes.explanation}>
          <StatusBadge tone="caution">{t("training.answerFirst")}</StatusBadge>
        </p>
      )}
      {!isLacking && result !== undefined && (
        <p className={classes.explanation}>
          <StatusBadge tone={result.is_right ? "good" : "problem"}>
            {result.is_right ? t("training.isRight") : t("training.isWrong")}
          </StatusBadge>{" "}
          {result.explanation}
        </p>
      )}
    </fieldset>
  );
}

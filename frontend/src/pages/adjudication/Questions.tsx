import { Button, Group, Radio } from "@mantine/core";
import type { AnswerValue, LabelSchema, SchemaQuestion } from "@/model/schema";
import { Confidence } from "@/pages/consensus/Confidence";
import { useAnswerWord, useI18n } from "@/panels/shared";
import classes from "./Adjudication.module.css";
import type { Detail } from "./types";
import { accept, answer, type Verdict } from "./verdict";

interface QuestionsProps {
  detail: Detail;
  verdict: Verdict;
  schema: LabelSchema;
  onVerdict: (verdict: Verdict) => void;
}

/** Questions about the whole picture: what each person said, and what it is to be. */
export function Questions(props: QuestionsProps) {
  return props.schema.questions
    .filter(({ key }) => key in (props.detail.task.result?.confidence.answers ?? {}))
    .map((question) => <Question key={question.key} {...props} question={question} />);
}

function Question({
  detail,
  verdict,
  question,
  onVerdict,
}: QuestionsProps & { question: SchemaQuestion }) {
  const { t, list } = useI18n();
  const { key } = question;
  const found = detail.task.result?.confidence.answers[key];
  const given = detail.task.result?.given[key] ?? [];
  const values = valuesOf(question, [...given.map(({ value }) => value), found?.value]);
  const word = useAnswerWord();
  const nameOf = (value: unknown) => word(question, value);
  const whoSaid = (value: unknown) =>
    given.filter((one) => isSame(one.value, value)).map(({ pseudonym }) => pseudonym);
  const chosen = JSON.stringify(verdict.answers[key]);
  return (
    <section>
      <Radio.Group
        label={question.text}
        value={chosen}
        onChange={(text) => onVerdict(answer(verdict, key, JSON.parse(text) as AnswerValue))}
      >
        {values.map((value) => (
          <Radio
            key={JSON.stringify(value)}
            value={JSON.stringify(value)}
            label={nameOf(value)}
            description={list(whoSaid(value))}
            mt="xs"
          />
        ))}
      </Radio.Group>
      <Group mt="sm" className={classes.note}>
        {found !== undefined && (
          <span>
            {t("adjudication.consensusSays", { value: nameOf(found.value) })}{" "}
            <Confidence value={found.probability} target={detail.target_confidence} />
          </span>
        )}
        {!verdict.settled.has(key) && (
          <Button size="xs" onClick={() => onVerdict(accept(verdict, key))}>
            {t("adjudication.acceptAnswer")}
          </Button>
        )}
      </Group>
    </section>
  );
}

/** The options of a choice, and everything that somebody said. */
function valuesOf(question: SchemaQuestion, said: readonly unknown[]): unknown[] {
  const options: unknown[] =
    question.type === "choice"
      ? question.options.map(({ key }) => key)
      : question.type === "boolean"
        ? [true, false]
        : [];
  const all = [...options, ...said.filter((value) => value !== undefined && value !== null)];
  return all.filter((value, index) => all.findIndex((one) => isSame(one, value)) === index);
}

function isSame(first: unknown, second: unknown): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}

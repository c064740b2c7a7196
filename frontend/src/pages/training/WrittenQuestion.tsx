import { Button, Checkbox, NumberInput, Radio, Stack } from "@mantine/core";
import { useState } from "react";
import { Card, Form, useI18n } from "@/panels/shared";
import { OrderField } from "./OrderField";
import type { Attempt } from "./QuizPage";
import classes from "./Quiz.module.css";

type Question = Attempt["questions"][number];
type Asked = NonNullable<Question["asked"]>;

interface WrittenQuestionProps {
  question: Question;
  asked: Asked;
  /** What was chosen before and not handed in. */
  begun: unknown;
  submitWords: string;
  isSubmitting: boolean;
  onChange: (said: unknown) => void;
  onAnswer: (said: unknown) => void;
}

/** A question in words, beside its picture if it has one. */
export function WrittenQuestion(props: WrittenQuestionProps) {
  const { question, asked, begun, submitWords, isSubmitting, onChange, onAnswer } = props;
  const { t } = useI18n();
  const [said, setSaid] = useState<unknown>(begun ?? question.said ?? startOf(asked));
  const [isMissing, setMissing] = useState(false);
  function say(next: unknown) {
    setSaid(next);
    onChange(next);
  }
  function submit() {
    const isEmpty = said === null || said === "" || (Array.isArray(said) && said.length === 0);
    setMissing(isEmpty);
    if (!isEmpty) onAnswer(said);
  }
  return (
    <div className={classes.written}>
      {question.item !== null && (
        <img className={classes.shown} src={question.item.image_url} alt={t("training.shown")} />
      )}
      <Card>
        <Form onSubmit={submit}>
          <fieldset className={classes.asked}>
            <legend>{asked.text}</legend>
            <AnswerField asked={asked} said={said} onSay={say} />
          </fieldset>
          <div role="status">{isMissing && t("training.answerFirst")}</div>
          <Button type="submit" variant="filled" loading={isSubmitting}>
            {submitWords}
          </Button>
        </Form>
      </Card>
    </div>
  );
}

function startOf({ type, options }: Asked): unknown {
  if (type === "order") return options.map(({ key }) => key);
  return type === "several" ? [] : null;
}

interface AnswerFieldProps {
  asked: Asked;
  said: unknown;
  onSay: (said: unknown) => void;
}

function AnswerField({ asked, said, onSay }: AnswerFieldProps) {
  const { t } = useI18n();
  switch (asked.type) {
    case "single":
      return (
        <Radio.Group value={(said as string | null) ?? ""} onChange={onSay}>
          <Stack gap="sm">
            {asked.options.map(({ key, text }) => (
              <Radio key={key} value={key} label={text} />
            ))}
          </Stack>
        </Radio.Group>
      );
    case "several":
      return (
        <Checkbox.Group
          value={said as string[]}
          onChange={onSay}
          description={t("training.several")}
        >
          <Stack gap="sm">
            {asked.options.map(({ key, text }) => (
              <Checkbox key={key} value={key} label={text} />
            ))}
          </Stack>
        </Checkbox.Group>
      );
    case "order":
      return <OrderField options={asked.options} order={said as string[]} onOrder={onSay} />;
    case "number":
      return (
        <NumberInput
          aria-label={asked.text}
          value={(said as number | null) ?? ""}
          onChange={(value) => onSay(value === "" ? null : Number(value))}
          rightSection={asked.unit ? <span>{asked.unit}</span> : null}
          rightSectionWidth={asked.unit ? 64 : 0}
          hideControls
        />
      );
  }
}

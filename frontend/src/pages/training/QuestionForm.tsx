import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { Form, FormProblem, TextArea, TextField, useI18n } from "@/panels/shared";
import { linesOf, optionsFrom } from "./questionDraft";

interface Said {
  text: string;
  options: { key: string; text: string }[];
  right_keys: string[];
  explanation: string;
}

interface QuestionFormProps {
  /** What there is already; none for a new question. */
  question?: Said;
  verb: string;
  problem: Error | null;
  isPending: boolean;
  onSave: (said: Said) => void;
  onClose?: () => void;
}

/** A question on the guideline: its words, its options and why the right ones are right. */
export function QuestionForm(props: QuestionFormProps) {
  const { question, verb, problem, isPending, onSave, onClose } = props;
  const { t } = useI18n();
  const [text, setText] = useState(question?.text ?? "");
  const [options, setOptions] = useState(
    question === undefined ? "" : linesOf(question.options, question.right_keys),
  );
  const [explanation, setExplanation] = useState(question?.explanation ?? "");
  return (
    <Form
      onSubmit={() => onSave({ text, explanation, ...optionsFrom(options, question?.options) })}
    >
      <TextField
        label={t("training.questionText")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        problem={problem}
        path="text"
        required
      />
      <TextArea
        label={t("training.questionOptions")}
        value={options}
        onChange={(event) => setOptions(event.currentTarget.value)}
        problem={problem}
        path="options"
        required
      />
      <TextField
        label={t("training.explanation")}
        value={explanation}
        onChange={(event) => setExplanation(event.currentTarget.value)}
        problem={problem}
        path="explanation"
        required
      />
      <FormProblem problem={problem} shownPaths={["text", "options", "explanation"]} />
      <Group>
        <Button type="submit" loading={isPending}>
          {verb}
        </Button>
        {onClose !== undefined && (
          <Button variant="subtle" onClick={onClose}>
            {t("training.done")}
          </Button>
        )}
      </Group>
    </Form>
  );
}

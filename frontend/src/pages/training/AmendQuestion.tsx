import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import { Form, FormProblem, StatusBadge, TextField, useI18n } from "@/panels/shared";
import { type BankQuestion, QUESTION_PATH, staleBank } from "./bank";
import { type Meta, MetaFields } from "./MetaFields";

interface AmendQuestionProps {
  question: BankQuestion;
  place: { project_id: number };
}

/** What of a question can change: why it is right, how hard it is, what it is about; never what is known. */
export function AmendQuestion({ question, place }: AmendQuestionProps) {
  const { t } = useI18n();
  const [explanation, setExplanation] = useState(question.explanation);
  const [meta, setMeta] = useState<Meta>(question);
  const save = useSend({
    send: (body: Meta & { explanation: string }) =>
      answerOf(api.PATCH(QUESTION_PATH, { params: { path: { question_id: question.id } }, body })),
    stale: staleBank(place),
  });
  const { difficulty, since_major } = meta;
  const isSaved =
    explanation === question.explanation &&
    difficulty === question.difficulty &&
    since_major === question.since_major;
  return (
    <Form onSubmit={() => save.mutate({ explanation, difficulty, since_major })}>
      <TextField
        label={t("training.explanation")}
        value={explanation}
        onChange={(event) => setExplanation(event.currentTarget.value)}
        maxLength={600}
        problem={save.error}
        path="explanation"
      />
      <MetaFields meta={meta} onChange={setMeta} />
      <FormProblem problem={save.error} shownPaths={["explanation"]} />
      <Group>
        <Button type="submit" loading={save.isPending} disabled={isSaved}>
          {t("training.saveQuestion")}
        </Button>
        {isSaved && save.isSuccess && <StatusBadge tone="good">{t("training.saved")}</StatusBadge>}
      </Group>
    </Form>
  );
}

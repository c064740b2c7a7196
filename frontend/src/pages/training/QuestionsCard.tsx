import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  Form,
  FormProblem,
  Query,
  Row,
  Rows,
  TextArea,
  TextField,
  useI18n,
} from "@/panels/shared";
import { optionsFrom } from "./questionDraft";

const PATH = "/api/v1/projects/{project_id}/comprehension-questions";

/** The questions on the guideline, and the form for one more. */
export function QuestionsCard({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const place = { project_id: projectId };
  const questions = useQuery(apiQuery(PATH, { params: { path: place } }));
  const remove = useSend({
    send: (question_id: number) =>
      answerOf(
        api.DELETE("/api/v1/comprehension-questions/{question_id}", {
          params: { path: { question_id } },
        }),
      ),
    stale: [apiKey(PATH, place)],
  });
  return (
    <Card title={t("training.questions")} note={t("training.questionsNote")} titleSize="section">
      <FormProblem problem={remove.error} />
      <Query
        of={questions}
        empty={(rows) => rows.length === 0 && <p>{t("training.noQuestions")}</p>}
      >
        {(rows) => (
          <Rows>
            {rows.map((question) => (
              <Row key={question.id}>
                <Group justify="space-between" wrap="nowrap" flex={1}>
                  <span>
                    <strong>{question.text}</strong>{" "}
                    {question.options.map(({ text }) => text).join(" / ")}
                  </span>
                  <Button size="xs" variant="subtle" onClick={() => remove.mutate(question.id)}>
                    {t("training.remove")}
                  </Button>
                </Group>
              </Row>
            ))}
          </Rows>
        )}
      </Query>
      <NewQuestion projectId={projectId} />
    </Card>
  );
}

function NewQuestion({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const place = { project_id: projectId };
  const [text, setText] = useState("");
  const [options, setOptions] = useState("");
  const [explanation, setExplanation] = useState("");
  const add = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST(PATH, {
          params: { path: place },
          body: { text, explanation, ...optionsFrom(options) },
          headers,
        }),
      ),
    stale: [apiKey(PATH, place)],
    onSuccess: () => {
      setText("");
      setOptions("");
      setExplanation("");
    },
  });
  function submit() {
    add.mutate();
  }
  return (
    <Form onSubmit={submit}>
      <TextField
        label={t("training.questionText")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        problem={add.error}
        path="text"
        required
      />
      <TextArea
        label={t("training.questionOptions")}
        value={options}
        onChange={(event) => setOptions(event.currentTarget.value)}
        problem={add.error}
        path="options"
        required
      />
      <TextField
        label={t("training.explanation")}
        value={explanation}
        onChange={(event) => setExplanation(event.currentTarget.value)}
        problem={add.error}
        path="explanation"
        required
      />
      <FormProblem problem={add.error} shownPaths={["text", "options", "explanation"]} />
      <Button type="submit" loading={add.isPending}>
        {t("training.addQuestion")}
      </Button>
    </Form>
  );
}

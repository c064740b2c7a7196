import { Box, Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, Query, RemoveButton, Row, Rows, useI18n } from "@/panels/shared";
import { QuestionForm } from "./QuestionForm";

const PATH = "/api/v1/projects/{project_id}/comprehension-questions";
type Question = Answered<typeof PATH>[number];

/** The questions on the guideline, each to be changed, and the form for one more. */
export function QuestionsCard({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const place = { project_id: projectId };
  const questions = useQuery(apiQuery(PATH, { params: { path: place } }));
  const [changed, setChanged] = useState<number | null>(null);
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
      <Query
        of={questions}
        empty={(rows) => rows.length === 0 && <p>{t("training.noQuestions")}</p>}
      >
        {(rows) => (
          <Rows>
            {rows.map((question) => (
              <Row key={question.id}>
                {changed === question.id ? (
                  <Box flex={1}>
                    <ChangeQuestion
                      question={question}
                      projectId={projectId}
                      onDone={() => setChanged(null)}
                    />
                  </Box>
                ) : (
                  <Group justify="space-between" gap="xs" flex={1}>
                    <Box component="span" flex="1 1 16rem">
                      <strong>{question.text}</strong>{" "}
                      {question.options.map(({ text }) => text).join(" / ")}
                    </Box>
                    <Group gap={0} wrap="nowrap">
                      <Button
                        size="xs"
                        variant="subtle"
                        aria-label={t("training.changeOf", { name: question.text })}
                        onClick={() => setChanged(question.id)}
                      >
                        {t("training.change")}
                      </Button>
                      <RemoveButton
                        name={question.text}
                        note={t("training.removeQuestionNote")}
                        of={remove}
                        id={question.id}
                      />
                    </Group>
                  </Group>
                )}
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
  const [made, setMade] = useState(0);
  const add = useSend({
    send: (body: Omit<Question, "id">, headers) =>
      answerOf(api.POST(PATH, { params: { path: place }, body, headers })),
    stale: [apiKey(PATH, place)],
    onSuccess: () => setMade(made + 1),
  });
  return (
    <QuestionForm
      key={made} // the next question begins empty
      verb={t("training.addQuestion")}
      problem={add.error}
      isPending={add.isPending}
      onSave={(said) => add.mutate(said)}
    />
  );
}

interface ChangeQuestionProps {
  question: Question;
  projectId: number;
  onDone: () => void;
}

function ChangeQuestion({ question, projectId, onDone }: ChangeQuestionProps) {
  const { t } = useI18n();
  const change = useSend({
    send: (body: Omit<Question, "id">) =>
      answerOf(
        api.PATCH("/api/v1/comprehension-questions/{question_id}", {
          params: { path: { question_id: question.id } },
          body,
        }),
      ),
    stale: [apiKey(PATH, { project_id: projectId })],
    onSuccess: onDone,
  });
  return (
    <QuestionForm
      question={question}
      verb={t("training.saveQuestion")}
      problem={change.error}
      isPending={change.isPending}
      onSave={(said) => change.mutate(said)}
      onClose={onDone}
    />
  );
}

import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey, apiQuery, MOST_ROWS } from "@/api/query";
import { useSend } from "@/api/send";
import type { AnnotationDocument } from "@/model/document";
import {
  Card,
  FormProblem,
  ImageThumb,
  Query,
  Row,
  Rows,
  TextField,
  useI18n,
} from "@/panels/shared";
import { DrawnItem } from "@/pages/drawing/DrawnItem";
import { useProject } from "@/pages/shell/project";
import { decisionsIn } from "./bank";

const PATH = "/api/v1/projects/{project_id}/quiz-questions";

/** Items with their known answer, out of which each sitting draws. */
export function QuizBankCard({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const project = useProject();
  const place = { project_id: projectId };
  const [isAdding, setAdding] = useState(false);
  const [explanation, setExplanation] = useState("");
  const bank = useQuery(
    apiQuery(PATH, { params: { path: place, query: { page_size: MOST_ROWS } } }),
  );
  const plan = useQuery(
    apiQuery("/api/v1/projects/{project_id}/training-plan", { params: { path: place } }),
  );
  const stale = [apiKey(PATH, place)];
  const add = useSend({
    send: (body: { item_id: number; reference: AnnotationDocument }, headers) =>
      answerOf(
        api.POST(PATH, { params: { path: place }, body: { ...body, explanation }, headers }),
      ),
    stale,
  });
  const remove = useSend({
    send: (question_id: number) =>
      answerOf(
        api.DELETE("/api/v1/quiz-questions/{question_id}", { params: { path: { question_id } } }),
      ),
    stale,
  });
  const active = bank.data?.results.filter(({ is_active: isActive }) => isActive) ?? [];
  const decisions = decisionsIn(active);
  return (
    <Card
      title={t("training.bank")}
      note={t("training.bankNote", { n: decisions, wanted: plan.data?.scored_decisions ?? 15 })}
      titleSize="section"
      action={
        !isAdding && (
          <Button size="xs" onClick={() => setAdding(true)}>
            {t("training.addToBank")}
          </Button>
        )
      }
    >
      <p>{t("training.bankHint")}</p>
      <FormProblem problem={remove.error} />
      {isAdding && (
        <>
          <TextField
            label={t("training.explanation")}
            value={explanation}
            onChange={(event) => setExplanation(event.currentTarget.value)}
          />
          <DrawnItem
            project={project}
            taken={new Set(active.map(({ item }) => item.id))}
            title={t("training.drawAnswer")}
            verb={t("training.keepAnswer")}
            problem={add.error}
            onSave={async (item, reference) => {
              await add.mutateAsync({ item_id: item.id, reference });
            }}
          />
        </>
      )}
      <Query of={bank}>
        {() => (
          <Rows>
            {active.map((question) => (
              <Row key={question.id}>
                <Group wrap="nowrap" flex={1}>
                  <ImageThumb src={question.item.thumbnail_url} alt="" width={40} height={30} />
                  <span>{question.item.name}</span>
                  <span style={{ flex: 1 }}>
                    {t("training.decisions", { n: question.decision_count })}
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
    </Card>
  );
}

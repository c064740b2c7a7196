import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery, MOST_ROWS } from "@/api/query";
import { useSend } from "@/api/send";
import type { AnnotationDocument } from "@/model/document";
import {
  Card,
  ImageThumb,
  Query,
  RemoveButton,
  Row,
  Rows,
  TextField,
  useI18n,
} from "@/panels/shared";
import { DrawnItem } from "@/pages/drawing/DrawnItem";
import { useProject } from "@/pages/shell/project";
import { PracticeDialog } from "./PracticeDialog";

export const PRACTICE_ITEMS_PATH = "/api/v1/projects/{project_id}/practice-items";
export type PracticeItem = Answered<typeof PRACTICE_ITEMS_PATH>["results"][number];

/** Items people practise on before the quiz, with their worked solutions. */
export function PracticeCard({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const project = useProject();
  const place = { project_id: projectId };
  const [isAdding, setAdding] = useState(false);
  const [explanation, setExplanation] = useState("");
  const [lookedId, look] = useState<number | null>(null);
  const items = useQuery(
    apiQuery(PRACTICE_ITEMS_PATH, { params: { path: place, query: { page_size: MOST_ROWS } } }),
  );
  const stale = [apiKey(PRACTICE_ITEMS_PATH, place)];
  const add = useSend({
    send: (body: { item_id: number; reference: AnnotationDocument }, headers) =>
      answerOf(
        api.POST(PRACTICE_ITEMS_PATH, {
          params: { path: place },
          body: { ...body, explanation },
          headers,
        }),
      ),
    stale,
    onSuccess: () => setExplanation(""),
  });
  const remove = useSend({
    send: (practice_item_id: number) =>
      answerOf(
        api.DELETE("/api/v1/practice-items/{practice_item_id}", {
          params: { path: { practice_item_id } },
        }),
      ),
    stale,
  });
  return (
    <Card
      title={t("training.practice")}
      note={t("training.practicePlanNote")}
      titleSize="section"
      action={
        <Button size="xs" onClick={() => setAdding(!isAdding)}>
          {t(isAdding ? "training.done" : "training.addPractice")}
        </Button>
      }
    >
      {isAdding && (
        <>
          <TextField
            label={t("training.solutionWords")}
            value={explanation}
            onChange={(event) => setExplanation(event.currentTarget.value)}
            problem={add.error}
            path="explanation"
          />
          <DrawnItem
            project={project}
            taken={new Set(items.data?.results.map(({ item }) => item.id) ?? [])}
            title={t("training.drawAnswer")}
            verb={t("training.keepPractice")}
            keptAs="practice"
            problem={add.error}
            onSave={async (item, reference) => {
              await add.mutateAsync({ item_id: item.id, reference });
            }}
          />
        </>
      )}
      <Query of={items} empty={({ count }) => count === 0 && <p>{t("training.noPractice")}</p>}>
        {({ results }) => (
          <Rows>
            {results.map((one) => (
              <Row key={one.id}>
                <Group justify="flex-end" gap="xs" flex={1}>
                  <Group wrap="nowrap" flex="1 1 16rem">
                    <ImageThumb src={one.item.thumbnail_url} alt="" width={40} height={30} />
                    <span>{one.explanation || one.item.name}</span>
                  </Group>
                  <Button
                    size="xs"
                    variant="subtle"
                    aria-label={t("training.lookAt", { name: one.item.name })}
                    onClick={() => look(one.id)}
                  >
                    {t("training.look")}
                  </Button>
                  <RemoveButton
                    name={one.item.name}
                    note={t("training.removePracticeNote")}
                    of={remove}
                    id={one.id}
                  />
                </Group>
              </Row>
            ))}
          </Rows>
        )}
      </Query>
      <PracticeDialog
        of={items.data?.results.find(({ id }) => id === lookedId) ?? null}
        onClose={() => look(null)}
      />
    </Card>
  );
}

import { Button, Group, SimpleGrid } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import type { AnnotationDocument } from "@/model/document";
import type { Guideline } from "@/model/guideline";
import {
  AnnotatedPicture,
  AnswerList,
  Card,
  colorOfLabel,
  RemoveButton,
  StatusBadge,
  useI18n,
  VERDICT_NAMES,
} from "@/panels/shared";
import { DrawnItem } from "@/pages/drawing/DrawnItem";
import { useProject } from "@/pages/shell/project";
import { ChangeExample } from "./ChangeExample";
import { ExampleFields, NO_WORDS } from "./ExampleFields";
import { type GuidelineVersion, LIST_PATH } from "./GuidelinePage";

/** The draft's examples, each to be changed, and the way to draw one more. */
export function Examples({ draft }: { draft: GuidelineVersion }) {
  const { t } = useI18n();
  const [isAdding, setAdding] = useState(false);
  const [changed, setChanged] = useState<number | null>(null);
  // Pairs of keys, which the server checked.
  const edges = draft.label_edges as unknown as Guideline["label_edges"];
  const remove = useSend({
    send: (example_id: number) =>
      answerOf(
        api.DELETE("/api/v1/guideline-examples/{example_id}", { params: { path: { example_id } } }),
      ),
    stale: [apiKey(LIST_PATH)],
  });
  return (
    <Card
      title={t("guideline.examples")}
      titleSize="section"
      action={
        !isAdding && (
          <Button size="xs" onClick={() => setAdding(true)}>
            {t("guideline.addExample")}
          </Button>
        )
      }
    >
      {isAdding && <NewExample draft={draft} onDone={() => setAdding(false)} />}
      <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
        {draft.examples.map((example) => (
          <div key={example.id}>
            <AnnotatedPicture
              src={example.item.image_url}
              alt={example.caption}
              widthPx={example.item.width_px}
              heightPx={example.item.height_px}
              document={example.document as AnnotationDocument} // the server checked it
              colorOf={(label) => colorOfLabel(draft, label)}
              edgesOf={(label) => edges[label]}
            />
            <StatusBadge tone="plain">{t(VERDICT_NAMES[example.verdict])}</StatusBadge>{" "}
            {example.caption}
            <AnswerList
              title={t("shared.exampleAnswers")}
              document={example.document as AnnotationDocument} // as above
              schema={draft as unknown as Guideline} // as above
            />
            {changed === example.id ? (
              <ChangeExample example={example} onDone={() => setChanged(null)} />
            ) : (
              <Group gap="xs">
                <Button
                  size="xs"
                  variant="subtle"
                  aria-label={t("guideline.changeExample", { name: example.caption })}
                  onClick={() => setChanged(example.id)}
                >
                  {t("guideline.change")}
                </Button>
                <RemoveButton
                  name={example.caption || t(VERDICT_NAMES[example.verdict])}
                  note={t("guideline.removeNote")}
                  of={remove}
                  id={example.id}
                />
              </Group>
            )}
          </div>
        ))}
      </SimpleGrid>
    </Card>
  );
}

interface NewExampleProps {
  draft: GuidelineVersion;
  onDone: () => void;
}

function NewExample({ draft, onDone }: NewExampleProps) {
  const { t } = useI18n();
  const project = useProject();
  const [words, setWords] = useState(NO_WORDS);
  const add = useSend({
    send: ({ itemId, document }: { itemId: number; document: AnnotationDocument }, headers) =>
      answerOf(
        api.POST("/api/v1/guideline-versions/{guideline_version_id}/examples", {
          params: { path: { guideline_version_id: draft.id } },
          body: { item_id: itemId, document, ...words },
          headers,
        }),
      ),
    stale: [apiKey(LIST_PATH)],
    onSuccess: onDone,
  });
  return (
    <>
      <ExampleFields words={words} onChange={setWords} problem={add.error} />
      <DrawnItem
        project={project}
        taken={new Set()}
        title={t("guideline.drawExample")}
        verb={t("guideline.keepExample")}
        keptAs="example"
        problem={add.error}
        onSave={async (item, document) => {
          await add.mutateAsync({ itemId: item.id, document });
        }}
      />
      <Group>
        <Button variant="subtle" onClick={onDone}>
          {t("shared.cancel")}
        </Button>
      </Group>
    </>
  );
}

import { Button, SegmentedControl, SimpleGrid } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import type { AnnotationDocument } from "@/model/document";
import type { Guideline, Verdict } from "@/model/guideline";
import { readSchema, type SchemaDefinition } from "@/model/schema";
import {
  AnnotatedPicture,
  Card,
  colorOfLabel,
  FormProblem,
  SelectField,
  StatusBadge,
  TextField,
  useI18n,
  VERDICT_NAMES,
} from "@/panels/shared";
import { DrawnItem } from "@/pages/drawing/DrawnItem";
import { useProject } from "@/pages/shell/project";
import { type GuidelineVersion, LIST_PATH } from "./GuidelinePage";

const VERDICTS = ["right", "wrong", "borderline"] as const satisfies readonly Verdict[];

/** The draft's examples, and the way to draw one more. */
export function Examples({ draft }: { draft: GuidelineVersion }) {
  const { t } = useI18n();
  const [isAdding, setAdding] = useState(false);
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
      <FormProblem problem={remove.error} />
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
            {example.caption}{" "}
            <Button size="xs" variant="subtle" onClick={() => remove.mutate(example.id)}>
              {t("guideline.remove")}
            </Button>
          </div>
        ))}
      </SimpleGrid>
    </Card>
  );
}

function schemaOf(project: ReturnType<typeof useProject>) {
  const none = { labels: [], questions: [] };
  // The server checked the definition.
  return readSchema((project.schema_version?.definition ?? none) as SchemaDefinition);
}

interface NewExampleProps {
  draft: GuidelineVersion;
  onDone: () => void;
}

function NewExample({ draft, onDone }: NewExampleProps) {
  const { t } = useI18n();
  const project = useProject();
  const [verdict, setVerdict] = useState<Verdict>("right");
  const [caption, setCaption] = useState("");
  const [labelKey, setLabelKey] = useState("");
  const schema = schemaOf(project);
  const add = useSend({
    send: ({ itemId, document }: { itemId: number; document: AnnotationDocument }, headers) =>
      answerOf(
        api.POST("/api/v1/guideline-versions/{guideline_version_id}/examples", {
          params: { path: { guideline_version_id: draft.id } },
          body: { item_id: itemId, label_key: labelKey, verdict, caption, document },
          headers,
        }),
      ),
    stale: [apiKey(LIST_PATH)],
    onSuccess: onDone,
  });
  return (
    <>
      <SegmentedControl
        aria-label={t("guideline.verdict")}
        value={verdict}
        onChange={(value) => setVerdict(value as Verdict)}
        data={VERDICTS.map((value) => ({ value, label: t(VERDICT_NAMES[value]) }))}
      />
      <TextField
        label={t("guideline.caption")}
        value={caption}
        onChange={(event) => setCaption(event.currentTarget.value)}
        problem={add.error}
        path="caption"
      />
      {schema.labels.length > 0 && (
        <SelectField
          label={t("guideline.label")}
          data={[
            { value: "", label: t("guideline.anyLabel") },
            ...schema.labels.map(({ key, name }) => ({ value: key, label: name })),
          ]}
          value={labelKey}
          onChange={(value) => setLabelKey(value ?? "")}
        />
      )}
      <DrawnItem
        project={project}
        taken={new Set()}
        title={t("guideline.drawExample")}
        verb={t("guideline.keepExample")}
        problem={add.error}
        onSave={async (item, document) => {
          await add.mutateAsync({ itemId: item.id, document });
        }}
      />
    </>
  );
}

import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import type { AnnotationDocument } from "@/model/document";
import type { SchemaDefinition } from "@/model/schema";
import { Form, FormProblem, useI18n } from "@/panels/shared";
import { DrawDialog } from "@/pages/drawing/DrawDialog";
import { useProject } from "@/pages/shell/project";
import { ExampleFields, type ExampleWords } from "./ExampleFields";
import { type GuidelineVersion, LIST_PATH } from "./GuidelinePage";

interface ChangeExampleProps {
  example: GuidelineVersion["examples"][number];
  onDone: () => void;
}

/** An example of a draft put right: its words, and what is drawn on its picture. */
export function ChangeExample({ example, onDone }: ChangeExampleProps) {
  const { t } = useI18n();
  const project = useProject();
  const { verdict, caption, label_key } = example;
  const [words, setWords] = useState<ExampleWords>({ verdict, caption, label_key });
  const [isDrawing, setDrawing] = useState(false);
  const change = useSend({
    send: (body: Partial<ExampleWords> & { document?: AnnotationDocument }) =>
      answerOf(
        api.PATCH("/api/v1/guideline-examples/{example_id}", {
          params: { path: { example_id: example.id } },
          body,
        }),
      ),
    stale: [apiKey(LIST_PATH)],
  });
  const schema = project.schema_version?.definition as SchemaDefinition | undefined; // checked there
  function save() {
    change.mutate(words, { onSuccess: onDone });
  }
  async function redraw(document: AnnotationDocument) {
    await change.mutateAsync({ document });
    setDrawing(false);
  }
  if (isDrawing && schema !== undefined) {
    return (
      <DrawDialog
        projectId={project.id}
        item={{ ...example.item, name: words.caption }}
        schema={schema}
        title={t("guideline.drawExample")}
        verb={t("guideline.saveDrawing")}
        keptAs={`example-${example.id}`}
        problem={change.error}
        document={example.document as AnnotationDocument} // the server checked it
        onSave={redraw}
        onClose={() => setDrawing(false)}
      />
    );
  }
  return (
    <Form onSubmit={save}>
      <ExampleFields words={words} onChange={setWords} problem={change.error} />
      <FormProblem problem={change.error} shownPaths={["caption"]} />
      <Group gap="xs">
        <Button type="submit" size="xs" loading={change.isPending}>
          {t("guideline.saveExample")}
        </Button>
        {schema !== undefined && (
          <Button size="xs" onClick={() => setDrawing(true)}>
            {t("guideline.redraw")}
          </Button>
        )}
        <Button size="xs" variant="subtle" onClick={onDone}>
          {t("guideline.close")}
        </Button>
      </Group>
    </Form>
  );
}

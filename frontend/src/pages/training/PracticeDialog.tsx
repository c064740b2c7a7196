import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import type { AnnotationDocument } from "@/model/document";
import type { SchemaDefinition } from "@/model/schema";
import {
  AnnotatedPicture,
  AnswerList,
  Form,
  FormProblem,
  PictureDialog,
  TextField,
  useI18n,
} from "@/panels/shared";
import { DrawDialog } from "@/pages/drawing/DrawDialog";
import { colorsOf, edgesOf } from "@/pages/gold/colors";
import { useProject } from "@/pages/shell/project";
import { PRACTICE_ITEMS_PATH, type PracticeItem } from "./PracticeCard";

interface PracticeDialogProps {
  /** None while none is looked at. */
  of: PracticeItem | null;
  onClose: () => void;
}

/** A practice item with its right answer, which can be put right here. */
export function PracticeDialog({ of: one, onClose }: PracticeDialogProps) {
  return one === null ? null : <Shown key={one.id} one={one} onClose={onClose} />;
}

interface ShownProps {
  one: PracticeItem;
  onClose: () => void;
}

function Shown({ one, onClose }: ShownProps) {
  const { t } = useI18n();
  const project = useProject();
  const [explanation, setExplanation] = useState(one.explanation);
  const [isDrawing, setDrawing] = useState(false);
  const change = useSend({
    send: (body: { explanation: string; reference?: AnnotationDocument }) =>
      answerOf(
        api.PATCH("/api/v1/practice-items/{practice_item_id}", {
          params: { path: { practice_item_id: one.id } },
          body,
        }),
      ),
    stale: [apiKey(PRACTICE_ITEMS_PATH, { project_id: project.id })],
  });
  const schema = project.schema_version?.definition as SchemaDefinition | undefined; // checked there
  const reference = one.reference as AnnotationDocument; // the server checked it
  async function redraw(drawn: AnnotationDocument) {
    await change.mutateAsync({ explanation, reference: drawn });
    setDrawing(false);
  }
  if (isDrawing && schema !== undefined) {
    return (
      <DrawDialog
        projectId={project.id}
        item={one.item}
        schema={schema}
        title={t("training.drawAnswer")}
        verb={t("training.keepDrawing")}
        keptAs="practice-again"
        problem={change.error}
        document={reference}
        onSave={redraw}
        onClose={() => setDrawing(false)}
      />
    );
  }
  return (
    <PictureDialog of={one.item} onClose={onClose}>
      {() => (
        <>
          <AnnotatedPicture
            src={one.item.image_url}
            alt={t("training.known")}
            widthPx={one.item.width_px}
            heightPx={one.item.height_px}
            document={reference}
            colorOf={colorsOf(schema)}
            edgesOf={edgesOf(schema)}
          />
          <AnswerList title={t("training.known")} document={reference} schema={schema} />
          <Form onSubmit={() => change.mutate({ explanation }, { onSuccess: onClose })}>
            <TextField
              mt="md"
              label={t("training.solutionWords")}
              value={explanation}
              onChange={(event) => setExplanation(event.currentTarget.value)}
              maxLength={600}
              problem={change.error}
              path="explanation"
            />
            <p>{t("training.redrawNote")}</p>
            <FormProblem problem={change.error} shownPaths={["explanation"]} />
            <Group>
              <Button type="submit" loading={change.isPending}>
                {t("training.saveWords")}
              </Button>
              {schema !== undefined && (
                <Button variant="subtle" onClick={() => setDrawing(true)}>
                  {t("training.redraw")}
                </Button>
              )}
            </Group>
          </Form>
        </>
      )}
    </PictureDialog>
  );
}

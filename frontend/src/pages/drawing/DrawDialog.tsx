import { useState } from "react";
import { type AnnotationDocument, EMPTY_DOCUMENT } from "@/model/document";
import { readSchema, type SchemaDefinition } from "@/model/schema";
import { FormProblem } from "@/panels/shared";
import type { Item } from "./ItemPicker";
import { KeptDrawing } from "./KeptDrawing";

interface DrawDialogProps {
  projectId: number;
  item: Pick<Item, "id" | "name" | "image_url" | "width_px" | "height_px"> &
    Partial<Pick<Item, "levels">>;
  schema: SchemaDefinition;
  title: string;
  verb: string;
  /** What the drawing is for, as long as it is kept: each use of a picture has its own. */
  keptAs: string;
  problem: Error | null;
  /** What is drawn already. */
  document?: AnnotationDocument;
  onSave: (document: AnnotationDocument) => Promise<void>;
  onClose: () => void;
}

/** The real workspace over the whole screen, for an answer that a manager draws. */
export function DrawDialog({
  projectId,
  item,
  schema,
  title,
  verb,
  keptAs,
  problem,
  document = EMPTY_DOCUMENT,
  onSave,
  onClose,
}: DrawDialogProps) {
  const [isSaving, setSaving] = useState(false);
  const [labels] = useState(() => readSchema(schema));
  async function save(drawn: AnnotationDocument) {
    setSaving(true);
    // A refusal is shown as `problem`; the drawing stays on the screen.
    const isSaved = await onSave(drawn).then(
      () => true,
      () => false,
    );
    setSaving(false);
    return isSaved;
  }
  const { image_url: url, levels = null, width_px, height_px, name: alt } = item;
  return (
    <KeptDrawing
      key={item.id}
      projectId={projectId}
      picture={{ url, levels, width_px, height_px, alt }}
      schema={labels}
      document={document}
      keptAs={`${keptAs}-${projectId}-${item.id}`}
      title={title}
      verb={verb}
      isSubmitting={isSaving}
      above={<FormProblem problem={problem} />}
      onDone={save}
      onClose={onClose}
    />
  );
}

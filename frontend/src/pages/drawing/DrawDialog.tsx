import { useState } from "react";
import { type AnnotationDocument, EMPTY_DOCUMENT } from "@/model/document";
import { readSchema, type SchemaDefinition } from "@/model/schema";
import { FormProblem } from "@/panels/shared";
import { FullScreen } from "./FullScreen";
import type { Item } from "./ItemPicker";
import { ProjectStage } from "./ProjectStage";

interface DrawDialogProps {
  projectId: number;
  item: Pick<Item, "id" | "name" | "image_url" | "width_px" | "height_px"> &
    Partial<Pick<Item, "levels">>;
  schema: SchemaDefinition;
  title: string;
  verb: string;
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
    await onSave(drawn).catch(() => undefined);
    setSaving(false);
  }
  return (
    <FullScreen
      title={title}
      name={item.name}
      onClose={onClose}
      above={<FormProblem problem={problem} />}
    >
      <ProjectStage
        key={item.id}
        projectId={projectId}
        picture={{
          url: item.image_url,
          levels: item.levels ?? null,
          width_px: item.width_px,
          height_px: item.height_px,
          alt: item.name,
        }}
        schema={labels}
        document={document}
        submitWords={verb}
        isSubmitting={isSaving}
        onSubmit={(drawn) => void save(drawn)}
      />
    </FullScreen>
  );
}

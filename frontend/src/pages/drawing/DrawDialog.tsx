import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { type AnnotationDocument, EMPTY_DOCUMENT } from "@/model/document";
import { readSchema, type SchemaDefinition } from "@/model/schema";
import { FormProblem, useI18n } from "@/panels/shared";
import { AnnotationStage } from "@/panels/workspace/AnnotationStage";
import classes from "./Drawing.module.css";
import type { Item } from "./ItemPicker";

interface DrawDialogProps {
  item: Pick<Item, "id" | "name" | "image_url" | "width_px" | "height_px">;
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
  item,
  schema,
  title,
  verb,
  problem,
  document = EMPTY_DOCUMENT,
  onSave,
  onClose,
}: DrawDialogProps) {
  const { t } = useI18n();
  const [isSaving, setSaving] = useState(false);
  const [labels] = useState(() => readSchema(schema));
  async function save(drawn: AnnotationDocument) {
    setSaving(true);
    // A refusal is shown as `problem`; the drawing stays on the screen.
    await onSave(drawn).catch(() => undefined);
    setSaving(false);
  }
  return (
    <Modal.Root opened fullScreen closeOnEscape={false} onClose={onClose}>
      <Modal.Content className={classes.dialog}>
        <Modal.Header className={classes.bar}>
          <Modal.Title>{title}</Modal.Title>
          <span className={classes.name}>{item.name}</span>
          <Button size="xs" variant="subtle" onClick={onClose}>
            {t("shared.cancel")}
          </Button>
        </Modal.Header>
        <FormProblem problem={problem} />
        <div className={classes.stage}>
          <AnnotationStage
            key={item.id}
            picture={{
              url: item.image_url,
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
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

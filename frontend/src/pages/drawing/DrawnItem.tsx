import { useState } from "react";
import type { Answered } from "@/api/query";
import type { AnnotationDocument } from "@/model/document";
import type { SchemaDefinition } from "@/model/schema";
import { Callout, useI18n } from "@/panels/shared";
import { DrawDialog } from "./DrawDialog";
import { type Item, ItemPicker } from "./ItemPicker";

interface DrawnItemProps {
  project: Answered<"/api/v1/projects/{project_id}">;
  taken: ReadonlySet<number>;
  title: string;
  /** What is done with the drawing: "Make it gold". */
  verb: string;
  keptAs: string;
  problem: Error | null;
  /** Fields that go with the drawing. */
  children?: React.ReactNode;
  /** Rejects when the server refuses; the dialog then stays open with `problem`. */
  onSave: (item: Item, document: AnnotationDocument) => Promise<void>;
}

/** Choose a picture, draw on it in the real workspace, keep what was drawn. */
export function DrawnItem(props: DrawnItemProps) {
  const { t } = useI18n();
  const { project, taken, onSave, ...dialog } = props;
  const [item, setItem] = useState<Item | null>(null);
  const { dataset, schema_version: schema } = project;
  if (dataset === null) return <Callout>{t("drawing.noItems")}</Callout>;
  if (schema === null) return <Callout>{t("drawing.noSchema")}</Callout>;
  async function save(picked: Item, document: AnnotationDocument) {
    await onSave(picked, document);
    setItem(null);
  }
  return (
    <>
      <ItemPicker datasetId={dataset.id} taken={taken} onPick={setItem} />
      {item !== null && (
        <DrawDialog
          {...dialog}
          projectId={project.id}
          item={item}
          schema={schema.definition as SchemaDefinition} // the server checked it
          onSave={(document) => save(item, document)}
          onClose={() => setItem(null)}
        />
      )}
    </>
  );
}

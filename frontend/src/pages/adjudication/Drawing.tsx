import { Button, Modal } from "@mantine/core";
import type { AnnotationDocument } from "@/model/document";
import type { LabelSchema } from "@/model/schema";
import { useI18n } from "@/panels/shared";
import { AnnotationStage, type StagePicture } from "@/panels/workspace";
import drawing from "@/pages/drawing/Drawing.module.css";

interface DrawingProps {
  picture: StagePicture;
  schema: LabelSchema;
  document: AnnotationDocument;
  onDone: (document: AnnotationDocument) => void;
  onClose: () => void;
}

/** The workspace over the whole screen, beginning with the label as it stands. */
export function Drawing({ picture, schema, document, onDone, onClose }: DrawingProps) {
  const { t } = useI18n();
  return (
    <Modal.Root opened fullScreen closeOnEscape={false} onClose={onClose}>
      <Modal.Content className={drawing.dialog}>
        <Modal.Header className={drawing.bar}>
          <Modal.Title>{t("adjudication.editTitle")}</Modal.Title>
          <span className={drawing.name}>{picture.alt}</span>
          <Button size="xs" variant="subtle" onClick={onClose}>
            {t("shared.cancel")}
          </Button>
        </Modal.Header>
        <div className={drawing.stage}>
          <AnnotationStage
            picture={picture}
            schema={schema}
            document={document}
            submitWords={t("adjudication.useThis")}
            onSubmit={onDone}
          />
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

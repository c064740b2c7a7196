import type { AnnotationDocument } from "@/model/document";
import type { LabelSchema } from "@/model/schema";
import { useI18n } from "@/panels/shared";
import { AnnotationStage, type StagePicture } from "@/panels/workspace";
import { FullScreen } from "@/pages/drawing/FullScreen";

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
    <FullScreen title={t("adjudication.editTitle")} name={picture.alt} onClose={onClose}>
      <AnnotationStage
        picture={picture}
        schema={schema}
        document={document}
        submitWords={t("adjudication.useThis")}
        onSubmit={onDone}
      />
    </FullScreen>
  );
}

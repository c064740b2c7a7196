import type { AnnotationDocument } from "@/model/document";
import type { LabelSchema } from "@/model/schema";
import { useI18n } from "@/panels/shared";
import type { StagePicture } from "@/panels/workspace";
import { KeptDrawing } from "@/pages/drawing/KeptDrawing";

interface DrawingProps {
  projectId: number;
  taskId: number;
  picture: StagePicture;
  schema: LabelSchema;
  document: AnnotationDocument;
  onDone: (document: AnnotationDocument) => void;
  onClose: () => void;
}

/** The workspace over the whole screen, beginning with the label as it stands. */
export function Drawing({ taskId, onDone, ...drawing }: DrawingProps) {
  const { t } = useI18n();
  return (
    <KeptDrawing
      {...drawing}
      keptAs={`dispute-${taskId}`}
      title={t("adjudication.editTitle")}
      verb={t("adjudication.useThis")}
      onDone={onDone}
    />
  );
}

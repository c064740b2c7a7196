import type { AnnotationDocument } from "@/model/document";
import type { LabelSchema } from "@/model/schema";
import { useI18n } from "@/panels/shared";
import type { StagePicture } from "@/panels/workspace";
import { FullScreen } from "@/pages/drawing/FullScreen";
import { ProjectStage } from "@/pages/drawing/ProjectStage";

interface DrawingProps {
  projectId: number;
  picture: StagePicture;
  schema: LabelSchema;
  document: AnnotationDocument;
  onDone: (document: AnnotationDocument) => void;
  onClose: () => void;
}

/** The workspace over the whole screen, beginning with the label as it stands. */
export function Drawing({ picture, onDone, onClose, ...stage }: DrawingProps) {
  const { t } = useI18n();
  return (
    <FullScreen title={t("adjudication.editTitle")} name={picture.alt} onClose={onClose}>
      <ProjectStage
        {...stage}
        picture={picture}
        submitWords={t("adjudication.useThis")}
        onSubmit={onDone}
      />
    </FullScreen>
  );
}

import { Button } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { AnnotationDocument } from "@/model/document";
import type { LabelSchema } from "@/model/schema";
import { Callout, ConfirmDialog, useI18n } from "@/panels/shared";
import type { StagePicture } from "@/panels/workspace";
import { FullScreen } from "./FullScreen";
import { ProjectStage } from "./ProjectStage";
import { useKeptDrawing } from "./use-kept-drawing";

interface KeptDrawingProps {
  projectId: number;
  picture: StagePicture;
  schema: LabelSchema;
  /** What is drawn already. */
  document: AnnotationDocument;
  /** Names what is drawn among all that one person draws in a tab. */
  keptAs: string;
  title: string;
  verb: string;
  isSubmitting?: boolean;
  /** Between the bar and the stage. */
  above?: ReactNode;
  /** True, or nothing, once it was taken: it is kept no more. */
  onDone: (document: AnnotationDocument) => Promise<boolean> | void;
  onClose: () => void;
}

/** The real workspace over the whole screen; what is drawn is not lost by an accident. */
export function KeptDrawing(props: KeptDrawingProps) {
  const { t } = useI18n();
  const { projectId, picture, schema, keptAs, isSubmitting = false, onDone, onClose } = props;
  const drawing = useKeptDrawing(keptAs, props.document, schema);
  const [isAsking, setAsking] = useState(false);
  const done = async (document: AnnotationDocument) => {
    if ((await onDone(document)) !== false) drawing.forget();
  };
  const leave = () => {
    drawing.forget();
    onClose();
  };
  return (
    <FullScreen
      title={props.title}
      name={picture.alt}
      onClose={() => (drawing.hasDrawn() ? setAsking(true) : onClose())}
      above={
        <>
          {props.above}
          {drawing.found !== null && (
            <FoundNote
              isOvertaken={drawing.isOvertaken}
              leftOutCount={drawing.leftOutCount}
              onAnew={drawing.beginAnew}
            />
          )}
        </>
      }
    >
      <ProjectStage
        key={drawing.turn}
        projectId={projectId}
        picture={picture}
        schema={schema}
        {...drawing.stage}
        submitWords={props.verb}
        isSubmitting={isSubmitting}
        onSubmit={(document) => void done(document)}
      />
      <ConfirmDialog
        opened={isAsking}
        title={t("drawing.leaveTitle")}
        verb={t("drawing.leave")}
        isDangerous
        onConfirm={leave}
        onClose={() => setAsking(false)}
      >
        {t("drawing.leaveWords")}
      </ConfirmDialog>
    </FullScreen>
  );
}

interface FoundNoteProps {
  isOvertaken: boolean;
  /** How many shapes and answers have no place any more. */
  leftOutCount: number;
  onAnew: () => void;
}

function FoundNote({ isOvertaken, leftOutCount, onAnew }: FoundNoteProps) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const isCaution = isOvertaken || leftOutCount > 0;
  return (
    <Callout tone={isCaution ? "caution" : "note"} title={t("drawing.found")}>
      {leftOutCount > 0 && <p>{t("drawing.foundLeftOut", { n: leftOutCount })}</p>}
      {isOvertaken && <p>{t("drawing.foundOvertaken")}</p>}
      <Button size="xs" mt={4} onClick={() => setAsking(true)}>
        {t("drawing.anew")}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={t("drawing.anewTitle")}
        verb={t("drawing.anew")}
        isDangerous
        onConfirm={onAnew}
        onClose={() => setAsking(false)}
      >
        {t("drawing.leaveWords")}
      </ConfirmDialog>
    </Callout>
  );
}

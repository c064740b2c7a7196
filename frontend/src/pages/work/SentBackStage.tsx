import type { SentBack } from "@/api/work";
import type { ImageSize } from "@/model/points";
import { reasonName } from "@/pages/standing/words";
import { useI18n } from "@/panels/shared";
import {
  AnnotationStage,
  MarkLayer,
  MarkList,
  type AnnotationStageProps,
} from "@/panels/workspace";
import classes from "./Verify.module.css";

interface SentBackStageProps extends AnnotationStageProps {
  sentBack: SentBack;
}

/** Work to draw on again: its reason beside the picture, what is meant marked on it. */
export function SentBackStage({ sentBack, ...stage }: SentBackStageProps) {
  return (
    <AnnotationStage
      {...stage}
      aside={<Note sentBack={sentBack} size={stage.picture} />}
      over={<MarkLayer marks={sentBack.marks} />}
    />
  );
}

interface NoteProps {
  sentBack: SentBack;
  size: ImageSize;
}

/** Why work came back to its author. */
function Note({ sentBack, size }: NoteProps) {
  const { t } = useI18n();
  return (
    <div className={classes.form}>
      <h2 className={classes.heading}>{t("work.returnedTitle")}</h2>
      <p className={classes.words}>{t("work.returnedWords")}</p>
      <p className={classes.note}>
        <strong>{t(reasonName(sentBack.reason_code))}</strong>
      </p>
      {sentBack.note !== "" && <p className={classes.note}>{sentBack.note}</p>}
      {sentBack.marks.length > 0 && <MarkList marks={sentBack.marks} size={size} />}
    </div>
  );
}

import type { SentBack } from "@/api/work";
import { reasonName } from "@/pages/standing/words";
import { useI18n } from "@/panels/shared";
import { MarkList } from "@/panels/workspace";
import classes from "./Verify.module.css";

interface SentBackNoteProps {
  sentBack: SentBack;
  size: { readonly width_px: number; readonly height_px: number };
}

/** Why work came back to its author, beside the marks on the picture. */
export function SentBackNote({ sentBack, size }: SentBackNoteProps) {
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

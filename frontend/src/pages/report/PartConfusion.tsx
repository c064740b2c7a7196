import { Card, PartMatrix, useI18n } from "@/panels/shared";
import classes from "./Report.module.css";
import type { Part } from "./types";

/** More classes than these take a laptop's whole width. */
const MOST_BESIDE = 9;

/** What people call each class of a part. */
export function PartConfusion({ part }: { part: Part }) {
  const { t } = useI18n();
  const isWide = part.classes.length > MOST_BESIDE;
  return (
    <div className={isWide ? classes.whole : classes.beside}>
      <Card title={t("report.confusion")} note={t("report.confusionWhat")}>
        <PartMatrix
          title={t("report.confusionOf", { name: part.name })}
          classes={part.classes}
          confusion={part.confusion}
        />
      </Card>
    </div>
  );
}

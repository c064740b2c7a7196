import { Card, PartMatrix, useI18n } from "@/panels/shared";
import type { Part } from "./types";

/** What people call each class of a part. */
export function PartConfusion({ part }: { part: Part }) {
  const { t } = useI18n();
  return (
    <Card title={t("report.confusion")} note={t("report.confusionWhat")}>
      <PartMatrix
        title={t("report.confusionOf", { name: part.name })}
        classes={part.classes}
        confusion={part.confusion}
      />
    </Card>
  );
}

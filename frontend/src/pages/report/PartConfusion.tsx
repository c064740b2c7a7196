import { Card, ConfusionTable, SchemaSwatch, useI18n } from "@/panels/shared";
import type { Part } from "./types";

/** What people call each class of a part. */
export function PartConfusion({ part }: { part: Part }) {
  const { t } = useI18n();
  const { confusion } = part;
  return (
    <Card title={t("report.confusion")} note={t("report.confusionWhat")}>
      {confusion.rates === null ? (
        <p>{confusion.undefined_reason}</p>
      ) : (
        <ConfusionTable
          title={t("report.confusionOf", { name: part.name })}
          classes={part.classes.map(({ key, name, color }) => ({
            key,
            name,
            mark: color === null ? undefined : <SchemaSwatch color={color} />,
          }))}
          rates={confusion.rates}
          counts={confusion.counts}
        />
      )}
    </Card>
  );
}

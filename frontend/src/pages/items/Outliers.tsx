import { BarList, Card, useI18n } from "@/panels/shared";
import { type Finding, type Measure, MEASURE_NAMES } from "./finding";
import { ItemsLink } from "./ItemsLink";
import type { Profile } from "./ProfilePage";

/** What lies far from the rest of this set, measure by measure, with the way to the pictures. */
export function Outliers({ outliers }: Pick<Profile, "outliers">) {
  const { t } = useI18n();
  const rows = outliers.flatMap(({ measure, low, high, low_count, high_count }) => [
    row(`${measure}-low`, "items.farLow", measure, low_count, { below: low }),
    row(`${measure}-high`, "items.farHigh", measure, high_count, { at_least: high }),
  ]);
  const found = rows.filter(({ value }) => value > 0);
  if (outliers.length === 0) return null;
  return (
    <Card title={t("items.far")} note={t("items.farNote")}>
      {found.length === 0 ? (
        <p>{t("items.nothingFar")}</p>
      ) : (
        <BarList
          title={t("items.far")}
          rows={found.map(({ words, search, measure, ...one }) => ({
            ...one,
            name: (
              <ItemsLink search={search}>
                {t(words, { measure: t(MEASURE_NAMES[measure]) })}
              </ItemsLink>
            ),
          }))}
        />
      )}
    </Card>
  );
}

function row(key: string, words: string, measure: Measure, value: number, bound: Finding) {
  return { key, words, measure, value, search: { use: "used", measure, ...bound } as const };
}

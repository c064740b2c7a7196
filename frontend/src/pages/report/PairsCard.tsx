import { useState } from "react";
import type { Answered } from "@/api/query";
import { Card, CardGrid, DataTable, SelectField, useI18n } from "@/panels/shared";
import { PairMatrix } from "./PairMatrix";
import classes from "./Pairs.module.css";
import { TITLES } from "./respects";

export type Pairs = NonNullable<Answered<"/api/v1/projects/{project_id}/agreement">["pairs"]>;
export type PairedPerson = Pairs["people"][number];
type Respect = Pairs["respects"][number];
export type Pair = Respect["pairs"][number];

/** Each two people against one another: a matrix to see who stands apart, and the pairs by number. */
export function PairsCard({ pairs }: { pairs: Pairs }) {
  const { t } = useI18n();
  const [chosen, setChosen] = useState<Respect["respect"] | null>(null);
  const known = pairs.respects.filter((one) => one.pairs.length > 0);
  const shown = known.find(({ respect }) => respect === chosen) ?? known[0];
  if (shown === undefined) return null;
  const { people, people_count: all } = pairs;
  return (
    <CardGrid columns="5fr 3fr">
      <Card
        title={t("report.personByPerson")}
        note={
          people.length < all
            ? t("report.pairsOfMost", { n: people.length, all })
            : t("report.pairsWhat")
        }
      >
        {known.length > 1 ? (
          <div className={classes.respect}>
            <SelectField
              label={t("report.pairsIn")}
              value={shown.respect}
              onChange={(value) => setChosen(value as Respect["respect"] | null)}
              data={known.map(({ respect }) => ({ value: respect, label: t(TITLES[respect]) }))}
            />
          </div>
        ) : (
          <p className={classes.note}>{t(TITLES[shown.respect])}</p>
        )}
        <PairMatrix people={people} pairs={shown.pairs} title={t(TITLES[shown.respect])} />
        <p className={classes.note}>{t("report.pairsTooFew")}</p>
      </Card>
      <Card title={t("report.pairsListed")} note={t("report.againstRestWhat")} isFlush>
        <div className={classes.listed}>
          <PairList people={people} pairs={shown.pairs} />
        </div>
      </Card>
    </CardGrid>
  );
}

function PairList({ people, pairs }: { people: Pairs["people"]; pairs: Respect["pairs"] }) {
  const { t, number } = useI18n();
  const nameOf = (place: number) => people[place]?.pseudonym ?? "";
  const rows = pairs.toSorted((one, other) => (one.value ?? 2) - (other.value ?? 2));
  return (
    <DataTable
      caption={t("report.pairsListed")}
      rows={rows}
      rowKey={({ first, second }) => `${first} ${second}`}
      columns={[
        {
          key: "pair",
          title: t("report.pair"),
          cell: ({ first, second }) =>
            t("report.pairOf", { one: nameOf(first), other: nameOf(second) }),
        },
        {
          key: "value",
          title: t("report.pairAlike"),
          isNumber: true,
          cell: ({ value }) => (value === null ? t("report.tooFew") : number(value, 2)),
        },
        {
          key: "interval",
          title: t("report.pairInterval"),
          isNumber: true,
          cell: ({ lower, upper }) =>
            lower === null || upper === null
              ? "–"
              : t("report.interval", { lower: number(lower, 2), upper: number(upper, 2) }),
        },
        {
          key: "items",
          title: t("report.items"),
          isNumber: true,
          cell: (row) => number(row.item_count),
        },
      ]}
    />
  );
}

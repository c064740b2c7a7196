import { ScrollArea } from "@mantine/core";
import { useI18n } from "@/panels/shared";
import classes from "./Pairs.module.css";
import type { Pair, PairedPerson } from "./PairsCard";
import reportClasses from "./Report.module.css";

interface PairMatrixProps {
  people: readonly PairedPerson[];
  pairs: readonly Pair[];
  title: string;
}

/** Everybody by everybody. People are numbered, so that thirty columns have room. */
export function PairMatrix({ people, pairs, title }: PairMatrixProps) {
  const { t } = useI18n();
  const found = new Map(pairs.map((pair) => [`${pair.first} ${pair.second}`, pair]));
  const pairOf = (row: number, column: number) =>
    found.get(row < column ? `${row} ${column}` : `${column} ${row}`);
  const values = pairs.flatMap(({ value }) => (value === null ? [] : [value]));
  const range = { low: Math.min(...values), high: Math.max(...values) };
  return (
    <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: "region", "aria-label": title }}>
      <table className={classes.matrix}>
        <caption className={reportClasses.readOut}>{title}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className={reportClasses.readOut}>{t("report.person")}</span>
            </th>
            {people.map(({ annotator_id: id, pseudonym }, place) => (
              <th key={id} scope="col" title={pseudonym}>
                {place + 1}
                <span className={reportClasses.readOut}> {pseudonym}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map(({ annotator_id: id, pseudonym }, row) => (
            <tr key={id}>
              <th scope="row">
                <span className={classes.place}>{row + 1}</span> {pseudonym}
              </th>
              {people.map((other, column) => (
                <PairCell
                  key={other.annotator_id}
                  pair={row === column ? undefined : pairOf(row, column)}
                  range={range}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

interface PairCellProps {
  pair: Pair | undefined;
  range: { low: number; high: number };
}

/** How far two agree, the darker the less; a dot for too few items in common, nothing for none. */
function PairCell({ pair, range }: PairCellProps) {
  const { t, number, interval } = useI18n();
  if (pair === undefined) return <td />;
  const { value, lower, upper, item_count: n } = pair;
  if (value === null) {
    return (
      <td data-few title={t("report.sharedItems", { n })}>
        ·<span className={reportClasses.readOut}> {t("report.tooFew")}</span>
      </td>
    );
  }
  const apart = range.high > range.low ? (range.high - value) / (range.high - range.low) : 0;
  return (
    <td
      style={{ "--apart": apart } as React.CSSProperties}
      title={
        lower === null || upper === null
          ? t("report.sharedItems", { n })
          : interval(lower, upper, n)
      }
    >
      {number(value, 2)}
    </td>
  );
}

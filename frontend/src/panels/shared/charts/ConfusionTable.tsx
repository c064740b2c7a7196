import type { ReactNode } from "react";
import { ScrollArea } from "@mantine/core";
import { useI18n } from "../I18n";
import classes from "./Charts.module.css";

export interface ConfusionClass {
  readonly key: string;
  readonly name: string;
  readonly mark?: ReactNode;
}

interface ConfusionTableProps {
  /** A sentence that says what is shown. */
  title: string;
  classes: readonly ConfusionClass[];
  /** Row: what it is. Column: what people call it. Rows sum to 1. */
  rates: readonly (readonly number[])[];
  /** How many answers each row rests on, as expected numbers. */
  counts: readonly (readonly number[])[];
  /** There is a row more, of what is nothing, and a column more, of what was not drawn. */
  hasBackground?: boolean;
}

/** More names than these stand side by side only when they are turned. */
const MOST_UPRIGHT = 4;

/** What people call a thing, by what it is. It is a table, shaded by its numbers. */
export function ConfusionTable({
  title,
  classes: names,
  rates,
  counts,
  hasBackground = false,
}: ConfusionTableProps) {
  const { t, number } = useI18n();
  const more = (name: string) => (hasBackground ? [{ key: "background", name }] : []);
  const rows: ConfusionClass[] = [...names, ...more(t("shared.confusionNothing"))];
  const columns: ConfusionClass[] = [...names, ...more(t("shared.confusionNotDrawn"))];
  return (
    <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: "region", "aria-label": title }}>
      <table className={classes.confusion} data-turned={columns.length > MOST_UPRIGHT || undefined}>
        <caption className={classes.hidden}>{title}</caption>
        <thead>
          <tr>
            <th scope="col" className={classes.corner}>
              {t("shared.confusionCorner")}
            </th>
            {columns.map((name) => (
              <th key={name.key} scope="col" title={name.name}>
                <ClassName of={name} />
              </th>
            ))}
            <th scope="col">
              <span className={classes.className}>{t("shared.answers")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((name, row) => (
            <tr key={name.key}>
              <th scope="row" title={name.name}>
                <ClassName of={name} />
              </th>
              {columns.map((given, column) => {
                const rate = rates[row]?.[column] ?? 0;
                if (hasBackground && row === names.length && row === column) {
                  return <td key={given.key} className={classes.none} />;
                }
                return (
                  <td
                    key={given.key}
                    data-right={row === column || undefined}
                    style={{ "--rate": rate } as React.CSSProperties}
                  >
                    {number(rate, 2)}
                  </td>
                );
              })}
              <td className={classes.count}>{number(Math.round(sum(counts[row] ?? [])))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

/** A long one ends in dots; it stands whole in the tip and for a screen reader. */
function ClassName({ of: { mark, name } }: { of: ConfusionClass }) {
  return (
    <span className={classes.className}>
      {mark} {name}
    </span>
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

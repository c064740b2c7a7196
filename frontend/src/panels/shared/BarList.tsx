import type { ReactNode } from "react";
import { useI18n } from "./I18n";
import classes from "./BarList.module.css";

export interface BarRow {
  readonly key: string;
  readonly name: ReactNode;
  readonly value: number;
  /** How the value is told, where it is not exact. */
  readonly told?: string;
  /** A wider, paler bar behind: what would be. */
  readonly behind?: number;
  /** At the end of the row: a share of the step before. */
  readonly note?: ReactNode;
  /** A label's colour; else the accent. */
  readonly color?: string;
  readonly isStrong?: boolean;
}

interface BarListProps {
  /** A sentence that says what is shown. */
  title: string;
  rows: readonly BarRow[];
  /** The value of a full bar; the largest when not given. */
  full?: number;
}

/** A bar a row, from zero, the number beside it. It is a table. */
export function BarList({ title, rows, full }: BarListProps) {
  const { number } = useI18n();
  const most = full ?? Math.max(1, ...rows.map((row) => Math.max(row.value, row.behind ?? 0)));
  return (
    <table className={classes.list}>
      <caption className={classes.caption}>{title}</caption>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} data-strong={row.isStrong || undefined}>
            <th scope="row" className={classes.name}>
              {row.name}
            </th>
            <td className={classes.cell}>
              <span className={classes.track}>
                {row.behind !== undefined && <Bar share={row.behind / most} isBehind />}
                {row.value > 0 && (
                  <Bar share={row.value / most} {...(row.color ? { color: row.color } : {})} />
                )}
              </span>
            </td>
            <td className={classes.value}>{row.told ?? number(row.value)}</td>
            {row.note !== undefined && <td className={classes.note}>{row.note}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface BarProps {
  share: number;
  color?: string;
  isBehind?: boolean;
}

function Bar({ share, color, isBehind = false }: BarProps) {
  return (
    <span
      className={classes.bar}
      data-behind={isBehind || undefined}
      data-label={color === undefined ? undefined : true}
      style={{ inlineSize: `${100 * share}%`, ...(color ? { background: color } : {}) }}
    />
  );
}

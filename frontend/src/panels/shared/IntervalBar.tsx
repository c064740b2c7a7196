import type { ReactNode } from "react";
import { useI18n } from "./I18n";
import classes from "./IntervalBar.module.css";

/** An estimate with its doubt; `count` is how many checks or items it comes from. */
export interface Estimate {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly count: number;
}

interface IntervalBarProps {
  estimate: Estimate;
  /** Amber when any of the interval is under it. */
  target?: number;
  /** The ends of the axis. */
  domain?: readonly [number, number];
}

/** A pale bar for the interval, a dot for the value, a dotted line for the target. */
export function IntervalBar({ estimate, target, domain = [0, 1] }: IntervalBarProps) {
  const { t, number, interval } = useI18n();
  const at = (value: number) => `${100 * shareOf(value, domain)}%`;
  const isUnder = target !== undefined && estimate.lower < target;
  const words = interval(estimate.lower, estimate.upper, estimate.count);
  const label = t(isUnder ? "shared.intervalUnder" : "shared.interval", {
    value: number(estimate.value, 2),
    interval: words,
    target: number(target ?? 0, 2),
  });
  const width = shareOf(estimate.upper, domain) - shareOf(estimate.lower, domain);
  return (
    <span className={classes.track} role="img" aria-label={label} data-under={isUnder || undefined}>
      <span className={classes.axis} />
      <span
        className={classes.interval}
        style={{ insetInlineStart: at(estimate.lower), inlineSize: `${100 * width}%` }}
      />
      {target !== undefined && (
        <span className={classes.target} style={{ insetInlineStart: at(target) }} />
      )}
      <span className={classes.dot} style={{ insetInlineStart: at(estimate.value) }} />
    </span>
  );
}

/** Where a value lies between the ends of the axis, 0 to 1; what lies outside is drawn at its end. */
function shareOf(value: number, [low, high]: readonly [number, number]): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

export interface IntervalRow {
  readonly key: string;
  readonly name: ReactNode;
  /** A label's swatch. */
  readonly mark?: ReactNode;
  /**
   * Null when there is not enough to say; `why` says what is missing. Rows that miss the same, in
   * the same words, are told together, below the others.
   */
  readonly estimate: Estimate | null;
  readonly why?: ReactNode;
  /** Where it is not that of the list. */
  readonly target?: number;
  /** How many items, where it is not the number of checks. */
  readonly count?: ReactNode;
}

interface IntervalListProps {
  /** A sentence that says what is shown. */
  title: string;
  /** Above the rows, where a card has several lists; else it is read out alone. */
  isTitleShown?: boolean;
  rows: readonly IntervalRow[];
  target?: number;
  domain?: readonly [number, number];
}

/** One interval a row. It is a table: nobody needs to see the bars to read it. */
export function IntervalList(props: IntervalListProps) {
  const { title, isTitleShown = false, rows, target, domain = [0, 1] } = props;
  const { t, number, bounds } = useI18n();
  const { alone, together } = apart(rows);
  return (
    <table className={classes.list}>
      <caption className={isTitleShown ? classes.title : classes.caption}>{title}</caption>
      <tbody>
        {alone.map((row) => (
          <tr key={row.key}>
            <th scope="row" className={classes.name}>
              {row.mark}
              {row.name}
            </th>
            {row.estimate === null ? (
              <td colSpan={3} className={classes.why}>
                {row.why}
              </td>
            ) : (
              <>
                <td className={classes.bar}>
                  <IntervalBar
                    estimate={row.estimate}
                    domain={domain}
                    {...targetOf(row.target ?? target)}
                  />
                </td>
                <td className={classes.value}>
                  <strong>{number(row.estimate.value, 2)}</strong>{" "}
                  {bounds(row.estimate.lower, row.estimate.upper)}
                </td>
                <td className={classes.count}>
                  {row.count ?? t("shared.fromChecks", { n: row.estimate.count })}
                </td>
              </>
            )}
          </tr>
        ))}
        {[...together].map(([why, group]) => (
          <tr key={why}>
            <td colSpan={4} className={classes.together}>
              <span className={classes.why}>{why}</span>
              <ul>
                {group.map((row) => (
                  <li key={row.key} className={classes.name}>
                    {row.mark}
                    {row.name}
                  </li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const targetOf = (target: number | undefined) => (target === undefined ? {} : { target });

/** Rows that stand for themselves, and those that miss the same, by what they miss. */
function apart(rows: readonly IntervalRow[]) {
  const byReason = new Map<string, IntervalRow[]>();
  for (const row of rows) {
    if (row.estimate !== null || typeof row.why !== "string") continue;
    byReason.set(row.why, [...(byReason.get(row.why) ?? []), row]);
  }
  const together = new Map([...byReason].filter(([, group]) => group.length > 1));
  const alone = rows.filter((row) => !together.get(String(row.why))?.includes(row));
  return { alone, together };
}

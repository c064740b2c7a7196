import { type KeyboardEvent, type ReactNode, useState } from "react";
import { type Column, DataTable } from "../DataTable";
import { useI18n } from "../I18n";
import classes from "./Charts.module.css";

interface ChartFrameProps<Mark> {
  /** A sentence that says what is shown. */
  title: string;
  marks: readonly Mark[];
  /** What one mark says, read out and written under the chart while it is pointed at. */
  wordsOf: (mark: Mark) => string;
  columns: readonly Column<Mark>[];
  /** Draws the SVG; `active` is the mark under the arrow keys or the pointer. */
  children: (active: number | null, point: (index: number | null) => void) => ReactNode;
}

/**
 * What every chart has: arrow keys that walk from mark to mark, its words, and the table behind it.
 * To a screen reader it is a slider over its marks.
 */
export function ChartFrame<Mark>(props: ChartFrameProps<Mark>) {
  const { title, marks, wordsOf, columns, children } = props;
  const { t } = useI18n();
  const [active, setActive] = useState<number | null>(null);
  const mark = active === null ? undefined : marks[active];
  function walk(event: KeyboardEvent) {
    const next = nextMark(event.key, active, marks.length);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
  }
  return (
    <figure className={classes.figure}>
      <div
        role="slider"
        tabIndex={0}
        className={classes.plot}
        aria-label={title}
        aria-valuemin={1}
        aria-valuemax={Math.max(1, marks.length)}
        aria-valuenow={(active ?? 0) + 1}
        aria-valuetext={
          mark === undefined ? t("shared.chartMarks", { n: marks.length }) : wordsOf(mark)
        }
        onKeyDown={walk}
        onBlur={() => setActive(null)}
      >
        {children(active, setActive)}
      </div>
      <p className={classes.words} aria-hidden>
        {mark === undefined ? "\u00a0" : wordsOf(mark)}
      </p>
      <details className={classes.asTable}>
        <summary>{t("shared.asTable")}</summary>
        <DataTable
          caption={title}
          rows={[...marks]}
          rowKey={(row) => marks.indexOf(row)}
          columns={columns}
        />
      </details>
    </figure>
  );
}

/** The mark an arrow key, Home or End leads to; null for any other key. */
export function nextMark(key: string, active: number | null, count: number): number | null {
  if (count === 0) return null;
  const at = active ?? -1;
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return Math.min(count - 1, at + 1);
    case "ArrowLeft":
    case "ArrowDown":
      return Math.max(0, at - 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

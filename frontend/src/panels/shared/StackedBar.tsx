import type { ReactNode } from "react";
import { useI18n } from "./I18n";
import classes from "./StackedBar.module.css";

/** The colours of parts: four steps from "done" on, then what waits and what needs somebody. */
export type PartTone = "done" | "nearly" | "begun" | "waiting" | "caution" | "second";

export interface Part {
  readonly key: string;
  /** A text, or a link to what is counted. */
  readonly name: ReactNode;
  readonly value: number;
  readonly tone: PartTone;
}

interface StackedBarProps {
  /** A sentence that says what is shown. */
  title: string;
  parts: readonly Part[];
}

/** Parts of a whole in one bar; the names and numbers below are its table. */
export function StackedBar({ title, parts }: StackedBarProps) {
  const { number } = useI18n();
  const shown = parts.filter((part) => part.value > 0);
  return (
    <figure className={classes.figure}>
      <div className={classes.bar} role="img" aria-label={title}>
        {shown.map((part) => (
          <span
            key={part.key}
            className={classes.part}
            data-tone={part.tone}
            style={{ flexGrow: part.value }}
          />
        ))}
      </div>
      <dl className={classes.legend}>
        {parts.map((part) => (
          <div key={part.key} className={classes.entry}>
            <dt>
              <span className={classes.swatch} data-tone={part.tone} />
              {part.name}
            </dt>
            <dd>{number(part.value)}</dd>
          </div>
        ))}
      </dl>
    </figure>
  );
}

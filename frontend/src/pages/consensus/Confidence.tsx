import { useI18n } from "@/panels/shared";
import classes from "./Consensus.module.css";

/** Below it a figure is amber where the project's own target is not at hand. */
const TARGET = 0.75;

interface ConfidenceProps {
  value: number;
  target?: number;
}

/** A probability or an expected IoU: its number over a bar from zero. */
export function Confidence({ value, target = TARGET }: ConfidenceProps) {
  const { number } = useI18n();
  return (
    <span className={classes.confidence} data-under={value < target || undefined}>
      {number(value, 2)}
      <span className={classes.track} aria-hidden>
        <span className={classes.fill} style={{ inlineSize: `${value * 100}%` }} />
      </span>
    </span>
  );
}

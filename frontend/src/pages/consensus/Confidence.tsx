import { useI18n } from "@/panels/shared";
import classes from "./Consensus.module.css";

interface ConfidenceProps {
  value: number;
  /** What the project asks for: a figure below is amber. */
  target: number;
}

/** A probability or an expected IoU: its number over a bar from zero. */
export function Confidence({ value, target }: ConfidenceProps) {
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

import classes from "./ProgressBar.module.css";
import { useI18n } from "./I18n";

interface ProgressBarProps {
  /** What goes on: "Reading the pictures". */
  label: string;
  done: number;
  total: number;
  /** Only the bar; the label is still read out. */
  isBare?: boolean;
  /** Why it stands still, where it does. */
  waitsFor?: string;
}

/** How far a long piece of work is: "18 of 60". */
export function ProgressBar({
  label,
  done,
  total,
  isBare = false,
  waitsFor = "",
}: ProgressBarProps) {
  const { t } = useI18n();
  const words = t("shared.progress", { done, total });
  const share = total === 0 ? 0 : done / total;
  return (
    <div className={classes.progress}>
      {!isBare && (
        <div className={classes.words}>
          <span>{label}</span>
          <span className={classes.count}>{words}</span>
        </div>
      )}
      <div
        className={classes.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={words}
      >
        <span className={classes.bar} style={{ inlineSize: `${100 * share}%` }} />
      </div>
      {waitsFor !== "" && (
        <p role="alert" className={classes.waits}>
          {waitsFor}
        </p>
      )}
    </div>
  );
}

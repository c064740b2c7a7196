import { VisuallyHidden } from "@mantine/core";
import { useI18n } from "./I18n";
import classes from "./Countdown.module.css";
import { useSecondsUntil } from "./useSecondsUntil";

const CAUTION_SECONDS = 300;

interface CountdownProps {
  /** What is running out. */
  label: string;
  /** ISO 8601. */
  endsAt: string;
}

/** Time left as minutes and seconds; amber under five minutes. */
export function Countdown({ label, endsAt }: CountdownProps) {
  const { clock } = useI18n();
  const seconds = useSecondsUntil(endsAt);
  return (
    <span className={classes.countdown} data-soon={seconds < CAUTION_SECONDS || undefined}>
      <VisuallyHidden>{label} </VisuallyHidden>
      <strong>{clock(seconds)}</strong>
    </span>
  );
}

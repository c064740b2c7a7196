import { VisuallyHidden } from "@mantine/core";
import { useEffect, useState } from "react";
import { useI18n } from "@/panels/shared";
import classes from "./TopBar.module.css";

const CAUTION_UNDER_SECONDS = 300;
const LAST_MINUTE_SECONDS = 60;
const RADIUS = 7;
const LENGTH = 2 * Math.PI * RADIUS;

interface LeaseRingProps {
  /** By the clock of `performance.now()`. */
  endsAtMs: number;
  /** What a full ring stands for. */
  leaseSeconds: number;
  hasWords?: boolean;
  onEnd: () => void;
}

/** How long the task is still held: a ring that empties, caution under 5 minutes, told under one. */
export function LeaseRing({ endsAtMs, leaseSeconds, hasWords = true, onEnd }: LeaseRingProps) {
  const { t, clock } = useI18n();
  const left = useSecondsLeft(endsAtMs);
  const isOver = left <= 0;
  useEffect(() => {
    if (isOver) onEnd();
  }, [isOver, onEnd]);
  const share = Math.min(1, Math.max(0, left / leaseSeconds));
  return (
    <div className={classes.lease} data-caution={left < CAUTION_UNDER_SECONDS || undefined}>
      <svg viewBox="0 0 18 18" width={18} height={18} aria-hidden>
        <circle className={classes.ringTrack} cx={9} cy={9} r={RADIUS} />
        <circle
          className={classes.ring}
          cx={9}
          cy={9}
          r={RADIUS}
          strokeDasharray={`${LENGTH * share} ${LENGTH}`}
          transform="rotate(-90 9 9)"
        />
      </svg>
      <strong>
        <bdi>{clock(left)}</bdi>
      </strong>
      {hasWords ? (
        <span>{t("workspace.leaseLeft")}</span>
      ) : (
        <VisuallyHidden>{t("workspace.leaseLeft")}</VisuallyHidden>
      )}
      <VisuallyHidden role="status">
        {left > 0 && left < LAST_MINUTE_SECONDS ? t("workspace.leaseLastMinute") : ""}
      </VisuallyHidden>
    </div>
  );
}

/** Counted from the clock at every tick: a hidden tab ticks rarely. */
function useSecondsLeft(endsAtMs: number): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((endsAtMs - now) / 1000));
}

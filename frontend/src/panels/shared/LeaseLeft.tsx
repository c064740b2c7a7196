import { useEffect, useState } from "react";
import { useI18n } from "./I18n";
import classes from "./LeaseLeft.module.css";

const TICK_MS = 1000;

/** How long a task is still held, counting down with its ring's word; nothing once it is over. */
export function LeaseLeft({ expiresAt }: { expiresAt: string }) {
  const { t, clock } = useI18n();
  const seconds = useSecondsUntil(expiresAt);
  if (seconds <= 0) return null;
  return <span className={classes.lease}>{t("shared.leaseLeft", { clock: clock(seconds) })}</span>;
}

/** Whole seconds until a moment, renewed every second; 0 when it has passed. */
function useSecondsUntil(iso: string): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.round((Date.parse(iso) - now) / 1000));
}

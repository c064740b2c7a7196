import { useI18n } from "./I18n";
import classes from "./LeaseLeft.module.css";
import { useSecondsUntil } from "./useSecondsUntil";

/** How long a task is still held, counting down; nothing once it is over. */
export function LeaseLeft({ expiresAt }: { expiresAt: string }) {
  const { t, clock } = useI18n();
  const seconds = useSecondsUntil(expiresAt);
  if (seconds <= 0) return null;
  return <span className={classes.lease}>{t("shared.leaseLeft", { clock: clock(seconds) })}</span>;
}

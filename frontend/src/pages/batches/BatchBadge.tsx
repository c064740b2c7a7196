import { serverNow } from "@/api/server-clock";
import { StatusBadge, useI18n } from "@/panels/shared";
import { type Batch, STATE_NAMES, STATE_TONES } from "./state";

/** What state a batch is in. One that is open, and begins to ask later, says so. */
export function BatchBadge({ batch }: { batch: Batch }) {
  const { t } = useI18n();
  const { state, opens_at: opens } = batch;
  const isAhead = state === "open" && opens !== null && Date.parse(opens) > serverNow();
  return isAhead ? (
    <StatusBadge tone="quiet">{t("batches.opensLater")}</StatusBadge>
  ) : (
    <StatusBadge tone={STATE_TONES[state]}>{t(STATE_NAMES[state])}</StatusBadge>
  );
}

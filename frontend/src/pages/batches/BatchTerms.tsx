import { useI18n } from "@/panels/shared";
import classes from "./Batches.module.css";
import type { Batch } from "./state";

/** What is reserved for it, why it is paused, when it is open and for whom. */
export function BatchTerms({ batch }: { batch: Batch }) {
  const { t, moment, money } = useI18n();
  const { pause_reason: reason, resumes_at: resumes, opens_at: opens, closes_at: closes } = batch;
  const { amount_minor: reserved, currency } = batch.reserved;
  const lines = [
    reserved > 0 &&
      t(batch.is_adaptive ? "batches.reservedSoFar" : "batches.reserved", {
        price: money(reserved, currency),
      }),
    reason !== "" && t("batches.pausedFor", { reason }),
    resumes !== null && t("batches.resumes", { at: moment(resumes) }),
    opens !== null && closes === null && t("batches.from", { at: moment(opens) }),
    opens === null && closes !== null && t("batches.until", { at: moment(closes) }),
    opens !== null &&
      closes !== null &&
      t("batches.fromUntil", { from: moment(opens), until: moment(closes) }),
    batch.audience_id !== null && t("batches.isFor", { audience: batch.audience_name }),
  ].filter((line) => line !== false);
  if (lines.length === 0) return null;
  return (
    <ul className={classes.terms}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

import { useI18n } from "@/panels/shared";
import classes from "./Batches.module.css";
import type { Batch } from "./state";

/** Why it is paused, when it is open and for whom; nothing where there is nothing to say. */
export function BatchTerms({ batch }: { batch: Batch }) {
  const { t, moment } = useI18n();
  const { pause_reason: reason, resumes_at: resumes, opens_at: opens, closes_at: closes } = batch;
  const lines = [
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

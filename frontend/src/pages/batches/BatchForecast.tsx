import { useQuery } from "@tanstack/react-query";
import { type Answered, apiQuery } from "@/api/query";
import { useI18n } from "@/panels/shared";
import classes from "./Batches.module.css";

const PATH = "/api/v1/batches/{batch_id}/forecast";
type Figure = Answered<typeof PATH>["labels"];
/** It is counted from all tasks of the batch, and changes slowly. */
const REFRESH_MS = 60_000;
const HOUR_SECONDS = 3600;

/** What a batch that asks people still takes: answers and verdicts, money, and time. */
export function BatchForecast({ batchId }: { batchId: number }) {
  const { t, number, money, duration } = useI18n();
  const { data } = useQuery({
    ...apiQuery(PATH, { params: { path: { batch_id: batchId } } }),
    refetchInterval: REFRESH_MS,
  });
  if (data === undefined) return null;
  const { labels, verdicts, cost, hours, spent } = data;
  const sum = (of: (one: Figure) => number | null) =>
    Math.round((of(labels) ?? 0) + (of(verdicts) ?? 0));
  const expected = sum(({ value }) => value);
  if (expected === 0) return null;
  const [lower, upper] = [sum((one) => one.lower), sum((one) => one.upper)];
  const parts = [
    t("batches.stillToCome", { n: expected }),
    lower < upper && t("batches.likely", { lower: number(lower), upper: number(upper) }),
    cost.value !== null && money(Math.round(cost.value), spent.currency),
    hours.value !== null && t("batches.atThePace", { time: duration(hours.value * HOUR_SECONDS) }),
  ].filter((part) => part !== false);
  return <p className={classes.forecast}>{parts.join(", ")}.</p>;
}

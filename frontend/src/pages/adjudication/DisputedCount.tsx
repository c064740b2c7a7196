import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { apiQuery } from "@/api/query";
import { useI18n } from "@/panels/shared";
import classes from "./Adjudication.module.css";
import { COUNTS } from "./types";

const REFRESH_MS = 30_000;

/** How many tasks wait for a reviewer, beside the word in the bar; nothing when none does. */
export function DisputedCount() {
  const { t, number } = useI18n();
  const { projectId } = useParams({ strict: false });
  const { data } = useQuery({
    ...apiQuery(COUNTS, { params: { path: { project_id: projectId ?? 0 } } }),
    enabled: projectId !== undefined,
    refetchInterval: REFRESH_MS,
  });
  if (data === undefined || data.disputed_count === 0) return null;
  return (
    <span className={classes.count} title={t("adjudication.waiting", { n: data.disputed_count })}>
      {number(data.disputed_count)}
    </span>
  );
}

import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { apiQuery } from "@/api/query";
import { useI18n } from "@/panels/shared";
import classes from "./Appeals.module.css";

/** How many appeals wait for an answer. */
export function AppealCount() {
  const { t, number } = useI18n();
  const { projectId } = useParams({ strict: false });
  const { data } = useQuery({
    ...apiQuery("/api/v1/projects/{project_id}/appeals", {
      params: { path: { project_id: projectId ?? 0 }, query: { state: "open", page_size: 1 } },
    }),
    enabled: projectId !== undefined,
  });
  if (data === undefined || data.count === 0) return null;
  return (
    <span className={classes.count} title={t("appeals.waiting", { n: data.count })}>
      {number(data.count)}
    </span>
  );
}

import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { Card, Query, useI18n } from "@/panels/shared";
import { HourChart } from "@/pages/overview/HourChart";
import classes from "./Queue.module.css";
import { REFRESH_MS } from "./refresh";

/** How many answers came in, by the hour and by the day. */
export function ThroughputCard({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const place = { params: { path: { project_id: projectId } } };
  const queue = useQuery({
    ...apiQuery("/api/v1/projects/{project_id}/queue", place),
    refetchInterval: REFRESH_MS,
  });
  const days = useQuery(apiQuery("/api/v1/projects/{project_id}/throughput", place));
  return (
    <Card title={t("queue.throughput")}>
      <div className={classes.charts}>
        <Query of={queue}>
          {(data) => (
            <HourChart
              title={t("queue.perHour")}
              unit={t("queue.hour")}
              points={data.submissions_per_hour}
            />
          )}
        </Query>
        <Query of={days}>
          {(data) => (
            <HourChart title={t("queue.perDay")} unit={t("queue.day")} points={data.per_day} />
          )}
        </Query>
      </div>
    </Card>
  );
}

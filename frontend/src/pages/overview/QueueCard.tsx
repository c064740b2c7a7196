import { useQuery } from "@tanstack/react-query";
import { type Answered, apiQuery } from "@/api/query";
import { Card, Figure, Figures, Money, Query, StackedBar, useI18n } from "@/panels/shared";
import { HourChart } from "./HourChart";
import classes from "./Overview.module.css";

type Queue = Answered<"/api/v1/projects/{project_id}/queue">;
const REFRESH_MS = 5000;

/** Where the tasks are, who is at work, and the last day's rhythm. */
export function QueueCard({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const queue = useQuery({
    ...apiQuery("/api/v1/projects/{project_id}/queue", {
      params: { path: { project_id: projectId } },
    }),
    refetchInterval: REFRESH_MS,
  });
  return (
    <Card
      title={t("overview.queue")}
      note={queue.data && t("overview.people", { n: queue.data.people_now })}
    >
      <Query of={queue}>{(data) => <State queue={data} />}</Query>
    </Card>
  );
}

function State({ queue }: { queue: Queue }) {
  const { t, number } = useI18n();
  const { tasks } = queue;
  return (
    <>
      <StackedBar
        title={t("overview.queue")}
        parts={[
          { key: "resolved", name: t("overview.resolved"), value: tasks.resolved, tone: "done" },
          {
            key: "saturated",
            name: t("overview.saturated"),
            value: tasks.saturated,
            tone: "nearly",
          },
          { key: "open", name: t("overview.openTasks"), value: tasks.open, tone: "waiting" },
          { key: "disputed", name: t("overview.disputed"), value: tasks.disputed, tone: "caution" },
          { key: "triage", name: t("overview.triage"), value: tasks.triage, tone: "second" },
        ]}
      />
      <div className={classes.figures}>
        <Figures>
          <Figure label={t("overview.leased")} value={number(queue.leased_now)} />
          <Figure label={t("overview.total")} value={number(queue.submissions_total)} />
          <Figure label={t("overview.spent")} value={<Money amount={queue.spent} />} />
          <Figure label={t("overview.reserved")} value={<Money amount={queue.reserved} />} />
        </Figures>
      </div>
      <HourChart title={t("overview.perHour")} points={queue.submissions_per_hour} />
    </>
  );
}

import { useQuery } from "@tanstack/react-query";
import { type Answered, apiQuery } from "@/api/query";
import { Card, Figure, Figures, Money, Query, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import { HourChart } from "./HourChart";
import { TaskStates } from "./TaskStates";
import classes from "./Overview.module.css";

type Queue = Answered<"/api/v1/projects/{project_id}/queue">;
const REFRESH_MS = 5000;

/** Where the tasks are, who is at work, and the last day's rhythm. */
export function QueueCard({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const mayLook = useCan("reviewers", useProject().organisation_id);
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
      action={
        mayLook && (
          <Link to="/p/$projectId/queue" params={{ projectId }}>
            {t("overview.seeQueue")}
          </Link>
        )
      }
    >
      <Query of={queue}>{(data) => <State queue={data} />}</Query>
    </Card>
  );
}

function State({ queue }: { queue: Queue }) {
  const { t, number } = useI18n();
  return (
    <>
      <TaskStates tasks={queue.tasks} title={t("overview.queue")} />
      <div className={classes.figures}>
        <Figures>
          <Figure label={t("overview.leased")} value={number(queue.leased_now)} />
          <Figure label={t("overview.total")} value={number(queue.submissions_total)} />
          <Figure label={t("overview.spent")} value={<Money amount={queue.spent} />} />
          <Figure label={t("overview.reserved")} value={<Money amount={queue.reserved} />} />
        </Figures>
      </div>
      <HourChart
        title={t("overview.perHour")}
        unit={t("overview.hour")}
        points={queue.submissions_per_hour}
      />
    </>
  );
}

import { useQuery } from "@tanstack/react-query";
import { type Answered, apiQuery } from "@/api/query";
import { Card, Duration, Figure, Figures, Money, Query, useI18n } from "@/panels/shared";
import { TaskStates } from "@/pages/overview/TaskStates";
import { ItemsLink } from "@/pages/items/ItemsLink";
import { REFRESH_MS } from "./refresh";

type Forecast = Answered<"/api/v1/projects/{project_id}/forecast">;
const HOUR_SECONDS = 3600;

/** Where the tasks are, and what they still take. */
export function NowCard({ projectId }: { projectId: number }) {
  const { t, number } = useI18n();
  const place = { params: { path: { project_id: projectId } } };
  const queue = useQuery({
    ...apiQuery("/api/v1/projects/{project_id}/queue", place),
    refetchInterval: REFRESH_MS,
  });
  const forecast = useQuery({
    ...apiQuery("/api/v1/projects/{project_id}/forecast", place),
    refetchInterval: REFRESH_MS,
  });
  return (
    <Card
      title={t("queue.tasks")}
      note={queue.data && t("queue.people", { n: queue.data.people_now })}
    >
      <Query of={queue}>
        {(data) => (
          <>
            <TaskStates
              tasks={data.tasks}
              title={t("queue.tasks")}
              link={(state, name) => <ItemsLink search={{ state }}>{name}</ItemsLink>}
            />
            <Figures>
              <Figure label={t("queue.leased")} value={number(data.leased_now)} />
              <Figure label={t("queue.reserved")} value={<Money amount={data.reserved} />} />
              {data.budget_left !== null && (
                <Figure label={t("queue.budgetLeft")} value={<Money amount={data.budget_left} />} />
              )}
              {forecast.data && <TimeLeft forecast={forecast.data} />}
            </Figures>
          </>
        )}
      </Query>
    </Card>
  );
}

function TimeLeft({ forecast }: { forecast: Forecast }) {
  const { t } = useI18n();
  const { value, lower, upper, undefined_reason: reason } = forecast.hours;
  if (value === null) return <Figure label={t("queue.timeLeft")} value="–" note={reason} />;
  const hasBounds = lower !== null && upper !== null;
  return (
    <Figure
      label={t("queue.timeLeft")}
      value={<Duration seconds={value * HOUR_SECONDS} />}
      note={
        hasBounds && (
          <>
            {t("queue.likely")} <Duration seconds={lower * HOUR_SECONDS} /> {t("queue.to")}{" "}
            <Duration seconds={upper * HOUR_SECONDS} />
          </>
        )
      }
    />
  );
}

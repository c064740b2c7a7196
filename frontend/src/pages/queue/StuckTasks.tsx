import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { PagedQuery, Section, useI18n } from "@/panels/shared";
import { REFRESH_MS } from "./refresh";
import { StuckTaskCard } from "./StuckTaskCard";
import classes from "./Queue.module.css";

const PATH = "/api/v1/projects/{project_id}/stuck-tasks";

/** Tasks that wait for a person to say what becomes of them; nothing where there are none. */
export function StuckTasks({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const stuck = useQuery({
    ...apiQuery(PATH, { params: { path: { project_id: projectId }, query: { page } } }),
    refetchInterval: REFRESH_MS,
  });
  if (stuck.data?.count === 0) return null;
  return (
    <Section title={t("queue.stuck")} note={t("queue.stuckNote")}>
      <PagedQuery of={stuck} page={page} onPage={setPage}>
        {(rows) => (
          <div className={classes.stuck}>
            {rows.map((task) => (
              <StuckTaskCard key={task.id} task={task} projectId={projectId} />
            ))}
          </div>
        )}
      </PagedQuery>
    </Section>
  );
}

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { ButtonLink } from "@/pages/shell/Link";
import { Card, PagedQuery, useI18n } from "@/panels/shared";
import classes from "./Directory.module.css";

/** What a community works on, each project with the reader's next step into it. */
export function Projects({ communityId }: { communityId: number }) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const ways = useQuery(
    apiQuery("/api/v1/communities/{community_id}/ways", {
      params: { path: { community_id: communityId }, query: { page } },
    }),
  );
  return (
    <Card title={t("directory.projects")}>
      <PagedQuery of={ways} page={page} onPage={setPage} empty={<p>{t("directory.noProjects")}</p>}>
        {(rows) => (
          <ul className={classes.clauses}>
            {rows.map(({ project, next_step, is_ready_for_work }) => (
              <li key={project.id} className={classes.entry}>
                <div className={classes.what}>
                  <strong>{project.name}</strong>
                  <p className={classes.note}>{next_step.detail}</p>
                </div>
                {is_ready_for_work ? (
                  <ButtonLink to="/work/$projectId" params={{ projectId: project.id }}>
                    {t("directory.work")}
                  </ButtonLink>
                ) : (
                  <ButtonLink to="/training/$projectId" params={{ projectId: project.id }}>
                    {t("directory.nextStep")}
                  </ButtonLink>
                )}
              </li>
            ))}
          </ul>
        )}
      </PagedQuery>
    </Card>
  );
}

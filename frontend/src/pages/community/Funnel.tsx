import { useQuery } from "@tanstack/react-query";
import { type Answered, apiQuery } from "@/api/query";
import { Card, CardGrid, Figure, Figures, Query, useI18n } from "@/panels/shared";
import { useCount, WithoutOwnFacts } from "@/pages/organisation/AudienceCount";
import type { Community } from "@/pages/organisation/criteria";
import { useProjects } from "@/pages/organisation/use-projects";
import { FunnelCard } from "@/pages/overview/FunnelCard";

type Project = Answered<"/api/v1/organisations/{organisation_id}/projects">["results"][number];

/** How far people came: up to being in, then in each project of the community. */
export function Funnel({ community }: { community: Community }) {
  const { t, number } = useI18n();
  const count = useCount();
  const numbers = useQuery(
    apiQuery("/api/v1/communities/{community_id}/numbers", {
      params: { path: { community_id: community.id } },
    }),
  );
  const projects = useProjects(community.organisation_id) ?? [];
  const own = projects.filter((one) => one.community?.id === community.id);
  return (
    <>
      <Card title={t("community.numbers")} note={t("community.numbersNote")}>
        <Query of={numbers}>
          {(data) => (
            <>
              <Figures>
                <Figure label={t("community.canSee")} value={count(data.can_see)} />
                <Figure label={t("community.eligible")} value={count(data.eligible)} />
                <Figure
                  label={t("community.applied")}
                  value={number(data.applied)}
                  note={t("community.waitingCount", { n: data.waiting })}
                />
                <Figure
                  label={t("community.active")}
                  value={number(data.active)}
                  note={t("community.asideCount", { n: data.paused + data.ineligible })}
                />
              </Figures>
              <WithoutOwnFacts of={[data.can_see, data.eligible]} />
            </>
          )}
        </Query>
      </Card>
      {own.length > 0 && (
        <CardGrid columns="1fr 1fr">
          {own.map((project: Project) => (
            <FunnelCard key={project.id} projectId={project.id} name={project.name} />
          ))}
        </CardGrid>
      )}
    </>
  );
}

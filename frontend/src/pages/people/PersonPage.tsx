import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { Card, Figure, Figures, Page, PageHeader, Query, Section, useI18n } from "@/panels/shared";
import { Firings } from "@/pages/rules/Firings";
import { KnownFigure } from "@/pages/skill/PartCards";
import { DriftBadge } from "@/pages/skill/DriftCard";
import { SkillReport } from "@/pages/skill/SkillReport";
import type { Person } from "@/pages/skill/types";
import { Link } from "@/pages/shell/Link";
import { useProject } from "@/pages/shell/project";
import { PersonRestrictions } from "./PersonRestrictions";
import { PersonWork } from "./PersonWork";
import { personRoute } from "./routes";

/** Everything that is known of one person's work in a project, and what can be done about it. */
export default function PersonPage() {
  const { t } = useI18n();
  const project = useProject();
  const { userId } = personRoute.useParams();
  const person = useQuery(
    apiQuery("/api/v1/projects/{project_id}/people/{user_id}", {
      params: { path: { project_id: project.id, user_id: userId } },
    }),
  );
  return (
    <Page isWide>
      <Query of={person}>
        {(data) => (
          <>
            <PageHeader
              title={data.pseudonym}
              note={
                <Link to="/p/$projectId/people" params={{ projectId: project.id }}>
                  {t("people.back")}
                </Link>
              }
              badges={<DriftBadge state={data.drift_state} />}
            />
            <Summary person={data} />
            <PersonRestrictions person={data} />
            <Section title={t("people.firings")} note={t("people.firingsNote")}>
              <Firings projectId={project.id} userId={userId} />
            </Section>
            <SkillReport detail={data} passMark={project.gold_pass_mark} />
            <PersonWork person={data} />
          </>
        )}
      </Query>
    </Page>
  );
}

function Summary({ person }: { person: Person }) {
  const { t, number, interval } = useI18n();
  const { skill } = person;
  return (
    <Card>
      <Figures>
        <Figure label={t("people.submissions")} value={number(person.submission_count)} />
        <Figure
          label={t("people.skill")}
          value={skill === null ? "–" : number(skill.mean, 2)}
          note={
            skill === null
              ? t("people.none")
              : interval(skill.lower, skill.upper, skill.check_count)
          }
        />
        <KnownFigure label={t("people.agreement")} known={person.agreement} />
        <KnownFigure label={t("people.bits")} known={person.information_bits} />
        <KnownFigure label={t("people.spammer")} known={person.spammer_score} />
      </Figures>
    </Card>
  );
}

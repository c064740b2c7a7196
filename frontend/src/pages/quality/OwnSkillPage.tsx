import { useQuery } from "@tanstack/react-query";
import { type Answered, apiQuery } from "@/api/query";
import { Card, Figure, Figures, Page, PageHeader, Query, useI18n } from "@/panels/shared";
import { DriftBadge } from "@/pages/skill/DriftCard";
import { KnownFigure } from "@/pages/skill/PartCards";
import { SkillReport } from "@/pages/skill/SkillReport";
import { Link } from "@/pages/shell/Link";
import { Explained } from "./Explained";
import { OwnLimits } from "./OwnStanding";
import { ownSkillRoute } from "./routes";

const PATH = "/api/v1/me/quality/{project_id}";
export type OwnSkill = Answered<typeof PATH>;

/** Everything a project knows of one's own work, as of last midnight. */
export default function OwnSkillPage() {
  const { t } = useI18n();
  const { projectId } = ownSkillRoute.useParams();
  const own = useQuery(apiQuery(PATH, { params: { path: { project_id: projectId } } }));
  return (
    <Page isWide>
      <Query of={own}>
        {(data) => (
          <>
            <PageHeader
              title={data.name}
              note={t("quality.until")}
              badges={<DriftBadge state={data.drift_state} />}
              actions={<Link to="/quality">{t("quality.back")}</Link>}
            />
            <OwnLimits projectId={projectId} />
            <Summary own={data} />
            <Explained own={data} />
            <SkillReport detail={data} passMark={data.pass_mark} />
          </>
        )}
      </Query>
    </Page>
  );
}

function Summary({ own }: { own: OwnSkill }) {
  const { t, number, interval } = useI18n();
  const { skill } = own;
  return (
    <Card>
      <Figures>
        <Figure label={t("quality.submissions")} value={number(own.submission_count)} />
        <Figure
          label={t("quality.skill")}
          value={skill === null ? "–" : number(skill.mean, 2)}
          note={
            skill === null
              ? t("quality.none")
              : interval(skill.lower, skill.upper, skill.check_count)
          }
        />
        <KnownFigure label={t("quality.agreement")} known={own.agreement} />
        <KnownFigure label={t("quality.bits")} known={own.information_bits} />
        <KnownFigure label={t("quality.spammer")} known={own.spammer_score} />
      </Figures>
    </Card>
  );
}

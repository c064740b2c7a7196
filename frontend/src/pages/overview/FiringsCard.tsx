import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { Card, Moment, Query, Row, Rows, useI18n } from "@/panels/shared";
import { PersonLink } from "@/pages/rules/PersonLink";
import { FIRINGS } from "@/pages/rules/types";
import { firingSentence } from "@/pages/standing/evidence";
import { Link } from "@/pages/shell/Link";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import classes from "./Overview.module.css";

const SHOWN = 5;

/** The last things quality rules did, each with its sentence; all of them on the rules' page. */
export function FiringsCard({ projectId }: { projectId: number }) {
  const i18n = useI18n();
  const { t } = i18n;
  const project = useProject();
  const maySee = useCan("managers", project.organisation_id);
  const firings = useQuery({
    ...apiQuery(FIRINGS, {
      params: { path: { project_id: projectId }, query: { page_size: SHOWN } },
    }),
    enabled: maySee,
  });
  if (!maySee) return null;
  return (
    <Card
      title={t("overview.firings")}
      action={
        <Link to="/p/$projectId/rules" params={{ projectId }}>
          {t("overview.seeRules")}
        </Link>
      }
    >
      <Query of={firings} empty={({ count }) => count === 0 && <p>{t("overview.noFirings")}</p>}>
        {({ results }) => (
          <Rows>
            {results.map((firing) => (
              <Row key={firing.id}>
                <span>
                  <PersonLink projectId={projectId} userId={firing.user_id}>
                    {firing.pseudonym}
                  </PersonLink>{" "}
                  {firingSentence(firing.evidence, i18n) ?? firing.sentence}
                </span>
                <span className={classes.when}>
                  <Moment iso={firing.fired_at} />
                </span>
              </Row>
            ))}
          </Rows>
        )}
      </Query>
    </Card>
  );
}

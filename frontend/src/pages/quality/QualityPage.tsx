import { IconTargetArrow } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { Link } from "@/pages/shell/Link";
import { Card, EmptyState, Page, PageHeader, Query, useI18n } from "@/panels/shared";
import { OwnRejected } from "./OwnRejected";
import { OwnRestrictions } from "./OwnStanding";
import { RightShare } from "./RightShare";

/** How often the person was right on checks, by project, with the doubt; and what limits them. */
export default function QualityPage() {
  const { t, number, interval } = useI18n();
  const quality = useQuery(apiQuery("/api/v1/me/quality"));
  return (
    <Page isNarrow>
      <PageHeader
        title={t("quality.title")}
        note={t("quality.note")}
        actions={<Link to="/quality/contests">{t("feedback.mine")}</Link>}
      />
      <OwnRestrictions />
      <OwnRejected />
      <Query
        of={quality}
        empty={(data) =>
          data.projects.length === 0 && (
            <EmptyState icon={IconTargetArrow} title={t("quality.emptyTitle")}>
              {t("quality.empty")}
            </EmptyState>
          )
        }
      >
        {(data) => (
          <>
            {data.projects.map((project) => (
              <Card
                key={project.project_id}
                title={project.name}
                note={t("quality.share")}
                action={
                  <Link to="/quality/$projectId" params={{ projectId: project.project_id }}>
                    {t("quality.more")}
                  </Link>
                }
              >
                <RightShare of={project} />
                <p>
                  {t("quality.detail", {
                    mean: number(project.mean, 2),
                    interval: interval(project.lower, project.upper, project.check_count),
                    mark: number(project.pass_mark, 2),
                  })}
                </p>
              </Card>
            ))}
            <p>{t("quality.explain")}</p>
          </>
        )}
      </Query>
    </Page>
  );
}

import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { Card, Query, useI18n } from "@/panels/shared";
import { RightShare } from "@/pages/quality/RightShare";
import { Link } from "@/pages/shell/Link";
import classes from "./Home.module.css";

/** By name; the others are a click away. */
const MOST = 3;

/** The person's quality at a glance; each project leads to what its figures mean. */
export function QualityCard() {
  const { t } = useI18n();
  const quality = useQuery(apiQuery("/api/v1/me/quality"));
  return (
    <Card title={t("home.quality")} action={<Link to="/quality">{t("home.seeAll")}</Link>}>
      <Query
        of={quality}
        empty={(data) =>
          data.projects.length === 0 && <p className={classes.note}>{t("home.qualityNone")}</p>
        }
      >
        {(data) =>
          data.projects.slice(0, MOST).map((project) => (
            <div key={project.project_id} className={classes.quality}>
              <Link to="/quality/$projectId" params={{ projectId: project.project_id }}>
                {project.name}
              </Link>
              <RightShare of={project} />
            </div>
          ))
        }
      </Query>
    </Card>
  );
}

import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { languageName } from "@/pages/guideline/languages";
import { Card, Query, useI18n } from "@/panels/shared";
import classes from "./Directory.module.css";

/** What a community works on, for everybody: what it pays, how long it takes, in which languages. */
export function ShownProjects({ communityId }: { communityId: number }) {
  const { t, money, duration, language: readers } = useI18n();
  const found = useQuery(
    apiQuery("/api/v1/community-pages/{community_id}/projects", {
      params: { path: { community_id: communityId } },
    }),
  );
  return (
    <Card title={t("directory.projects")}>
      <Query of={found} empty={(rows) => rows.length === 0 && <p>{t("directory.noProjects")}</p>}>
        {(rows) => (
          <ul className={classes.clauses}>
            {rows.map(({ id, name, summary, price, hourly, languages, ...project }) => (
              <li key={id} className={classes.shown}>
                <strong>{name}</strong>
                {summary !== "" && <p className={classes.words}>{summary}</p>}
                <p className={classes.note}>
                  {price.amount_minor === 0
                    ? t("directory.unpaid")
                    : t("directory.pays", { price: money(price.amount_minor, price.currency) })}
                  {" · "}
                  {project.typical_seconds === null
                    ? t("directory.timeUnknown")
                    : t("directory.takes", { duration: duration(project.typical_seconds) })}
                </p>
                {hourly !== null && price.amount_minor > 0 && (
                  <p className={classes.note}>
                    {t("directory.hourly", {
                      low: money(hourly.low_minor, price.currency),
                      high: money(hourly.high_minor, price.currency),
                    })}
                  </p>
                )}
                {languages.length > 0 && (
                  <p className={classes.note}>
                    {t("directory.languages", {
                      names: languages.map((one) => languageName(one, readers)).join(", "),
                    })}
                  </p>
                )}
              </li>
            ))}
          </ul>
        )}
      </Query>
    </Card>
  );
}

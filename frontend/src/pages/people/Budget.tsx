import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { Query, useI18n } from "@/panels/shared";
import classes from "./People.module.css";

/** How much of a person's work may still be rejected, and when the rest is accepted by itself. */
export function Budget({ place }: { place: { project_id: number; user_id: number } }) {
  const { t, number } = useI18n();
  const budget = useQuery(
    apiQuery("/api/v1/projects/{project_id}/people/{user_id}/rejection-budget", {
      params: { path: place },
    }),
  );
  return (
    <Query of={budget}>
      {({ person, project, share, auto_accept_days: days }) => (
        <p className={classes.budget}>
          {t("people.budget", {
            left: number(Math.min(person.left, project.left)),
            rejected: number(person.rejected),
            answers: number(person.answers),
            percent: number(share * 100),
          })}{" "}
          {t("people.autoAccept", { n: days })}
        </p>
      )}
    </Query>
  );
}

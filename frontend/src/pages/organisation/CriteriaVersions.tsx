import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { Moment, PagedQuery, useI18n } from "@/panels/shared";
import type { Trait } from "./criteria";
import classes from "./Criteria.module.css";
import { CriteriaSentences } from "./CriteriaSentences";

interface CriteriaVersionsProps {
  communityId: number;
  traits: readonly Trait[];
}

/** What was asked before, by whom and since when. */
export function CriteriaVersions({ communityId, traits }: CriteriaVersionsProps) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={classes.versions} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("organisation.versions")}</summary>
      {isOpen && <List communityId={communityId} traits={traits} />}
    </details>
  );
}

function List({ communityId, traits }: CriteriaVersionsProps) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const versions = useQuery(
    apiQuery("/api/v1/communities/{community_id}/criteria", {
      params: { path: { community_id: communityId }, query: { page } },
    }),
  );
  return (
    <PagedQuery of={versions} page={page} onPage={setPage}>
      {(rows) => (
        <ol className={classes.versionList}>
          {rows.map((row) => (
            <li key={row.number}>
              <p className={classes.cost}>
                {t("organisation.versionBy", { n: row.number, name: row.created_by })}{" "}
                <Moment iso={row.created_at} />
              </p>
              <CriteriaSentences doors={row.doors} traits={traits} />
            </li>
          ))}
        </ol>
      )}
    </PagedQuery>
  );
}

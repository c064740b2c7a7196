import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { EmptyState, Page, PagedQuery, PageHeader, useI18n } from "@/panels/shared";
import { projectLayout } from "@/pages/shell/layouts";
import { FindPeople } from "./FindPeople";
import { PeopleTable } from "./PeopleTable";
import { EVERYBODY, type Finding, isEverybody, PEOPLE } from "./finding";

/** Everybody who worked here, their figures with their doubt, and what limits them. */
export default function PeoplePage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  const [finding, setFinding] = useState<Finding>(EVERYBODY);
  const [page, setPage] = useState(1);
  const people = useQuery(
    apiQuery(PEOPLE, { params: { path: { project_id: projectId }, query: { ...finding, page } } }),
  );
  const find = (change: Partial<Finding>) => {
    setFinding({ ...finding, ...change });
    setPage(1);
  };
  return (
    <Page isWide>
      <PageHeader title={t("people.title")} note={t("people.note")} />
      <FindPeople finding={finding} onFind={find} />
      <PagedQuery
        of={people}
        page={page}
        onPage={setPage}
        empty={
          isEverybody(finding) ? (
            <EmptyState title={t("people.emptyTitle")}>{t("people.empty")}</EmptyState>
          ) : (
            <EmptyState title={t("people.noneTitle")}>{t("people.noneFound")}</EmptyState>
          )
        }
      >
        {(rows) => <PeopleTable rows={rows} finding={finding} onFind={find} />}
      </PagedQuery>
    </Page>
  );
}

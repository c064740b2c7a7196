import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { Page, PagedQuery, PageHeader, useI18n } from "@/panels/shared";
import { organisationLayout } from "@/pages/shell/layouts";
import { useCan } from "@/pages/shell/session";
import { Invitations } from "./Invitations";
import { PEOPLE_PATH, StaffTable } from "./StaffTable";

/** The organisation's people with their roles, and invitations. */
export default function StaffPage() {
  const { t } = useI18n();
  const { organisationId } = organisationLayout.useParams();
  const canManage = useCan("managers", organisationId);
  const [page, setPage] = useState(1);
  const people = useQuery(
    apiQuery(PEOPLE_PATH, {
      params: { path: { organisation_id: organisationId }, query: { page } },
    }),
  );
  return (
    <Page>
      <PageHeader title={t("organisation.people")} note={t("organisation.peopleNote")} />
      <PagedQuery of={people} page={page} onPage={setPage}>
        {(rows) => <StaffTable rows={rows} organisationId={organisationId} />}
      </PagedQuery>
      {canManage && <Invitations organisationId={organisationId} />}
    </Page>
  );
}

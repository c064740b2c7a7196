import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { Page, PageHeader, useI18n } from "@/panels/shared";
import { organisationLayout } from "@/pages/shell/layouts";
import { EVERYTHING, queryOf } from "@/pages/trail/narrowing";
import { Trail } from "@/pages/trail/Trail";

/** What changed in the organisation, in words, the newest first. */
export default function TrailPage() {
  const { t } = useI18n();
  const { organisationId } = organisationLayout.useParams();
  const [narrowing, setNarrowing] = useState(EVERYTHING);
  const events = useQuery(
    apiQuery("/api/v1/organisations/{organisation_id}/events", {
      params: { path: { organisation_id: organisationId }, query: queryOf(narrowing) },
    }),
  );
  return (
    <Page>
      <PageHeader title={t("trail.title")} note={t("trail.note")} />
      <Trail of={events} narrowing={narrowing} onNarrow={setNarrowing} hasProjects />
    </Page>
  );
}

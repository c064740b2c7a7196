import { SegmentedControl } from "@mantine/core";
import { IconGavel } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { EmptyState, Page, PagedQuery, PageHeader, useI18n } from "@/panels/shared";
import { projectLayout } from "@/pages/shell/layouts";
import { useProject } from "@/pages/shell/project";
import { AppealCard } from "./AppealCard";

type Shown = "open" | "closed";

/** What people say against decisions, in the order in which they must be answered. */
export default function AppealsPage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  const { appeal_days: days, appeal_answer_days: answerDays } = useProject();
  const [state, setState] = useState<Shown>("open");
  const [page, setPage] = useState(1);
  const appeals = useQuery(
    apiQuery("/api/v1/projects/{project_id}/appeals", {
      params: { path: { project_id: projectId }, query: { state, page } },
    }),
  );
  const show = (next: string) => {
    setState(next as Shown);
    setPage(1);
  };
  return (
    <Page isNarrow>
      <PageHeader
        title={t("appeals.title")}
        note={t("appeals.note", { days, answerDays })}
        actions={
          <SegmentedControl
            aria-label={t("appeals.show")}
            data={[
              { value: "open", label: t("appeals.open") },
              { value: "closed", label: t("appeals.closed") },
            ]}
            value={state}
            onChange={show}
          />
        }
      />
      <PagedQuery
        of={appeals}
        page={page}
        onPage={setPage}
        empty={
          <EmptyState icon={IconGavel} title={t("appeals.emptyTitle")}>
            {t(state === "open" ? "appeals.empty" : "appeals.emptyClosed")}
          </EmptyState>
        }
      >
        {(rows) => rows.map((row) => <AppealCard key={row.id} appeal={row} />)}
      </PagedQuery>
    </Page>
  );
}

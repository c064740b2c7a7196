import { IconChartDots } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { CardGrid, EmptyState, Page, PageHeader, Query, useI18n } from "@/panels/shared";
import { projectLayout } from "@/pages/shell/layouts";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import { AgreementReport } from "./AgreementReport";
import { AuditCard } from "./AuditCard";
import { FitSections } from "./FitSections";
import { FitsCard } from "./FitsCard";
import { ForecastCard } from "./ForecastCard";
import { Recompute } from "./Recompute";
import { RunLine } from "./RunLine";
import { REPORT } from "./types";
import { WorstItems } from "./WorstItems";

/** How far the labels can be trusted: method, calibration, confusion, agreement, the worst items. */
export default function ReportPage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  const project = useProject();
  const isStaff = useCan("staff", project.organisation_id);
  const report = useQuery(apiQuery(REPORT, { params: { path: { project_id: projectId } } }));
  return (
    <Page isWide>
      <PageHeader
        title={t("report.title")}
        note={t("report.note")}
        actions={<Recompute projectId={projectId} hasRun={report.data?.run != null} />}
      />
      <Query
        of={report}
        empty={({ run }) =>
          run === null && (
            <EmptyState icon={IconChartDots} title={t("report.emptyTitle")}>
              {t("report.empty")}
            </EmptyState>
          )
        }
      >
        {(data) => (
          <>
            <CardGrid columns="1fr 1fr">
              <RunLine report={data} />
              {isStaff && <ForecastCard projectId={projectId} />}
            </CardGrid>
            {(data.audits.decision_count > 0 || data.audits.waiting_count > 0) && (
              <AuditCard audits={data.audits} />
            )}
            <FitSections fit={data} />
            {isStaff && <AgreementReport projectId={projectId} />}
            <FitsCard projectId={projectId} />
            <WorstItems rows={data.worst} projectId={projectId} />
          </>
        )}
      </Query>
    </Page>
  );
}

import { CardGrid, Page, PageHeader, useI18n } from "@/panels/shared";
import { ForecastCard } from "@/pages/report/ForecastCard";
import { projectLayout } from "@/pages/shell/layouts";
import { useProject } from "@/pages/shell/project";
import { AgreementCard } from "./AgreementCard";
import { AlarmsCard } from "./AlarmsCard";
import { FiringsCard } from "./FiringsCard";
import { FunnelCard } from "./FunnelCard";
import { QueueCard } from "./QueueCard";
import { SetUpCard } from "./SetUpCard";

/** How the project stands: what is missing, the queue, the people, their agreement. */
export default function OverviewPage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  const project = useProject();
  return (
    <Page isWide>
      <PageHeader title={project.name} note={project.summary || t("overview.title")} />
      <AlarmsCard projectId={projectId} />
      <SetUpCard project={project} />
      <ForecastCard projectId={projectId} />
      <CardGrid columns="1fr 1fr">
        <QueueCard projectId={projectId} />
        <FunnelCard projectId={projectId} />
      </CardGrid>
      <CardGrid columns="1fr 1fr">
        <AgreementCard projectId={projectId} />
        <FiringsCard projectId={projectId} />
      </CardGrid>
    </Page>
  );
}

import { CardGrid, Page, PageHeader, useI18n } from "@/panels/shared";
import { projectLayout } from "@/pages/shell/layouts";
import { BatchTable } from "./BatchTable";
import { Failures } from "./Failures";
import { LeaseTable } from "./LeaseTable";
import { NowCard } from "./NowCard";
import { StuckTasks } from "./StuckTasks";
import { ThroughputCard } from "./ThroughputCard";

/** The queue as it is now: what is stuck, the batches, who is at work, and how quickly it goes. */
export default function QueuePage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  return (
    <Page isWide>
      <PageHeader title={t("queue.title")} note={t("queue.note")} />
      <CardGrid columns="1fr 1fr">
        <NowCard projectId={projectId} />
        <ThroughputCard projectId={projectId} />
      </CardGrid>
      <StuckTasks projectId={projectId} />
      <Failures projectId={projectId} />
      <BatchTable projectId={projectId} />
      <LeaseTable projectId={projectId} />
    </Page>
  );
}

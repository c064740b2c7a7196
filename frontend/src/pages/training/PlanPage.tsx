import { Page, PageHeader, useI18n } from "@/panels/shared";
import { projectLayout } from "@/pages/shell/layouts";
import { PracticeCard } from "./PracticeCard";
import { QuestionsCard } from "./QuestionsCard";
import { QuizBankCard } from "./QuizBankCard";
import { RulesCard } from "./RulesCard";

/** A manager's side of training: questions, quiz bank, rules. */
export default function PlanPage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  return (
    <Page>
      <PageHeader title={t("training.planTitle")} note={t("training.planNote")} />
      <QuestionsCard projectId={projectId} />
      <PracticeCard projectId={projectId} />
      <QuizBankCard projectId={projectId} />
      <RulesCard projectId={projectId} />
    </Page>
  );
}

import { Card, useI18n } from "@/panels/shared";
import { ButtonLink } from "@/pages/shell/Link";
import type { Way } from "./TrainingPage";

/** What practice is, how far one is, and the way to it. */
export function PracticeStep({ way }: { way: Way }) {
  const { t } = useI18n();
  const step = way.steps.find(({ key }) => key === "practice");
  return (
    <Card title={t("training.practiceStep")} titleSize="section">
      <p>{t("training.practiceNote")}</p>
      <p>{step?.detail}</p>
      <ButtonLink
        variant="filled"
        to="/training/$projectId/practice"
        params={{ projectId: way.project.id }}
      >
        {t("training.practise")}
      </ButtonLink>
    </Card>
  );
}

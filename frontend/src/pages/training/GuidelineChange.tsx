import { Button } from "@mantine/core";
import { Card, FormProblem, useI18n } from "@/panels/shared";
import { DifferenceView } from "@/pages/guideline/DifferenceView";
import { useGuidelineChange } from "./use-guideline-change";

/** What a new version changed since the person read it, to be acknowledged; nothing otherwise. */
export function GuidelineChange({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const { change, read } = useGuidelineChange(projectId);
  if (change === null) return null;
  return (
    <Card
      title={t("guideline.changedTitle", { number: change.after_number })}
      note={t("guideline.changedNote", { number: change.before_number })}
      titleSize="section"
    >
      <DifferenceView difference={change} />
      <FormProblem problem={read.error} />
      <Button mt="sm" loading={read.isPending} onClick={() => read.mutate(change.after_id)}>
        {t("guideline.acknowledge")}
      </Button>
    </Card>
  );
}

import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { Callout, FormProblem, late, useI18n } from "@/panels/shared";
import { useGuidelineChange } from "@/pages/training/use-guideline-change";
import classes from "./WorkPage.module.css";

const DifferenceView = late(() =>
  import("@/pages/guideline/DifferenceView").then((script) => script.DifferenceView),
);

/** Beside the work: the guideline changed since the person read it, what of it, and "I have read it". */
export function GuidelineNews({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const { change, read } = useGuidelineChange(projectId);
  const [isOpen, setOpen] = useState(false);
  if (change === null) return null;
  return (
    <Callout tone="caution" title={t("guideline.changedTitle", { number: change.after_number })}>
      {isOpen ? (
        <div className={classes.news}>
          <DifferenceView difference={change} />
        </div>
      ) : (
        <p className={classes.noteWords}>{t("work.guidelineChanged")}</p>
      )}
      <FormProblem problem={read.error} />
      <Group gap="sm">
        {isOpen ? (
          <Button size="xs" loading={read.isPending} onClick={() => read.mutate(change.after_id)}>
            {t("guideline.acknowledge")}
          </Button>
        ) : (
          <Button size="xs" onClick={() => setOpen(true)}>
            {t("work.showChange")}
          </Button>
        )}
      </Group>
    </Callout>
  );
}

import { Button, Group } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import { Callout, FormProblem, late, useI18n } from "@/panels/shared";
import { useGuidelineChange } from "@/pages/training/use-guideline-change";
import classes from "./WorkPage.module.css";

type Change = NonNullable<ReturnType<typeof useGuidelineChange>["change"]>;

interface DifferenceProps {
  difference: Change;
  /** Nobody has read what is not there yet. */
  onShown: () => void;
}

const Difference = late<DifferenceProps>(() =>
  import("@/pages/guideline/DifferenceView").then(({ DifferenceView }) => {
    return function Difference({ difference, onShown }: DifferenceProps) {
      useEffect(onShown, [onShown]);
      return <DifferenceView difference={difference} />;
    };
  }),
);

/** Beside the work: the guideline changed since the person read it, what of it, and "I have read it". */
export function GuidelineNews({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const { change, read } = useGuidelineChange(projectId);
  const [isOpen, setOpen] = useState(false);
  const [isShown, setShown] = useState(false);
  const onShown = useCallback(() => setShown(true), []);
  if (change === null) return null;
  return (
    <Callout tone="caution" title={t("guideline.changedTitle", { number: change.after_number })}>
      {isOpen ? (
        <div className={classes.news}>
          <Difference difference={change} onShown={onShown} />
        </div>
      ) : (
        <p className={classes.noteWords}>{t("work.guidelineChanged")}</p>
      )}
      <FormProblem problem={read.error} />
      <Group gap="sm">
        {isOpen ? (
          <Button
            size="xs"
            disabled={!isShown}
            loading={read.isPending}
            onClick={() => read.mutate(change.after_id)}
          >
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

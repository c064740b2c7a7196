import { useState } from "react";
import { Button } from "@mantine/core";
import { Card, useI18n } from "@/panels/shared";
import { OwnQuestions } from "@/pages/guideline/AskAbout";
import { GuidelineText } from "./GuidelineText";

/** The guideline to look up again, with one's questions and what was answered. */
export function GuidelineAgain({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  return (
    <Card
      title={t("training.guideline")}
      note={t("training.guidelineAgainNote")}
      titleSize="section"
      action={
        <Button size="xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? "training.guidelineClose" : "training.guidelineAgain")}
        </Button>
      }
    >
      {isOpen ? <GuidelineText projectId={projectId} /> : <OwnQuestions projectId={projectId} />}
    </Card>
  );
}

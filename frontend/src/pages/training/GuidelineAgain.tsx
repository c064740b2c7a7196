import { useState } from "react";
import { Button } from "@mantine/core";
import { Card, useI18n } from "@/panels/shared";
import { OwnQuestions } from "@/pages/guideline/AskAbout";
import { GuidelineText } from "./GuidelineText";

interface GuidelineAgainProps {
  projectId: number;
  trainedIn: readonly string[];
}

/** The guideline to look up again, with one's questions and what was answered. */
export function GuidelineAgain({ projectId, trainedIn }: GuidelineAgainProps) {
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
      {isOpen ? (
        <GuidelineText projectId={projectId} trainedIn={trainedIn} />
      ) : (
        <OwnQuestions projectId={projectId} />
      )}
    </Card>
  );
}

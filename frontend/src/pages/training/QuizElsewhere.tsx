import { Button } from "@mantine/core";
import { IconBrowser } from "@tabler/icons-react";
import { EmptyState, Page, useI18n } from "@/panels/shared";

/** The quiz is open in another tab, where it goes on. */
export function QuizElsewhere({ onTakeOver }: { onTakeOver: () => void }) {
  const { t } = useI18n();
  return (
    <main id="main">
      <Page>
        <EmptyState
          icon={IconBrowser}
          title={t("training.elsewhereTitle")}
          action={
            <Button variant="filled" onClick={onTakeOver}>
              {t("training.elsewhereTake")}
            </Button>
          }
        >
          {t("training.elsewhere")}
        </EmptyState>
      </Page>
    </main>
  );
}

import { Button } from "@mantine/core";
import { IconBrowser } from "@tabler/icons-react";
import { EmptyState, useI18n } from "@/panels/shared";
import classes from "./WorkPage.module.css";

/** The same task is open in another tab, where drawing goes on. */
export function ElsewhereNote({ onTakeOver }: { onTakeOver: () => void }) {
  const { t } = useI18n();
  return (
    <div className={classes.centre}>
      <EmptyState
        icon={IconBrowser}
        title={t("work.elsewhereTitle")}
        action={
          <Button variant="filled" onClick={onTakeOver}>
            {t("work.elsewhereTake")}
          </Button>
        }
      >
        {t("work.elsewhere")}
      </EmptyState>
    </div>
  );
}

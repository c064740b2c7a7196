import type { ReactNode } from "react";
import { EmptyState, Page, useI18n } from "@/panels/shared";
import { IconMapOff } from "@tabler/icons-react";
import { ButtonLink } from "./Link";

interface DeadEndProps {
  title: string;
  children: ReactNode;
}

/** A page that leads nowhere, with the way back. */
export function DeadEnd({ title, children }: DeadEndProps) {
  const { t } = useI18n();
  return (
    <Page isNarrow>
      <EmptyState
        icon={IconMapOff}
        title={title}
        action={<ButtonLink to="/">{t("shell.toStart")}</ButtonLink>}
      >
        {children}
      </EmptyState>
    </Page>
  );
}

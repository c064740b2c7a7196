import type { ReactNode } from "react";
import { Card, Page, PageHeader, useI18n } from "@/panels/shared";
import { BarePage } from "./BarePage";
import classes from "./Shell.module.css";
import { ButtonLink } from "./Link";
import { useIsInMain } from "./Main";

interface DeadEndProps {
  title: string;
  children: ReactNode;
}

/** A page that leads nowhere, with the way back. */
export function DeadEnd({ title, children }: DeadEndProps) {
  const { t } = useI18n();
  return (
    <Alone>
      <Page isNarrow>
        <PageHeader title={title} />
        <Card>
          <p className={classes.words} data-dead-end>
            {children}
          </p>
          <ButtonLink to="/">{t("shell.toStart")}</ButtonLink>
        </Card>
      </Page>
    </Alone>
  );
}

/** Draws the bare page around what has none: a failure can come before its layout. */
export function Alone({ children }: { children: ReactNode }) {
  return useIsInMain() ? children : <BarePage>{children}</BarePage>;
}

import { Link as RouterLink } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Logo, useI18n } from "@/panels/shared";
import { LanguageSelect } from "@/pages/language/LanguageSelect";
import { Main } from "./Main";
import classes from "./Shell.module.css";

interface BarePageProps {
  /** At the end of the head: the way in. */
  end?: ReactNode;
  children: ReactNode;
}

/** The page of somebody who is not signed in: the logo and nothing else around it. */
export function BarePage({ end, children }: BarePageProps) {
  const { t } = useI18n();
  return (
    <div className={classes.bare}>
      <header className={classes.bareHead}>
        <RouterLink to="/" className={classes.bareLogo}>
          <Logo />
          {t("shell.name")}
        </RouterLink>
        <div className={classes.bareEnd}>
          <LanguageSelect />
          {end}
        </div>
      </header>
      <Main>{children}</Main>
    </div>
  );
}

import { Link as RouterLink, Outlet, useRouter } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useI18n } from "@/panels/shared";
import { Main } from "./Main";
import { TopBar } from "./TopBar";
import classes from "./WorkShell.module.css";
import { workLayout } from "./layouts";
import { type SectionLink, sectionsOf } from "./sections";

/** Around the annotator's pages. */
export function WorkShell() {
  return (
    <WorkFrame>
      <Outlet />
    </WorkFrame>
  );
}

/** Bars around what an annotator reads; on a phone the sections stand at the thumb. */
export function WorkFrame({ children }: { children: ReactNode }) {
  const sections = sectionsOf(useRouter(), workLayout.id);
  return (
    <div className={classes.shell}>
      <TopBar sections={sections} hasBottomBar />
      <Main>{children}</Main>
      {sections.length > 0 && <BottomBar sections={sections} />}
    </div>
  );
}

function BottomBar({ sections }: { sections: readonly SectionLink[] }) {
  const { t } = useI18n();
  return (
    <nav className={classes.bottom} aria-label={t("shell.sections")}>
      {sections.map(({ to, label, icon: Mark, Count }) => (
        // Sections are read off the routes themselves, so their addresses exist.
        <RouterLink key={to} to={to as "/"} className={classes.tab}>
          {Mark !== undefined && <Mark size={20} stroke={1.6} aria-hidden />}
          {t(label)}
          {Count !== undefined && (
            <span className={classes.waiting}>
              <Count />
            </span>
          )}
        </RouterLink>
      ))}
    </nav>
  );
}

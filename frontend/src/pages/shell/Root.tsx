import { Outlet, useMatches, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { OfflineBanner, useI18n } from "@/panels/shared";
import classes from "./Shell.module.css";
import { useWorkspaceKept } from "./use-workspace-kept";

/** What stands around every page: the way past the chrome, the title, where reading goes on. */
export function Root() {
  const { t } = useI18n();
  useDocumentTitle();
  useFocusOnNavigation();
  useWorkspaceKept();
  return (
    <>
      <a className={classes.skip} href="#main">
        {t("shell.skip")}
      </a>
      <OfflineBanner />
      <Outlet />
    </>
  );
}

function useDocumentTitle() {
  const { t } = useI18n();
  const key = useMatches({
    select: (matches) => matches.findLast((match) => match.staticData.title)?.staticData.title,
  });
  const title = key === undefined ? t("shell.name") : t("shell.title", { page: t(key) });
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/** After a navigation the focus goes to the main part, as after the load of a page. */
function useFocusOnNavigation() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (before.current !== undefined && before.current !== path) {
      document.getElementById("main")?.focus({ preventScroll: true });
    }
    before.current = path;
  }, [path]);
}

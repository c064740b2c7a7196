import { useQuery } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { meQuery } from "@/api/session";
import { useReadingLanguage } from "@/pages/language/LanguageProvider";
import { keepInTab, readInTab, tabKey } from "@/pages/shell/kept-in-tab";

const CHANGED = "guildmark:project-language";

/**
 * The language a person reads a project in, and how to choose another; "" is as it was written.
 *
 * Their own until they choose; the choice is kept in this tab, for guideline, training and quiz.
 */
export function useProjectLanguage(
  projectId: number,
): readonly [language: string, choose: (language: string) => void] {
  const own = useReadingLanguage();
  // Watched, not asked for: the routes ask who is signed in.
  const person = useQuery({ ...meQuery, enabled: false }).data?.id ?? 0;
  const key = tabKey(person, `language-${projectId}`);
  const chosen = useSyncExternalStore(subscribe, () => readInTab(key));
  const choose = useCallback(
    (language: string) => {
      keepInTab(key, language);
      window.dispatchEvent(new Event(CHANGED));
    },
    [key],
  );
  return [typeof chosen === "string" ? chosen : own, choose];
}

/** As a request says it: as it was written is not said. */
export function inLanguage(language: string): { language?: string } {
  return language === "" ? {} : { language };
}

function subscribe(act: () => void): () => void {
  window.addEventListener(CHANGED, act);
  return () => window.removeEventListener(CHANGED, act);
}

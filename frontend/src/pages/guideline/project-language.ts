import { useQuery } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { meQuery } from "@/api/session";
import { useReadingLanguage } from "@/pages/language/LanguageProvider";
import { keepOnPage, readOnPage, tabKey } from "@/pages/shell/kept-in-tab";
import { usePersonId } from "@/pages/shell/session";
import { useLastKnown } from "@/pages/shell/use-last-known";

const CHANGED = "guildmark:project-language";

/**
 * The language a person reads a project in, and how to choose another; "" is as it was written.
 *
 * Their own until they choose; the choice is kept in this tab, for guideline, training and quiz.
 * Where the session ends it stays as it was, as the person does: what is on the screen is not read
 * anew for it.
 */
export function useProjectLanguage(
  projectId: number,
): readonly [language: string, choose: (language: string) => void] {
  const reading = useReadingLanguage();
  const me = useQuery({ ...meQuery, enabled: false }).data;
  const person = usePersonId();
  const own = useLastKnown(me && reading) ?? reading;
  const key = tabKey(person, `language-${projectId}`);
  const chosen = useSyncExternalStore(subscribe, () => readOnPage(key));
  const choose = useCallback(
    (language: string) => {
      keepOnPage(key, language);
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

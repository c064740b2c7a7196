import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, createContext, useContext, useEffect, useRef, useState } from "react";
import { meQuery } from "@/api/session";
import type { I18n } from "@/model/i18n";
import { I18nProvider } from "@/panels/shared";
import { deviceLanguage, keepDeviceLanguage } from "./device";
import { languageOf } from "./languages";
import { loadI18n } from "./start";
import { trialLanguage } from "./trial";

interface LanguageChoice {
  /** What was chosen: a code, or "" for what the browser says. */
  chosen: string;
  /** Keeps the choice on this device; the account's is kept by who calls. */
  choose: (code: string) => void;
}

const LanguageContext = createContext<LanguageChoice | null>(null);

interface LanguageProviderProps {
  /** The language the page began with. */
  first: I18n;
  children: ReactNode;
}

/** The reader's language: of the account, else of the device, else of the browser. */
export function LanguageProvider({ first, children }: LanguageProviderProps) {
  const [device, setDevice] = useState(deviceLanguage);
  // Watched, not asked for: the routes ask who is signed in.
  const account = useQuery({ ...meQuery, enabled: false }).data?.locale ?? "";
  const i18n = useLoaded(first, [account, device, ...navigator.languages]);
  const choose = (code: string) => {
    keepDeviceLanguage(code);
    setDevice(code);
  };
  return (
    <LanguageContext value={{ chosen: account || device, choose }}>
      <I18nProvider i18n={i18n} key={i18n.direction}>
        {children}
      </I18nProvider>
    </LanguageContext>
  );
}

/** The language chosen, and how to choose another. */
export function useLanguageChoice(): LanguageChoice {
  const choice = useContext(LanguageContext);
  if (choice === null) throw new Error("useLanguageChoice needs a LanguageProvider above it");
  return choice;
}

/**
 * The language to read what people wrote in: it may be one the pages do not speak. With script and
 * region as the browser has them, for a translation may be in one of several kinds of it.
 */
export function useReadingLanguage(): string {
  const { chosen } = useLanguageChoice();
  return readingLanguage(chosen, navigator.languages);
}

/** `chosen` as the browser's first wish of that language has it; where nothing is, the first wish. */
export function readingLanguage(chosen: string, wishes: readonly string[]): string {
  const isOfIt = (wish: string) => wish.split("-")[0] === chosen;
  return plainTag((chosen === "" ? wishes[0] : (wishes.find(isOfIt) ?? chosen)) ?? "");
}

/** Language, script and region alone, written as the service takes them; "" for what is no tag. */
function plainTag(tag: string): string {
  try {
    const { language, script, region } = new Intl.Locale(tag);
    return [language, script, region].filter(Boolean).join("-");
  } catch (error) {
    if (error instanceof RangeError) return "";
    throw error;
  }
}

/** The texts of the first wish that there is; those of before until they are loaded. */
function useLoaded(first: I18n, wishes: readonly string[]): I18n {
  const [i18n, setI18n] = useState(first);
  const [trial] = useState(trialLanguage);
  const wanted = trial ?? languageOf(wishes);
  useEffect(() => {
    if (wanted.code === i18n.language) return;
    let isWanted = true;
    loadI18n(wanted).then(
      (loaded) => isWanted && setI18n(loaded),
      // Without a connection the page stays readable in the language it has.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [wanted, i18n.language]);
  useServersWords(i18n);
  return i18n;
}

/** Tells document and server the language; what the server said in another is asked anew. */
function useServersWords({ language, direction }: I18n) {
  const queryClient = useQueryClient();
  const before = useRef(language);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction;
    if (before.current !== language) void queryClient.invalidateQueries();
    before.current = language;
  }, [language, direction, queryClient]);
}

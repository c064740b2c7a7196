import { type I18n, createI18n } from "@/model/i18n";
import { deviceLanguage } from "./device";
import { type Language, languageOf } from "./languages";
import { trialLanguage } from "./trial";

/** A language with its texts, in the reader's own form of numbers and dates. */
export async function loadI18n(language: Language): Promise<I18n> {
  const catalogue = await language.load();
  return createI18n({ language: language.code, preferred: navigator.languages, catalogue });
}

/** The language of the first page, before anybody knows who reads it. */
export function firstI18n(): Promise<I18n> {
  return loadI18n(trialLanguage() ?? languageOf([deviceLanguage(), ...navigator.languages]));
}

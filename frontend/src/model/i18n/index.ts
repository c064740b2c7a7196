import type { Catalogue } from "./catalogue";
import { type Formats, createFormats } from "./format";
import { type Names, createNames } from "./names";
import { type Translate, createTranslate, directionOf } from "./translate";

export type { Catalogue, PluralForms, Text } from "./catalogue";
export { catalogueOf } from "./catalogue";
export type { Formats } from "./format";
export type { Translate, Values } from "./translate";

/** Everything that turns keys and values into what a person reads. */
export interface I18n extends Formats, Names {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly t: Translate;
}

export interface I18nOptions {
  /** The language of the texts. */
  language: string;
  /** The reader's form of numbers and dates, e.g. "en-GB"; taken when it is of the same language. */
  preferred: readonly string[];
  /** Every text, those of `format` too. */
  catalogue: Catalogue;
}

export function createI18n({ language, preferred, catalogue }: I18nOptions): I18n {
  const locale = preferred.find((tag) => tag.split("-")[0] === language) ?? language;
  const t = createTranslate(catalogue, language, locale);
  return {
    language,
    direction: directionOf(language),
    t,
    ...createFormats(locale, t),
    ...createNames(locale),
  };
}

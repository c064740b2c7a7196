import type { Catalogue, PluralForms, Text } from "./catalogue";

export type Values = Readonly<Record<string, string | number>>;

/** The text of a key, its plural form chosen by `n`, its `{names}` filled. */
export type Translate = (key: string, values?: Values) => string;

/**
 * A missing key shows itself instead of a text: the check of all keys finds it before a reader does.
 */
export function createTranslate(catalogue: Catalogue, language: string, locale: string): Translate {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(locale);
  return (key, values = {}) => {
    const text = catalogue[key];
    if (text === undefined) return key;
    return fill(formOf(text, values["n"], rules), values, numbers);
  };
}

function formOf(text: Text, n: string | number | undefined, rules: Intl.PluralRules): string {
  if (typeof text === "string") return text;
  const forms: PluralForms = text;
  if (typeof n !== "number") return forms.other;
  if (n === 0 && forms.zero !== undefined) return forms.zero;
  return forms[rules.select(n)] ?? forms.other;
}

function fill(text: string, values: Values, numbers: Intl.NumberFormat): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) return placeholder;
    return typeof value === "number" ? numbers.format(value) : value;
  });
}

const RIGHT_TO_LEFT = new Set(["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"]);

/** The writing direction of a language tag. */
export function directionOf(language: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(language.split("-")[0] ?? "") ? "rtl" : "ltr";
}

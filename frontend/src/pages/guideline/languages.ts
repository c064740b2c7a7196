/** Languages a guideline may be read in: tags of BCP 47, named in the reader's language. */

export const LANGUAGES = (
  "ar bg bn ceb cs da de el en es et fa fi fil fr ga he hi hmn hr hu id is it ja ka ko lt lv ms mt " +
  "nb nl pl pt pt-BR ro ru sk sl sq sr sv sw ta te th tl tr uk ur vi yue zh zh-Hans zh-Hant"
).split(" ");

export function languageName(code: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code;
}

/**
 * The script a language is written in where its tag names none, by region; "" for everywhere else.
 * Of languages with several scripts in daily use; as the service has it, from Unicode CLDR.
 */
const LIKELY_SCRIPTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  az: { "": "Latn", IR: "Arab" },
  pa: { "": "Guru", PK: "Arab" },
  sr: { "": "Cyrl", ME: "Latn" },
  uz: { "": "Latn", AF: "Arab" },
  yue: { "": "Hant", CN: "Hans" },
  zh: { "": "Hans", HK: "Hant", MO: "Hant", TW: "Hant" },
};
const LENGTH_OF_SCRIPT = 4;

/**
 * The offered language that somebody reads who asks for another: it itself, else what it is a kind
 * of with the script its readers read, else the first of its other kinds, those in that script
 * first. A tag whose script nobody knows counts as one in it, after those that are. As the service
 * chooses (`projects.languages`); one table of cases, `tests/cases/languages.json`, holds both.
 */
export function nearest(wanted: string, offered: readonly string[]): string | undefined {
  const { language, script, region } = partsOf(wanted);
  const wider = [[language, script, region], [language, region], [language, script], [language]];
  const tags = wider.map((parts) => parts.filter((part) => part !== "").join("-"));
  const near = tags.filter((one) => [script, ""].includes(partsOf(one).script));
  const kinds = offered.filter((one) => partsOf(one).language === language).sort();
  const alike = [script, ""].flatMap((its) => kinds.filter((one) => partsOf(one).script === its));
  return [wanted, ...near, ...alike, ...kinds].find((one) => offered.includes(one));
}

function partsOf(tag: string) {
  const [language = "", ...rest] = tag.split("-");
  const named = rest.find(({ length }) => length === LENGTH_OF_SCRIPT);
  const region = rest.find(({ length }) => length < LENGTH_OF_SCRIPT) ?? "";
  const likely = LIKELY_SCRIPTS[language];
  return { language, script: named ?? likely?.[region] ?? likely?.[""] ?? "", region };
}

/** Languages a guideline may be read in: tags of BCP 47, named in the reader's language. */

export const LANGUAGES = (
  "ar bg bn ceb cs da de el en es et fa fi fil fr ga he hi hmn hr hu id is it ja ka ko lt lv ms mt " +
  "nb nl pl pt pt-BR ro ru sk sl sq sr sv sw ta te th tl tr uk ur vi yue zh zh-Hans zh-Hant"
).split(" ");

export function languageName(code: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code;
}

/**
 * The offered language that somebody reads who asks for another: it itself, else what it is a kind
 * of, else the first of its other kinds. As the service chooses (`projects.languages`).
 */
export function nearest(wanted: string, offered: readonly string[]): string | undefined {
  const parts = wanted.split("-");
  const wider = parts.map((_, at) => parts.slice(0, parts.length - at).join("-"));
  const kinds = offered.filter((one) => one.split("-")[0] === parts[0]).sort();
  return [...wider, ...kinds].find((one) => offered.includes(one));
}

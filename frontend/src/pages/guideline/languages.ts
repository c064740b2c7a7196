/** Languages a guideline may be read in: tags of BCP 47, named in the reader's language. */

export const LANGUAGES = (
  "am ar az be bg bn bs ca ceb ckb cs cy da de el en es es-419 et eu fa fi fil fr ga gl gu ha he hi " +
  "hmn hr ht hu hy id ig ilo is it ja jv ka kk km kn ko ky lo lt lv mai mk ml mn mr ms mt my nb ne " +
  "nl om or pa pl ps pt pt-BR pt-PT qu ro ru rw si sk sl so sq sr sr-Latn su sv sw ta te tg th ti " +
  "tl tr uk ur uz vi xh yo yue zh zh-Hans zh-Hant zu"
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

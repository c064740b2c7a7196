/** Languages a guideline may be read in: codes of ISO 639-1, named in the reader's language. */

export const LANGUAGES = (
  "ar bg bn cs da de el en es et fa fi fr ga he hi hr hu id is it ja ka ko lt lv ms mt nb nl pl pt " +
  "ro ru sk sl sq sr sv sw ta te th tl tr uk ur vi zh"
).split(" ");

export function languageName(code: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code;
}

/**
 * A text, or its forms by plural category: `{ "one": "{n} item", "other": "{n} items" }`.
 * `zero` is ours: it is taken for exactly 0 where it is given.
 */
export type Text = string | PluralForms;
export interface PluralForms {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

/** Texts by key. A page's file holds its own keys; `catalogueOf` puts the folder's name before them. */
export type Catalogue = Readonly<Record<string, Text>>;

/**
 * Merges files by path (`./home/en.json`) into one catalogue (`home.title`). A folder with many texts
 * has several files, such as `hints.en.json`.
 */
export function catalogueOf(files: Readonly<Record<string, Catalogue>>): Catalogue {
  const entries = Object.entries(files).flatMap(([path, texts]) => {
    const folder = path.split("/").at(-2);
    if (folder === undefined) throw new Error(`No folder names the texts of ${path}`);
    return Object.entries(texts).map(([key, text]): [string, Text] => [`${folder}.${key}`, text]);
  });
  return Object.fromEntries(entries);
}

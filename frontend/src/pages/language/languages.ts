import type { Catalogue } from "@/model/i18n";

/** A language the application is complete in. */
export interface Language {
  code: string;
  /** Its name in itself: who needs it can read it. */
  name: string;
  /** Loads its texts; nobody downloads those of the others. */
  load: () => Promise<Catalogue>;
}

const ENGLISH: Language = {
  code: "en",
  name: "English",
  load: async () => (await import("../texts")).ENGLISH,
};

export const LANGUAGES: readonly Language[] = [
  ENGLISH,
  { code: "es", name: "Español", load: async () => (await import("../texts.es")).SPANISH },
];

/** The first wish that there is, by its language alone: "es-MX" gets Spanish. English else. */
export function languageOf(
  wishes: readonly string[],
  languages: readonly Language[] = LANGUAGES,
): Language {
  const codes = wishes.flatMap((wish) => [wish, wish.split("-")[0] ?? ""]);
  return (
    codes
      .map((code) => languages.find((language) => language.code === code))
      .find((language) => language !== undefined) ?? ENGLISH
  );
}

/**
 * Countries and languages in the reader's own language, by ISO 3166-1 and ISO 639-1 code; the
 * server's name where the browser knows none.
 */
export function createNames(language: string) {
  const regions = new Intl.DisplayNames(language, { type: "region", fallback: "none" });
  const languages = new Intl.DisplayNames(language, { type: "language", fallback: "none" });
  return {
    /** The name of an answer to the fact with this key. */
    nameOfOption(trait: string, code: string, name: string): string {
      try {
        if (trait === "country") return regions.of(code) ?? name;
        if (trait.endsWith("language") || trait.endsWith("languages")) {
          return languages.of(code) ?? name;
        }
      } catch {
        return name; // a code of another kind, in a fact of somebody's own
      }
      return name;
    },
  };
}

export type Names = ReturnType<typeof createNames>;

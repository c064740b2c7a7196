/** Names that people take for one: no two entries of a list of a schema have one, as exports tell
 * labels, options, attributes and points by their names. */

/** All but the i without a dot: its capital is that of i, and Turkish tells the two apart. */
const CASED = /[^ı]+/gu;

/** What two such names have in common; an empty one has nothing. Capitals in between: ß is SS,
 * and so is the capital of ß once it is small. */
function plain(name: string): string {
  return name.trim().replace(CASED, (part) => part.toLowerCase().toUpperCase().toLowerCase());
}

/** The places of names that an earlier one has. */
export function repeated(names: readonly string[]): ReadonlySet<number> {
  const seen = new Set<string>();
  const places = names.flatMap((name, place) => {
    const one = plain(name);
    const isRepeated = one !== "" && seen.has(one);
    seen.add(one);
    return isRepeated ? [place] : [];
  });
  return new Set(places);
}

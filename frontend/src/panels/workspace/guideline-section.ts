/** What a guideline says of one label: the part under the heading that has its name. */

const HEADINGS = "h1, h2, h3, h4, h5, h6";

/**
 * From the heading to the next one that stands as high; null where no heading is the label's name,
 * alone or before a colon, a dash or a bracket. `html` comes from the server, which has cleaned it.
 * Of a translation `originals` are what its headings say in the original, in order: a label is
 * called as the schema has it, and its heading may be translated.
 */
export function sectionOf(
  html: string,
  label: string,
  originals: readonly string[] = [],
): string | null {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const headings = [...body.querySelectorAll(HEADINGS)];
  const said = headings.map((one, at) => [one.textContent, originals[at] ?? ""]);
  const heading = headings[headingOf(said, label)];
  if (heading === undefined) return null;
  const section = [heading];
  const level = levelOf(heading);
  for (let next = heading.nextElementSibling; next !== null; next = next.nextElementSibling) {
    if (next.matches(HEADINGS) && levelOf(next) <= level) break;
    section.push(next);
  }
  return section.map(({ outerHTML }) => outerHTML).join("\n");
}

/** The place of the one that is the whole name, whatever name that begins alike stands above it. */
function headingOf(said: readonly (readonly string[])[], label: string): number {
  const whole = said.findIndex((words) => words.some((one) => afterName(one, label) === ""));
  return whole === -1 ? said.findIndex((words) => words.some((one) => names(one, label))) : whole;
}

const levelOf = ({ tagName }: Element): number => Number(tagName.slice(1));

function names(heading: string, label: string): boolean {
  const after = afterName(heading, label);
  return after !== null && /^\s*($|[:(.,–—]|\s-)/.test(after);
}

/** What a heading says behind the name it begins with; null where it begins otherwise. */
function afterName(heading: string, label: string): string | null {
  const [said, name] = [heading, label].map((words) => words.trim().toLocaleLowerCase());
  if (said === undefined || name === undefined || name === "" || !said.startsWith(name))
    return null;
  return said.slice(name.length);
}

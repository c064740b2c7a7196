/** What a label is a part of: another label, in formats its supercategory. */

import { keyFrom, type LabelDraft } from "./draft";

/** The labels with a key each where they have a name: a parent is known by its key. */
export function keyed(labels: readonly LabelDraft[]): readonly LabelDraft[] {
  const taken = new Set(labels.flatMap(({ key }) => (key === null ? [] : [key])));
  return labels.map((label) => {
    if (label.key !== null || label.name.trim() === "") return label;
    const key = keyFrom(label.name, taken);
    taken.add(key);
    return { ...label, key };
  });
}

/** Labels that may stand above the one at `index`: with a name, and not below it already. */
export function parentsFor(labels: readonly LabelDraft[], index: number): readonly LabelDraft[] {
  const all = keyed(labels);
  const own = all[index]?.key ?? null;
  return all.filter(
    (label, place) => place !== index && label.key !== null && !isBelow(label, own, all),
  );
}

function isBelow(label: LabelDraft, above: string | null, all: readonly LabelDraft[]): boolean {
  const seen = new Set<string>();
  let at = label.parent;
  while (at !== null && !seen.has(at)) {
    if (at === above) return true;
    seen.add(at);
    at = all.find(({ key }) => key === at)?.parent ?? null;
  }
  return false;
}

export function withParent(
  labels: readonly LabelDraft[],
  index: number,
  parent: string | null,
): readonly LabelDraft[] {
  return keyed(labels).map((label, place) => (place === index ? { ...label, parent } : label));
}

/** Without a label; what stood below it now stands below what was above it. */
export function withoutLabel(labels: readonly LabelDraft[], index: number): readonly LabelDraft[] {
  const gone = labels[index];
  return labels
    .filter((_, place) => place !== index)
    .map((label) =>
      gone === undefined || gone.key === null || label.parent !== gone.key
        ? label
        : { ...label, parent: gone.parent },
    );
}

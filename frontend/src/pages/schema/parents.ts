/** What a label is a part of: another label, in formats its supercategory. */

import { withKeys, type LabelDraft } from "./draft";
import type { NamesOfList } from "./names";

/** The labels with a key each where they have a name: a parent is known by its key. */
export function keyed(labels: readonly LabelDraft[], ever?: NamesOfList): readonly LabelDraft[] {
  const named = labels.filter(({ key, name }) => key !== null || name.trim() !== "");
  const found = new Map(withKeys(named, ever).map((label, place) => [named[place], label]));
  return labels.map((label) => found.get(label) ?? label);
}

/** Labels that may stand above the one at `index`: with a name, and not below it already. */
export function parentsFor(
  labels: readonly LabelDraft[],
  index: number,
  ever?: NamesOfList,
): readonly LabelDraft[] {
  const all = keyed(labels, ever);
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
  ever?: NamesOfList,
): readonly LabelDraft[] {
  return keyed(labels, ever).map((label, place) =>
    place === index ? { ...label, parent } : label,
  );
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

import type { components } from "@/api/schema";
import type { SchemaDefinition } from "@/model/schema";

export type PlanBody = components["schemas"]["PlanDocRequest"];
export type SplitMethod = "none" | "random" | "stratified" | "grouped";
export type Decided = "computed" | "adjudicated" | "verified" | "imported";

export const METHODS: readonly SplitMethod[] = ["none", "random", "stratified", "grouped"];
export const DECIDED: readonly Decided[] = ["computed", "adjudicated", "verified", "imported"];

/** What becomes of a label: kept, dropped, or (`into`) merged into another. */
export interface LabelChoice {
  readonly key: string;
  readonly oldName: string;
  readonly kind: string;
  readonly name: string;
  readonly isDropped: boolean;
  readonly into: string | null;
  /** Pictures that hold it are wanted, where any label is. */
  readonly isWanted: boolean;
}

/** The form of a release, as it is filled in. Percentages as people type them. */
export interface PlanDraft {
  readonly decided: readonly Decided[];
  readonly leastPercent: number | string;
  readonly labels: readonly LabelChoice[];
  readonly hasEmpty: boolean;
  readonly method: SplitMethod;
  readonly trainPercent: number | string;
  readonly valPercent: number | string;
  readonly seed: number | string;
  readonly groupKey: string;
  readonly namesPeople: boolean;
}

/** Everything, undivided. */
export function everything(definition: SchemaDefinition | undefined): PlanDraft {
  return {
    decided: DECIDED,
    leastPercent: "",
    labels: (definition?.labels ?? []).map(({ key, name, kind }) => ({
      key,
      oldName: name,
      kind,
      name,
      isDropped: false,
      into: null,
      isWanted: false,
    })),
    hasEmpty: true,
    method: "none",
    trainPercent: 80,
    valPercent: 10,
    seed: 1,
    groupKey: "",
    namesPeople: true,
  };
}

/** What is left for the test, in percent; below 0 when the others take too much. */
export function testPercent(draft: PlanDraft): number {
  return 100 - Number(draft.trainPercent) - Number(draft.valPercent);
}

/** Why the form cannot be sent yet; the key of a text, or null. */
export function planProblem(draft: PlanDraft) {
  if (draft.decided.length === 0) return "releases.noneDecided" as const;
  if (draft.method !== "none" && testPercent(draft) < 0) return "releases.tooMuch" as const;
  if (draft.method === "grouped" && draft.groupKey.trim() === "") {
    return "releases.noGroupKey" as const;
  }
  return null;
}

/** The draft as the service takes it: what is as it would be anyway is not said. */
export function planBody(draft: PlanDraft): PlanBody {
  const wanted = draft.labels.filter((label) => label.isWanted).map((label) => label.key);
  const changes = draft.labels.flatMap(changeOf);
  return {
    ...(draft.decided.length < DECIDED.length && { decided: [...draft.decided] }),
    ...(draft.leastPercent !== "" && { least_confidence: Number(draft.leastPercent) / 100 }),
    ...(wanted.length > 0 && { labels: wanted }),
    ...(!draft.hasEmpty && { has_empty: false }),
    ...(changes.length > 0 && { changes }),
    ...(draft.method !== "none" && { split: splitOf(draft) }),
    ...(!draft.namesPeople && { people: "left_out" as const }),
  };
}

function changeOf(label: LabelChoice): NonNullable<PlanBody["changes"]> {
  if (label.isDropped) return [{ key: label.key, is_dropped: true }];
  if (label.into !== null) return [{ key: label.key, into: label.into }];
  const name = label.name.trim();
  return name !== "" && name !== label.oldName ? [{ key: label.key, name }] : [];
}

function splitOf(draft: PlanDraft) {
  const train = Number(draft.trainPercent) / 100;
  const val = Number(draft.valPercent) / 100;
  return {
    method: draft.method,
    shares: { train, val, test: Math.max(0, testPercent(draft)) / 100 },
    seed: Number(draft.seed),
    ...(draft.method === "grouped" && { group_key: draft.groupKey.trim() }),
  };
}

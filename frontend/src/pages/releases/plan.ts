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

/** What becomes of an option of a question. */
export interface OptionChoice {
  readonly key: string;
  readonly oldName: string;
  readonly name: string;
  readonly isDropped: boolean;
  readonly into: string | null;
}

/** Whether a question goes out, in which words, and with which options. */
export interface QuestionChoice {
  readonly key: string;
  readonly oldName: string;
  readonly name: string;
  readonly isDropped: boolean;
  readonly options: readonly OptionChoice[];
  readonly isYesOrNo: boolean;
  /** Keys of its options: pictures with one of them are wanted, where any are. */
  readonly wanted: readonly string[];
}

/** The form of a release, as it is filled in. Percentages as people type them. */
export interface PlanDraft {
  readonly decided: readonly Decided[];
  readonly leastPercent: number | string;
  readonly labels: readonly LabelChoice[];
  readonly questions: readonly QuestionChoice[];
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
    questions: (definition?.questions ?? []).map((question) => ({
      key: question.key,
      oldName: question.text ?? question.key,
      name: question.text ?? question.key,
      isDropped: false,
      options: (question.options ?? []).map(({ key, name }) => ({
        key,
        oldName: name,
        name,
        isDropped: false,
        into: null,
      })),
      isYesOrNo: question.type === "boolean",
      wanted: [],
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
  const isShort = (one: QuestionChoice) => one.options.length > 0 && optionsLeft(one) < 2;
  if (draft.questions.some((one) => !one.isDropped && isShort(one))) {
    return "releases.tooFewOptions" as const;
  }
  if (draft.method !== "none" && testPercent(draft) < 0) return "releases.tooMuch" as const;
  if (draft.method === "grouped" && draft.groupKey.trim() === "") {
    return "releases.noGroupKey" as const;
  }
  return null;
}

/** The draft as the service takes it: what is as it would be anyway is not said. */
export function planBody(draft: PlanDraft): PlanBody {
  const wanted = [
    ...draft.labels.filter((label) => label.isWanted).map((label) => label.key),
    ...draft.questions
      .filter((question) => !question.isDropped)
      .flatMap(({ key, wanted }) => wanted.map((option) => `${key}=${option}`)),
  ];
  const changes = draft.labels.flatMap(changeOf);
  const questions = draft.questions.flatMap(questionOf);
  return {
    ...(draft.decided.length < DECIDED.length && { decided: [...draft.decided] }),
    ...(draft.leastPercent !== "" && { least_confidence: Number(draft.leastPercent) / 100 }),
    ...(wanted.length > 0 && { labels: wanted }),
    ...(!draft.hasEmpty && { has_empty: false }),
    ...(changes.length > 0 && { changes }),
    ...(questions.length > 0 && { questions }),
    ...(draft.method !== "none" && { split: splitOf(draft) }),
    ...(!draft.namesPeople && { people: "left_out" as const }),
  };
}

function changeOf(one: LabelChoice | OptionChoice): NonNullable<PlanBody["changes"]> {
  if (one.isDropped) return [{ key: one.key, is_dropped: true }];
  if (one.into !== null) return [{ key: one.key, into: one.into }];
  const name = newName(one);
  return name === null ? [] : [{ key: one.key, name }];
}

function questionOf(question: QuestionChoice): NonNullable<PlanBody["questions"]> {
  if (question.isDropped) return [{ key: question.key, is_dropped: true }];
  const name = newName(question);
  const options = question.options.flatMap(changeOf);
  if (name === null && options.length === 0) return [];
  return [
    { key: question.key, ...(name !== null && { name }), ...(options.length > 0 && { options }) },
  ];
}

function newName(one: { name: string; oldName: string }): string | null {
  const name = one.name.trim();
  return name !== "" && name !== one.oldName ? name : null;
}

/** Shapes by the label they have in the release: none that is left out, merged ones together. */
export function labelRows(counted: readonly { key: string; shapes: number }[], draft: PlanDraft) {
  const choices = new Map(draft.labels.map((label) => [label.key, label]));
  const rows = new Map<string, { key: string; name: string; value: number }>();
  for (const { key, shapes } of counted) {
    const choice = choices.get(key);
    if (choice?.isDropped === true) continue;
    const kept = choice?.into ?? key;
    const value = (rows.get(kept)?.value ?? 0) + shapes;
    rows.set(kept, { key: kept, name: choices.get(kept)?.oldName ?? kept, value });
  }
  return [...rows.values()];
}

/** How many options of a question there are afterwards. */
export function optionsLeft(question: QuestionChoice): number {
  return question.options.filter((one) => !one.isDropped && one.into === null).length;
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

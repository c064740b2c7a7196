/** What a reviewer has decided so far about one disputed task: plain values, no screen. */

import type { AnnotationDocument, Shape } from "@/model/document";
import type { AnswerValue } from "@/model/schema";
import { keepsFirst, mergedShape, type Member } from "./merging";
import type { Detail, Doubt, Source } from "./types";

/** Everybody's shapes that are taken for one thing; its `shape` is null where it is left out. */
export interface Cluster {
  readonly key: string;
  readonly number: number;
  readonly drawn: Shape;
  readonly shape: Shape | null;
  readonly sources: readonly Source[];
}

/** How the label will have come about, the strongest word that fits. */
export type Way = "accept" | "take" | "merge" | "edit";

export interface Verdict {
  readonly clusters: readonly Cluster[];
  readonly answers: Readonly<Record<string, AnswerValue>>;
  /** Keys of clusters and questions that the reviewer has looked at and decided. */
  readonly settled: ReadonlySet<string>;
  readonly way: Way;
  /** The one submission that was taken as it is. */
  readonly takenFrom: number | null;
}

/** Where a reviewer begins: with what the consensus says. */
export function begin(detail: Detail): Verdict {
  const { result } = detail.task;
  const document = (result?.document ?? null) as AnnotationDocument | null;
  const kept = (document?.shapes ?? []).map((shape) => ({
    key: shape.id,
    drawn: shape,
    shape,
    sources: (result?.provenance[shape.id] ?? []).map(sourceOf),
  }));
  const left = (result?.left_out ?? []).map((one) => ({
    key: (one.shape as Shape).id,
    drawn: one.shape as Shape,
    shape: null,
    sources: (one.sources ?? []).map(sourceOf),
  }));
  return {
    clusters: [...kept, ...left].map((one, index) => ({ ...one, number: index + 1 })),
    answers: document?.answers ?? {},
    settled: new Set(),
    way: "accept",
    takenFrom: null,
  };
}

function sourceOf({ submission_id, shape_id }: Source): Source {
  return { submission_id, shape_id };
}

/** The cluster, or the answer, stands as the consensus has it. */
export function accept(verdict: Verdict, key: string): Verdict {
  return { ...verdict, settled: new Set([...verdict.settled, key]) };
}

/** The cluster is what this person drew. */
export function takeShape(verdict: Verdict, key: string, shape: Shape, source: Source): Verdict {
  return changed(verdict, key, { shape: { ...shape, id: key }, sources: [source] }, "merge");
}

/** The cluster is nothing. */
export function leaveOut(verdict: Verdict, key: string): Verdict {
  return changed(verdict, key, { shape: null }, "merge");
}

/** Two clusters are one object, as `mergedShape` says. */
export function merge(verdict: Verdict, key: string, otherKey: string, all: Detail): Verdict {
  const [one, other] = [clusterOf(verdict, key), clusterOf(verdict, otherKey)];
  if (one === undefined || other === undefined) return verdict;
  const sources = [...one.sources, ...other.sources];
  const shape = mergedShape(
    one.shape ?? one.drawn,
    other.shape ?? other.drawn,
    membersOf(sources, all),
  );
  const without = changed(verdict, otherKey, { shape: null, sources: [] }, "merge");
  return changed(without, key, { shape, sources }, "merge");
}

/** Whether merging the two leaves the first as it is. */
export function mergeKeeps(one: Cluster, other: Cluster, all: Detail): boolean {
  const members = membersOf([...one.sources, ...other.sources], all);
  return keepsFirst(one.shape ?? one.drawn, other.shape ?? other.drawn, members);
}

/** What one person said is the whole label. */
export function takeAnswer(verdict: Verdict, submissionId: number, all: Detail): Verdict {
  const taken = all.task.submissions.find(({ id }) => id === submissionId);
  if (taken === undefined) return verdict;
  const document = taken.document as unknown as AnnotationDocument;
  const clusters = document.shapes.map((shape, index) => ({
    key: shape.id,
    number: index + 1,
    drawn: shape,
    shape,
    sources: [{ submission_id: submissionId, shape_id: shape.id }],
  }));
  const begun = begin(all);
  return {
    clusters,
    answers: document.answers,
    settled: new Set([...keysOf(begun), ...clusters.map(({ key }) => key)]),
    way: "take",
    takenFrom: submissionId,
  };
}

/** Another answer to a question about the whole picture. */
export function answer(verdict: Verdict, key: string, value: AnswerValue): Verdict {
  const isSame = JSON.stringify(verdict.answers[key]) === JSON.stringify(value);
  return {
    ...accept(verdict, key),
    answers: { ...verdict.answers, [key]: value },
    ...(isSame ? {} : { way: strongest(verdict.way, "merge"), takenFrom: null }),
  };
}

/** What the reviewer drew; shapes that were there keep what they were made of. */
export function edit(verdict: Verdict, document: AnnotationDocument): Verdict {
  const ids = new Set(document.shapes.map(({ id }) => id));
  const known = verdict.clusters.map((one) =>
    ids.has(one.key) || one.shape === null ? one : { ...one, shape: null },
  );
  const clusters = known.map((one) => {
    const drawn = document.shapes.find(({ id }) => id === one.key);
    return drawn === undefined ? one : { ...one, shape: drawn };
  });
  const before = new Set(verdict.clusters.map(({ key }) => key));
  const fresh = document.shapes
    .filter(({ id }) => !before.has(id))
    .map((shape, index) => ({
      key: shape.id,
      number: clusters.length + index + 1,
      drawn: shape,
      shape,
      sources: [],
    }));
  const all = [...clusters, ...fresh];
  return {
    clusters: all,
    answers: document.answers,
    settled: new Set([...verdict.settled, ...keysOf({ ...verdict, clusters: all })]),
    way: "edit",
    takenFrom: null,
  };
}

/** The label as it stands now. */
export function documentOf(verdict: Verdict, asksForShapes: boolean): AnnotationDocument {
  const shapes = verdict.clusters.flatMap(({ shape }) => (shape === null ? [] : [shape]));
  return {
    version: 1,
    is_nothing_here: asksForShapes && shapes.length === 0,
    shapes,
    answers: verdict.answers,
  };
}

/** What is still to be decided, the least sure first. */
export function leftOf(verdict: Verdict, doubts: readonly Doubt[]): Doubt[] {
  const told = new Set<string>();
  return doubts.filter(({ subject }) => {
    if (verdict.settled.has(subject) || told.has(subject)) return false;
    told.add(subject);
    return true;
  });
}

/** By shape of the label, what it was made of. */
export function sourcesOf(verdict: Verdict): Record<string, Source[]> {
  const kept = verdict.clusters.filter(({ shape }) => shape !== null);
  return Object.fromEntries(kept.map(({ key, sources }) => [key, [...sources]]));
}

export function clusterOf(verdict: Verdict, key: string | null): Cluster | undefined {
  return verdict.clusters.find((one) => one.key === key);
}

function keysOf(verdict: Pick<Verdict, "clusters" | "answers">): string[] {
  return [...verdict.clusters.map(({ key }) => key), ...Object.keys(verdict.answers)];
}

function changed(verdict: Verdict, key: string, change: Partial<Cluster>, way: Way): Verdict {
  return {
    ...accept(verdict, key),
    clusters: verdict.clusters.map((one) => (one.key === key ? { ...one, ...change } : one)),
    way: strongest(verdict.way, way),
    takenFrom: null,
  };
}

/** What was drawn stays drawn; a taken answer that is changed is a merge. */
function strongest(before: Way, now: Way): Way {
  return before === "edit" ? "edit" : now;
}

function membersOf(sources: readonly Source[], { task }: Detail): Member[] {
  return sources.flatMap(({ submission_id: person, shape_id }) => {
    const of = task.submissions.find(({ id }) => id === person);
    const document = of?.document as AnnotationDocument | undefined;
    const found = document?.shapes.filter(({ id }) => id === shape_id) ?? [];
    return found.map((shape) => ({ person, shape }));
  });
}

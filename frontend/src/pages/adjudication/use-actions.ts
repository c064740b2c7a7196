import { useState } from "react";
import type { AnnotationDocument, Kind, Shape } from "@/model/document";
import type { Detail, Doubt, Source } from "./types";
import * as rules from "./verdict";

export type OpenMenu = "take" | "merge" | null;

interface ActionParts {
  detail: Detail;
  verdict: rules.Verdict;
  cluster: rules.Cluster | undefined;
  setVerdict: (verdict: rules.Verdict) => void;
  choose: (key: string | null) => void;
  left: readonly Doubt[];
}

/** A drawn shape that can be taken. */
export interface Takeable {
  readonly source: Source;
  readonly shape: Shape;
  readonly pseudonym: string;
}

/** Two clusters that were made one. */
interface Merged {
  readonly after: rules.Verdict;
  /** Null where the first stays as it was drawn. */
  readonly kind: Kind | null;
  readonly n: number;
  readonly other: number;
}

export type Actions = ReturnType<typeof useActions>;

/** What can be done to the chosen cluster; after each the next thing in doubt is chosen. */
export function useActions({ detail, verdict, cluster, setVerdict, choose, left }: ActionParts) {
  const [menu, openMenu] = useState<OpenMenu>(null);
  const [merged, setMerged] = useState<Merged | null>(null);
  const decide = (next: rules.Verdict, done: string) => {
    setVerdict(next);
    openMenu(null);
    const after = left.find(({ subject }) => subject !== done && !next.settled.has(subject));
    choose(after?.subject ?? done);
  };
  const keys = verdict.clusters.map(({ key }) => key);
  return {
    menu,
    openMenu,
    /** What the last decision made of two, until it is taken back or another one follows. */
    merged: merged?.after === verdict ? merged : null,
    takeable: cluster === undefined ? [] : takeableOf(detail, cluster),
    /** Whether merging with that one leaves this shape as it is. */
    keepsFirst: (other: rules.Cluster) =>
      cluster !== undefined && rules.mergeKeeps(cluster, other, detail),
    others: verdict.clusters.filter(({ key }) => key !== cluster?.key),
    people: detail.task.submissions.filter(({ counts }) => counts),
    accept() {
      if (cluster !== undefined) decide(rules.accept(verdict, cluster.key), cluster.key);
    },
    leaveOut() {
      if (cluster !== undefined) decide(rules.leaveOut(verdict, cluster.key), cluster.key);
    },
    take({ shape, source }: Takeable) {
      if (cluster === undefined) return;
      decide(rules.takeShape(verdict, cluster.key, shape, source), cluster.key);
    },
    takeWhole(submissionId: number) {
      setVerdict(rules.takeAnswer(verdict, submissionId, detail));
      openMenu(null);
      choose(null);
    },
    merge(otherKey: string) {
      const other = rules.clusterOf(verdict, otherKey);
      if (cluster === undefined || other === undefined) return;
      const after = rules.merge(verdict, cluster.key, otherKey, detail);
      const isKept = rules.mergeKeeps(cluster, other, detail);
      const { kind } = cluster.shape ?? cluster.drawn;
      setMerged({ after, kind: isKept ? null : kind, n: cluster.number, other: other.number });
      decide(after, cluster.key);
    },
    drawn(close: () => void) {
      return (document: AnnotationDocument) => {
        setVerdict(rules.edit(verdict, document));
        choose(null);
        close();
      };
    },
    step(by: number) {
      const here = keys.indexOf(cluster?.key ?? "");
      const next = keys[(here + by + keys.length) % keys.length];
      if (next !== undefined) choose(next);
    },
  };
}

function takeableOf(detail: Detail, cluster: rules.Cluster): Takeable[] {
  return cluster.sources.flatMap((source) => {
    const by = detail.task.submissions.find(({ id }) => id === source.submission_id);
    const document = by?.document as AnnotationDocument | undefined;
    const shape = document?.shapes.find(({ id }) => id === source.shape_id);
    return by === undefined || shape === undefined
      ? []
      : [{ source, shape, pseudonym: by.pseudonym }];
  });
}

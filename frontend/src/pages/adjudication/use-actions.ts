import { useState } from "react";
import type { AnnotationDocument, Shape } from "@/model/document";
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

export type Actions = ReturnType<typeof useActions>;

/** What can be done to the chosen cluster; after each the next thing in doubt is chosen. */
export function useActions({ detail, verdict, cluster, setVerdict, choose, left }: ActionParts) {
  const [menu, openMenu] = useState<OpenMenu>(null);
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
      if (cluster === undefined) return;
      decide(rules.merge(verdict, cluster.key, otherKey, detail), cluster.key);
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

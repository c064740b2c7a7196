import { expect, it } from "vitest";
import type { AnnotationDocument } from "@/model/document";
import { box, detail } from "@/testing/dispute";
import type { Doubt } from "./types";
import * as rules from "./verdict";

const doubt = (subject: string) => ({ subject }) as Doubt;

it("begins with the consensus, and what was left out stays out", () => {
  const verdict = rules.begin(detail());

  expect(rules.documentOf(verdict, true).shapes).toEqual([box("k", 13)]);
  expect(verdict.way).toBe("accept");
  expect(rules.leftOf(verdict, [doubt("k"), doubt("l"), doubt("k")])).toHaveLength(2);
});

it("an accepted shape is settled and changes nothing", () => {
  const verdict = rules.accept(rules.begin(detail()), "k");

  expect(rules.leftOf(verdict, [doubt("k"), doubt("l")])).toEqual([doubt("l")]);
  expect(verdict.way).toBe("accept");
});

it("takes one person's shape under the cluster's id, with where it came from", () => {
  const source = { submission_id: 3, shape_id: "d" };

  const verdict = rules.takeShape(rules.begin(detail()), "l", box("d", 40), source);

  expect(rules.documentOf(verdict, true).shapes.map(({ id }) => id)).toEqual(["k", "l"]);
  expect(rules.sourcesOf(verdict).l).toEqual([source]);
  expect(verdict.way).toBe("merge");
});

it("merges two clusters into the middle of all their boxes", () => {
  const verdict = rules.merge(rules.begin(detail()), "k", "l", detail());

  const [merged, ...others] = rules.documentOf(verdict, true).shapes;
  expect(others).toEqual([]);
  expect(merged?.geometry).toEqual({ x: 14, y: 10, width: 20, height: 20 });
  expect(rules.sourcesOf(verdict).k).toHaveLength(3);
  expect(rules.leftOf(verdict, [doubt("k"), doubt("l")])).toEqual([]);
});

it("takes a whole answer as it is, and a change makes it a merge", () => {
  const taken = rules.takeAnswer(rules.begin(detail()), 3, detail());
  const changed = rules.leaveOut(taken, "d");

  expect([taken.way, taken.takenFrom]).toEqual(["take", 3]);
  expect(rules.documentOf(taken, true).shapes.map(({ id }) => id)).toEqual(["c", "d"]);
  expect(rules.leftOf(taken, [doubt("k"), doubt("l")])).toEqual([]);
  expect([changed.way, changed.takenFrom]).toEqual(["merge", null]);
});

it("what is drawn settles all, keeps sources of what stays, and stays an edit", () => {
  const drawn: AnnotationDocument = {
    version: 1,
    is_nothing_here: false,
    shapes: [box("k", 12), box("new", 90)],
    answers: {},
  };

  const verdict = rules.leaveOut(rules.edit(rules.begin(detail()), drawn), "new");

  expect(rules.sourcesOf(verdict).k).toHaveLength(2);
  expect(rules.documentOf(verdict, true).shapes).toEqual([box("k", 12)]);
  expect(verdict.way).toBe("edit");
  expect(rules.leftOf(verdict, [doubt("k"), doubt("l")])).toEqual([]);
});

it("nothing left means nothing here", () => {
  const verdict = rules.leaveOut(rules.begin(detail()), "k");

  expect(rules.documentOf(verdict, true).is_nothing_here).toBe(true);
});

it("another answer to a question is decided, the same one is accepted", () => {
  const same = rules.answer({ ...rules.begin(detail()), answers: { ok: true } }, "ok", true);
  const other = rules.answer(same, "ok", false);

  expect([same.way, other.way]).toEqual(["accept", "merge"]);
  expect(other.answers).toEqual({ ok: false });
  expect(other.settled.has("ok")).toBe(true);
});

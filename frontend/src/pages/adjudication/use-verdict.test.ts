import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import type { Shape } from "@/model/document";
import type { Detail } from "./types";
import { useVerdict } from "./use-verdict";
import { accept, leaveOut } from "./verdict";

const coin: Shape = {
  id: "k",
  kind: "box",
  label: "coin",
  geometry: { x: 1, y: 1, width: 5, height: 5 },
  attributes: {},
};

function detailOf(version: number): Detail {
  const document = { version: 1, is_nothing_here: false, shapes: [coin], answers: {} };
  const result = { version, document, provenance: {}, left_out: [] };
  return { task: { task_id: 4, submissions: [{ id: 1 }], result } } as unknown as Detail; // as far as it is read
}

const deciding = (version = 1) => renderHook(() => useVerdict(detailOf(version))).result;

beforeEach(() => sessionStorage.clear());

it("is there again after a reload, with the way back", () => {
  const first = deciding();
  act(() => first.current.setVerdict(accept(first.current.verdict, "k")));
  act(() => first.current.setVerdict(leaveOut(first.current.verdict, "k")));

  const again = deciding();
  expect(again.current.verdict).toEqual(first.current.verdict);
  act(() => again.current.undo());
  act(() => again.current.undo());

  expect(again.current.verdict.clusters.map(({ shape }) => shape)).toEqual([coin]);
  expect([again.current.verdict.settled.size, again.current.canUndo]).toEqual([0, false]);
});

it("begins anew once it is decided, and where the consensus is another by now", () => {
  const first = deciding();
  act(() => first.current.setVerdict(leaveOut(first.current.verdict, "k")));
  expect(deciding(2).current.canUndo).toBe(false);

  act(() => first.current.forget());

  expect(deciding().current.canUndo).toBe(false);
});

import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Shape } from "@/model/document";
import { smallStorage } from "@/testing/smallStorage";
import type { Detail } from "./types";
import { useVerdict } from "./use-verdict";
import { accept, edit, leaveOut } from "./verdict";

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

const deciding = (version = 1, person = 3) =>
  renderHook(() => useVerdict(detailOf(version), person)).result;

beforeEach(() => sessionStorage.clear());
afterEach(() => void vi.unstubAllGlobals());

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

it("shows nobody what somebody else decided in the same tab", () => {
  const first = deciding();
  act(() => first.current.setVerdict(leaveOut(first.current.verdict, "k")));

  expect(deciding(1, 4).current.canUndo).toBe(false);
});

it("does again what was taken back, until something else is decided", () => {
  const { current: begun } = deciding();
  const page = deciding();
  const without = leaveOut(begun.verdict, "k");
  act(() => page.current.setVerdict(without));
  act(() => page.current.undo());

  act(() => page.current.redo());
  expect(page.current.verdict).toEqual(without);

  act(() => page.current.undo());
  act(() => page.current.setVerdict(accept(page.current.verdict, "k")));
  act(() => page.current.redo());
  expect(page.current.verdict).toEqual(accept(begun.verdict, "k"));
});

it("writes a shape once, however many steps leave it alone", () => {
  const page = deciding();
  for (const note of ["a", "b", "c"]) {
    const { verdict } = page.current;
    act(() => page.current.setVerdict({ ...accept(verdict, "k"), answers: { note } }));
  }

  const text = sessionStorage.getItem(sessionStorage.key(0) ?? "") ?? "";

  expect(text.split(JSON.stringify(coin.geometry))).toHaveLength(2);
});

it("keeps what is decided without the way back where there is no room for both", () => {
  vi.stubGlobal("sessionStorage", smallStorage(2000));
  const page = deciding();
  for (let x = 0; x < 20; x += 1) {
    const moved = { ...coin, geometry: { x, y: 1, width: 5, height: 5 } } as Shape;
    const document = { version: 1, is_nothing_here: false, shapes: [moved], answers: {} } as const;
    act(() => page.current.setVerdict(edit(page.current.verdict, document)));
  }

  const again = deciding();

  expect(again.current.verdict).toEqual(page.current.verdict);
  expect([page.current.canUndo, again.current.canUndo]).toEqual([true, false]);
});

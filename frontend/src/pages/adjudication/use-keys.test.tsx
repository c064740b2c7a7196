import { fireEvent, renderHook } from "@testing-library/react";
import { expect, it } from "vitest";
import { useKeys } from "./use-keys";

it("keeps a key that did something from a menu that this has opened, and passes others on", () => {
  const done: string[] = [];
  const heard: string[] = [];
  const hear = ({ key }: KeyboardEvent) => heard.push(key);
  // There a menu listens for keys outside, which close it.
  document.addEventListener("keydown", hear);
  renderHook(() => useKeys({ t: () => done.push("take") }));

  for (const key of ["t", "Escape", "t"]) fireEvent.keyDown(document.body, { key });
  document.removeEventListener("keydown", hear);

  expect([done, heard]).toEqual([["take", "take"], ["Escape"]]);
});

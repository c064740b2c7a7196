import { renderHook } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { useStash } from "./use-stash";

beforeEach(() => sessionStorage.clear());
const leave = () => window.dispatchEvent(new Event("pagehide"));

it("gives back once what was there when the page went", () => {
  const page = renderHook(() => useStash<number[]>("quiz-1", () => [1, 2]));
  leave();
  page.unmount();

  const next = renderHook(() => useStash<number[]>("quiz-1", () => null));
  const other = renderHook(() => useStash<number[]>("quiz-1", () => null));

  expect([page.result.current, next.result.current, other.result.current]).toEqual([
    null,
    [1, 2],
    null,
  ]);
});

it("keeps nothing of a page that has nothing left to keep", () => {
  let left: string | null = "drawn";
  renderHook(() => useStash<string>("practice-1", () => left));
  leave();
  left = null;
  leave();

  expect(sessionStorage.getItem("practice-1")).toBeNull();
});

it("keeps what was there when another page of the application came", () => {
  const page = renderHook(() => useStash<string>("quiz-2", () => "drawn"));
  page.unmount();

  const back = renderHook(() => useStash<string>("quiz-2", () => null));

  expect(back.result.current).toBe("drawn");
});

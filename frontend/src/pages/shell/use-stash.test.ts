import { renderHook } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { forgetStashes, stashedText } from "./stash";
import { useStash } from "./use-stash";

beforeEach(() => sessionStorage.clear());
const leave = () => window.dispatchEvent(new Event("pagehide"));

it("gives back once what was there when the page went", () => {
  const page = renderHook(() => useStash<number[]>("quiz-1", () => [1, 2]));
  leave();
  page.unmount();

  const next = renderHook(() => useStash<number[]>("quiz-1", () => null));
  const other = renderHook(() => useStash<number[]>("quiz-1", () => null));

  expect([page, next, other].map(({ result }) => result.current.found)).toEqual([
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

  expect(stashedText("practice-1")).toBeNull();
});

it("keeps what was there when another page of the application came", () => {
  const page = renderHook(() => useStash<string>("quiz-2", () => "drawn"));
  page.unmount();

  const back = renderHook(() => useStash<string>("quiz-2", () => null));

  expect(back.result.current.found).toBe("drawn");
});

it("keeps no longer what reached the server after the page went", () => {
  const left = ["stroke"];
  const page = renderHook(() => useStash("quiz-3", () => (left.length === 0 ? null : left)));
  page.unmount();
  const before = stashedText("quiz-3");
  left.pop();

  page.result.current.renew();

  expect([before, stashedText("quiz-3")]).toEqual(['["stroke"]', null]);
});

it("leaves alone what a later page wrote", () => {
  const page = renderHook(() => useStash<string>("quiz-4", () => "older"));
  page.unmount();
  renderHook(() => useStash<string>("quiz-4", () => "newer")).unmount();

  page.result.current.renew();

  expect(stashedText("quiz-4")).toBe('"newer"');
});

it("forgets all of it, and nothing else of the tab, for the next person", () => {
  sessionStorage.setItem("language", "es");
  renderHook(() => useStash<string>("practice-5", () => "drawn")).unmount();
  renderHook(() => useStash<string>("quiz-5", () => "drawn")).unmount();

  forgetStashes();

  expect(Object.entries(sessionStorage)).toEqual([["language", "es"]]);
});

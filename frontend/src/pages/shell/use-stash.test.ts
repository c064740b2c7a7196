import { renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { smallStorage } from "@/testing/smallStorage";
import {
  forgetInTab,
  forgetTab,
  keepInTab,
  keepOnPage,
  readInTab,
  readOnPage,
  tabKey,
  textInTab,
} from "./kept-in-tab";
import { useStash } from "./use-stash";

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
const mine = (name: string) => tabKey(3, name);
const leave = () => window.dispatchEvent(new Event("pagehide"));

it("gives back once what was there when the page went", () => {
  const page = renderHook(() => useStash<number[]>(mine("quiz-1"), () => [1, 2]));
  leave();
  page.unmount();

  const next = renderHook(() => useStash<number[]>(mine("quiz-1"), () => null));
  const other = renderHook(() => useStash<number[]>(mine("quiz-1"), () => null));

  expect([page, next, other].map(({ result }) => result.current.found)).toEqual([
    null,
    [1, 2],
    null,
  ]);
});

it("keeps what was done a second ago though the page dies without a word", () => {
  vi.useFakeTimers();
  let drawn = ["first"];
  const page = renderHook(() => useStash(mine("drawing-1"), () => drawn));
  const kept = () => readInTab(mine("drawing-1"));

  page.result.current.changed();
  vi.advanceTimersByTime(600);
  drawn = ["first", "second"];
  page.result.current.changed();
  const before = kept();
  vi.advanceTimersByTime(400);

  expect([before, kept()]).toEqual([null, ["first", "second"]]);
});

it("writes nothing over what a later page keeps, whatever it hears of", () => {
  vi.useFakeTimers();
  const page = renderHook(() => useStash<string>(mine("drawing-2"), () => "older"));
  page.result.current.changed();
  page.unmount();
  page.result.current.changed();
  renderHook(() => useStash<string>(mine("drawing-2"), () => "newer")).unmount();

  vi.advanceTimersByTime(5000);

  expect(readInTab(mine("drawing-2"))).toBe("newer");
});

it("keeps no longer what reached the server before the second was over", () => {
  vi.useFakeTimers();
  let left: string | null = "drawn";
  const page = renderHook(() => useStash<string>(mine("drawing-3"), () => left));
  page.result.current.changed();
  vi.advanceTimersByTime(1000);
  const before = readInTab(mine("drawing-3"));
  page.result.current.changed();
  left = null;
  page.result.current.renew();
  vi.advanceTimersByTime(1000);

  expect([before, readInTab(mine("drawing-3"))]).toEqual(["drawn", null]);
});

it("keeps nothing of a page that has nothing left to keep", () => {
  let left: string | null = "drawn";
  renderHook(() => useStash<string>(mine("practice-1"), () => left));
  leave();
  left = null;
  leave();

  expect(textInTab(mine("practice-1"))).toBeNull();
});

it("keeps what was there when another page of the application came", () => {
  const page = renderHook(() => useStash<string>(mine("quiz-2"), () => "drawn"));
  page.unmount();

  const back = renderHook(() => useStash<string>(mine("quiz-2"), () => null));

  expect(back.result.current.found).toBe("drawn");
});

it("keeps no longer what reached the server after the page went", () => {
  const left = ["stroke"];
  const page = renderHook(() => useStash(mine("quiz-3"), () => (left.length === 0 ? null : left)));
  page.unmount();
  const before = textInTab(mine("quiz-3"));
  left.pop();

  page.result.current.renew();

  expect([before, textInTab(mine("quiz-3"))]).toEqual(['["stroke"]', null]);
});

it("leaves alone what a later page wrote", () => {
  const page = renderHook(() => useStash<string>(mine("quiz-4"), () => "older"));
  page.unmount();
  renderHook(() => useStash<string>(mine("quiz-4"), () => "newer")).unmount();

  page.result.current.renew();

  expect(textInTab(mine("quiz-4"))).toBe('"newer"');
});

it("forgets all of it, and nothing else of the tab, for the next person", () => {
  sessionStorage.setItem("language", "es");
  renderHook(() => useStash<string>(mine("practice-5"), () => "drawn")).unmount();
  renderHook(() => useStash<string>(mine("quiz-5"), () => "drawn")).unmount();

  forgetTab();

  expect(Object.entries(sessionStorage)).toEqual([["language", "es"]]);
});

it("keeps nothing of who is still on the screen when they leave the tab", () => {
  const page = renderHook(() => useStash<string>(mine("practice-6"), () => "drawn"));

  forgetTab();
  leave();
  page.unmount();

  expect(textInTab(mine("practice-6"))).toBeNull();
});

it("gives nobody what somebody else left in the tab", () => {
  renderHook(() => useStash<string>(mine("practice-7"), () => "drawn")).unmount();

  const another = renderHook(() => useStash<string>(tabKey(4, "practice-7"), () => null));

  expect(another.result.current.found).toBeNull();
  expect(textInTab(mine("practice-7"))).toBe('"drawn"');
});

it("brings nothing older back where there is no room for what is newer", () => {
  vi.stubGlobal("sessionStorage", smallStorage(10));
  keepInTab(mine("verdict-1"), "older");

  const stands = keepInTab(mine("verdict-1"), "newer, and too long");

  expect([stands, readInTab(mine("verdict-1"))]).toEqual([null, null]);
});

it("keeps on the page what is so large that the tab would lose its room for a drawing", () => {
  const clipboard = mine("clipboard-2");
  const small = [{ runs: "1" }];
  const large = [{ runs: "1".repeat(600_000) }];

  keepOnPage(clipboard, small);
  const first = [textInTab(clipboard), readOnPage(clipboard)];
  keepOnPage(clipboard, large);
  const second = [textInTab(clipboard), readOnPage(clipboard)];
  keepOnPage(clipboard, small);
  const third = [textInTab(clipboard), readOnPage(clipboard)];

  const asText = JSON.stringify(small);
  expect([first, second, third]).toEqual([
    [asText, small],
    [null, large],
    [asText, small],
  ]);
});

it("forgets what it kept on the page alone, too", () => {
  vi.stubGlobal("sessionStorage", smallStorage(10));
  keepOnPage(mine("language-2"), "longer than there is room for");
  const before = readOnPage(mine("language-2"));

  forgetInTab(mine("language-2"));

  expect([before, readOnPage(mine("language-2"))]).toEqual(["longer than there is room for", null]);
});

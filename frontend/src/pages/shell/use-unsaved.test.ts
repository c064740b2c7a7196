import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { tabKey } from "./kept-in-tab";
import { useUnsaved } from "./use-unsaved";

beforeEach(() => sessionStorage.clear());

it("gives back what was written and not saved, however often the page goes", () => {
  const page = renderHook(() => useUnsaved(tabKey(3, "criteria-1-2"), ["saved"]));
  act(() => page.result.current.set(["saved", "written"]));
  page.unmount();
  renderHook(() => useUnsaved(tabKey(3, "criteria-1-2"), ["saved"])).unmount();

  const back = renderHook(() => useUnsaved(tabKey(3, "criteria-1-2"), ["saved"]));

  expect(back.result.current.value).toEqual(["saved", "written"]);
});

it("keeps nothing of what was saved or given up", () => {
  const saved = renderHook(({ now }) => useUnsaved(tabKey(3, "translation-1"), now), {
    initialProps: { now: "" },
  });
  act(() => saved.result.current.set("written"));
  saved.rerender({ now: "written" });
  saved.unmount();
  const given = renderHook(() => useUnsaved(tabKey(3, "criteria-1"), "saved"));
  act(() => given.result.current.set("written"));
  act(() => given.result.current.forget());
  given.unmount();

  expect(sessionStorage).toHaveLength(0);
});

it("takes over what others save while nothing is written here, with the version it is of", () => {
  const page = renderHook(({ now }) => useUnsaved(tabKey(3, "criteria-2"), now), {
    initialProps: { now: { number: 2, doors: ["theirs, before"] } },
  });

  page.rerender({ now: { number: 3, doors: ["theirs"] } });

  expect(page.result.current.value).toEqual({ number: 3, doors: ["theirs"] });
  page.unmount();
  expect(sessionStorage).toHaveLength(0);
});

it("keeps what is written over what it was begun with, whatever others save meanwhile", () => {
  const before = { number: 2, doors: ["before"] };
  const page = renderHook(({ now }) => useUnsaved(tabKey(3, "criteria-3"), now), {
    initialProps: { now: before },
  });
  const { set } = page.result.current;
  act(() => set((value) => ({ ...value, doors: ["mine"] })));

  page.rerender({ now: { number: 3, doors: ["theirs"] } });
  const meanwhile = page.result.current;
  page.unmount();
  const later = { now: { number: 3, doors: ["theirs"] } };
  const back = renderHook(({ now }) => useUnsaved(tabKey(3, "criteria-3"), now), {
    initialProps: later,
  });

  for (const { value, isOvertaken } of [meanwhile, back.result.current]) {
    expect([value, isOvertaken]).toEqual([{ number: 2, doors: ["mine"] }, true]);
  }
  act(() => back.result.current.takeSaved());
  expect(back.result.current).toMatchObject({ value: later.now, isOvertaken: false });
});

it("knows what it saved itself, also where somebody wrote on meanwhile", () => {
  const page = renderHook(({ now }) => useUnsaved(tabKey(3, "translation-4"), now), {
    initialProps: { now: "before" },
  });
  act(() => page.result.current.set("saved"));
  act(() => page.result.current.set("saved, and more"));

  act(() => page.result.current.rebase("saved"));
  page.rerender({ now: "saved" });

  expect(page.result.current).toMatchObject({ value: "saved, and more", isOvertaken: false });
});

it("keeps what it saved on the page until that is fetched, and goes on from there", () => {
  const page = renderHook(({ now }) => useUnsaved(tabKey(3, "translation-5"), now), {
    initialProps: { now: "before" },
  });
  act(() => page.result.current.set("saved"));

  act(() => page.result.current.rebase("saved"));
  expect(page.result.current).toMatchObject({ value: "saved", isOvertaken: false });
  act(() => page.result.current.set("saved, and more"));
  expect(page.result.current).toMatchObject({ value: "saved, and more", isOvertaken: false });

  page.rerender({ now: "saved" });
  expect(page.result.current).toMatchObject({ value: "saved, and more", isOvertaken: false });
  page.rerender({ now: "theirs" });
  expect(page.result.current).toMatchObject({ value: "saved, and more", isOvertaken: true });
});

it("is told of a colleague who was between what it saved and what is fetched", () => {
  const page = renderHook(({ now }) => useUnsaved(tabKey(3, "translation-6"), now), {
    initialProps: { now: "before" },
  });
  act(() => page.result.current.set("saved"));
  act(() => page.result.current.rebase("saved"));
  act(() => page.result.current.set("saved, and more"));

  page.rerender({ now: "theirs" });

  expect(page.result.current).toMatchObject({ value: "saved, and more", isOvertaken: true });
  page.rerender({ now: "before" });
  expect(page.result.current.isOvertaken).toBe(true);
});

it("keeps nothing of what is heard to be saved when the page is gone", () => {
  const page = renderHook(() => useUnsaved(tabKey(3, "settings-1"), "before"));
  act(() => page.result.current.set("mine "));
  page.unmount();
  const kept = sessionStorage.length;

  page.result.current.set("mine");
  page.result.current.rebase("mine");

  expect([kept, sessionStorage.length]).toEqual([1, 0]);
});

it("leaves what a page that came since took or wrote to that page", () => {
  const page = renderHook(() => useUnsaved(tabKey(3, "settings-2"), "before"));
  act(() => page.result.current.set("mine"));
  page.unmount();
  const back = renderHook(() => useUnsaved(tabKey(3, "settings-2"), "before"));
  act(() => back.result.current.set("newer"));
  back.unmount();

  page.result.current.rebase("mine");

  expect(sessionStorage.getItem(tabKey(3, "settings-2"))).toContain("newer");
});

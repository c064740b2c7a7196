import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { useUnsaved } from "./use-unsaved";

beforeEach(() => sessionStorage.clear());

it("gives back what was written and not saved, however often the page goes", () => {
  const page = renderHook(() => useUnsaved("criteria-1-2", ["saved"]));
  act(() => page.result.current.set(["saved", "written"]));
  page.unmount();
  renderHook(() => useUnsaved("criteria-1-2", ["saved"])).unmount();

  const back = renderHook(() => useUnsaved("criteria-1-2", ["saved"]));

  expect(back.result.current.value).toEqual(["saved", "written"]);
});

it("keeps nothing of what was saved or given up", () => {
  const saved = renderHook(({ now }) => useUnsaved("translation-1", now), {
    initialProps: { now: "" },
  });
  act(() => saved.result.current.set("written"));
  saved.rerender({ now: "written" });
  saved.unmount();
  const given = renderHook(() => useUnsaved("criteria-1", "saved"));
  act(() => given.result.current.set("written"));
  act(() => given.result.current.forget());
  given.unmount();

  expect(sessionStorage).toHaveLength(0);
});

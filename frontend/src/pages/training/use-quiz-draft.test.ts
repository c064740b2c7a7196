import { act, renderHook } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { fakeServer, json } from "@/testing/fakeServer";
import { useQuizDraft } from "./use-quiz-draft";

it("leaves nothing behind to send again once the draft has reached the server", async () => {
  const sent = fakeServer({ "PUT /api/v1/attempts/7/answers/3": {} });
  const page = renderHook(() => useQuizDraft(7, 1));
  act(() => page.result.current.changed(3, { said: "older" }));
  page.unmount();
  const between = sessionStorage.length;

  await vi.waitFor(() => expect(sessionStorage).toHaveLength(0));

  renderHook(() => useQuizDraft(7, 1));
  expect([between, sent.length]).toEqual([1, 1]);
});

it("loses nothing of who leaves twice while the server cannot be reached", async () => {
  const away = json({ title: "Back soon", status: 503, code: "unavailable" }, 503);
  fakeServer({ "PUT /api/v1/attempts/8/answers/3": () => away.clone() });
  const page = renderHook(() => useQuizDraft(8, 1));
  act(() => page.result.current.changed(3, { said: "a stroke" }));
  page.unmount();

  renderHook(() => useQuizDraft(8, 1)).unmount();
  const back = renderHook(() => useQuizDraft(8, 1));

  expect(back.result.current.latest(3)).toEqual({ said: "a stroke" });
  back.unmount();
});

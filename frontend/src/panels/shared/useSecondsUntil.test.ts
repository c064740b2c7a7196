import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { serverClock } from "@/api/server-clock";
import { useSecondsUntil } from "./useSecondsUntil";

const START = Date.parse("2026-03-02T09:00:00Z");
const HALF_AN_HOUR = 30 * 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now: START, toFake: ["Date", "performance", "setInterval", "clearInterval"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ["forward", HALF_AN_HOUR],
  ["back", -HALF_AN_HOUR],
])("a clock put %s changes nothing of the time that is left", (_, jump) => {
  serverClock.hear(new Date(START).toUTCString());
  const { result } = renderHook(() => useSecondsUntil("2026-03-02T09:10:00Z"));
  expect(result.current).toBe(600);

  vi.setSystemTime(START + jump);
  act(() => void vi.advanceTimersByTime(5000));

  expect(result.current).toBe(595);
});

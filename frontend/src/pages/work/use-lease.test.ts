import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Assignment } from "@/api/work";
import { fakeServer, json } from "@/testing/fakeServer";
import { useLease } from "./use-lease";

const ASSIGNMENT = { id: 8, lease_seconds_left: 1800, extensions_left: 3 } as Assignment; // as far as it is read

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const leftSeconds = (endsAtMs: number) => Math.round((endsAtMs - performance.now()) / 1000);

it("has what the server said is left, however wrong the clock of the device is", () => {
  vi.setSystemTime(new Date("2001-01-01"));

  const { result } = renderHook(() => useLease(ASSIGNMENT));
  vi.advanceTimersByTime(60_000);

  expect(leftSeconds(result.current.endsAtMs)).toBe(1740);
});

it("asks the server once the device has slept", async () => {
  const sent = fakeServer({
    "POST /api/v1/assignments/8/heartbeat": { lease_seconds_left: 400, extensions_left: 3 },
  });
  const { result } = renderHook(() => useLease(ASSIGNMENT));
  await act(() => vi.advanceTimersByTimeAsync(60_000));
  expect(sent).toEqual([]);

  vi.setSystemTime(Date.now() + 1_400_000);
  await act(() => vi.advanceTimersByTimeAsync(15_000));

  expect(sent).toHaveLength(1);
  expect(leftSeconds(result.current.endsAtMs)).toBeLessThanOrEqual(400);
});

it("asks again after a sleep until the server has answered", async () => {
  let isAwake = false;
  const sent = fakeServer({
    "POST /api/v1/assignments/8/heartbeat": () => {
      if (!isAwake) throw new TypeError("no network yet");
      return { lease_seconds_left: 400, extensions_left: 3 };
    },
  });
  const { result } = renderHook(() => useLease(ASSIGNMENT));
  vi.setSystemTime(Date.now() + 1_400_000);
  await act(() => vi.advanceTimersByTimeAsync(15_000));
  const early = leftSeconds(result.current.endsAtMs);

  isAwake = true;
  await act(() => vi.advanceTimersByTimeAsync(60_000));

  expect(early).toBeGreaterThan(1000);
  expect(leftSeconds(result.current.endsAtMs)).toBeLessThanOrEqual(400);
  expect(sent).toHaveLength(2);
});

it("has ended where the server says so after a sleep, whatever the ring had left", async () => {
  const over = { title: "It is over", status: 409, code: "assignment_over" };
  fakeServer({ "POST /api/v1/assignments/8/heartbeat": json(over, 409) });
  const { result } = renderHook(() => useLease(ASSIGNMENT));

  vi.setSystemTime(Date.now() + 7_200_000);
  await act(() => vi.advanceTimersByTimeAsync(15_000));

  expect(result.current).toMatchObject({ hasEnded: true, extensionsLeft: 0 });
  expect(leftSeconds(result.current.endsAtMs)).toBe(0);
});

it("says that it was taken back, and why", async () => {
  const taken = { title: "Taken back", detail: "“Wrong.”", status: 409, code: "taken_back" };
  fakeServer({ "POST /api/v1/assignments/8/heartbeat": json(taken, 409) });
  const { result } = renderHook(() => useLease(ASSIGNMENT));

  vi.setSystemTime(Date.now() + 7_200_000);
  await act(() => vi.advanceTimersByTimeAsync(15_000));

  expect(result.current.hasEnded).toBe(true);
  expect(result.current.takenBack?.detail).toBe("“Wrong.”");
});

it("has not ended for who has to sign in again", async () => {
  const asked = { title: "Sign in", status: 401, code: "not_authenticated" };
  fakeServer({ "POST /api/v1/assignments/8/heartbeat": json(asked, 401) });
  const { result } = renderHook(() => useLease(ASSIGNMENT));

  vi.setSystemTime(Date.now() + 100_000);
  await act(() => vi.advanceTimersByTimeAsync(15_000));

  expect(result.current.hasEnded).toBe(false);
});

it("asks a server that does not answer now and then, however much is done", async () => {
  const sent = fakeServer({
    "POST /api/v1/assignments/8/heartbeat": () => {
      throw new TypeError("no network");
    },
  });
  const { result } = renderHook(() => useLease({ ...ASSIGNMENT, lease_seconds_left: 400 }));

  for (let second = 0; second < 40; second += 1) {
    await act(async () => {
      result.current.keepAlive();
      await vi.advanceTimersByTimeAsync(1000);
    });
  }

  expect(sent).toHaveLength(3);
  expect(result.current.hasEnded).toBe(false);
});

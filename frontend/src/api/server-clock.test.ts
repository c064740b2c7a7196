import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ServerClock } from "./server-clock";

const NOON = Date.parse("2026-03-02T12:00:00Z");
const A_DAY = 86_400_000;
const httpDate = (ms: number) => new Date(ms).toUTCString();

beforeEach(() => void vi.useFakeTimers({ now: NOON + A_DAY, toFake: ["Date", "performance"] }));
afterEach(() => void vi.useRealTimers());

it("goes by the device until the server has spoken", () => {
  const clock = new ServerClock();

  clock.hear(null);
  clock.hear("yesterday");

  expect(clock.now()).toBe(NOON + A_DAY);
});

it("goes by the server from then on, however the device's clock is set", () => {
  const clock = new ServerClock();

  clock.hear(httpDate(NOON));
  vi.setSystemTime(NOON - A_DAY);
  vi.advanceTimersByTime(5000);

  expect(clock.now()).toBe(NOON + 5000);
});

it("takes an answer that was kept for an hour for what it is: old", () => {
  const clock = new ServerClock();
  clock.hear(httpDate(NOON));

  clock.hear(httpDate(NOON - 3_600_000));

  expect(clock.now()).toBe(NOON);
});

it("is right again with the first answer after a sleep", () => {
  const clock = new ServerClock();
  clock.hear(httpDate(NOON));

  clock.hear(httpDate(NOON + 3_600_000)); // and performance.now() stood still

  expect(clock.now()).toBe(NOON + 3_600_000);
});

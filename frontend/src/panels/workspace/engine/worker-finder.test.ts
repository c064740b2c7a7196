import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Crop } from "@/model/masks/pixels";
import { imagePoint } from "@/model/points";
import { MuteWorker } from "@/testing/mute-worker";
import { WAYS_WITHIN_MS, WorkerFinder } from "./worker-finder";

const CORNER = imagePoint(5, 5);

function finderOf() {
  const made: MuteWorker[] = [];
  const onFailed = vi.fn();
  const make = () => {
    const worker = new MuteWorker();
    made.push(worker);
    return worker as unknown as Worker; // what is asked of one
  };
  const crop = (): Crop => ({ x: 0, y: 0, width: 10, height: 10, step: 1, colours: new Uint8ClampedArray(400) }); // prettier-ignore
  return { finder: new WorkerFinder(crop, () => undefined, onFailed, make), made, onFailed };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("ends a worker that says nothing, tells so once, and asks another at the next corner", () => {
  const { finder, made, onFailed } = finderOf();
  finder.begin(CORNER, 1);
  vi.advanceTimersByTime(WAYS_WITHIN_MS - 1);
  const before = onFailed.mock.calls.length;

  vi.advanceTimersByTime(WAYS_WITHIN_MS);

  expect([before, onFailed.mock.calls.length, made[0]?.isStopped]).toEqual([0, 1, true]);
  expect(finder.wayTo(CORNER)).toBeNull();
  finder.begin(CORNER, 1);
  expect(made.map(({ asked }) => asked.length)).toEqual([1, 1]);
});

it("tells of a worker that broke only where somebody waits for it", () => {
  const { finder, made, onFailed } = finderOf();
  finder.prepare();
  made[0]?.dispatchEvent(new Event("error"));
  const unasked = onFailed.mock.calls.length;

  finder.begin(CORNER, 1);
  made[1]?.dispatchEvent(new Event("error"));

  expect([unasked, onFailed.mock.calls.length]).toEqual([0, 1]);
});

it("is quiet when it is answered in time, and when the tool is put down", () => {
  const { finder, made, onFailed } = finderOf();
  finder.begin(CORNER, 1);
  made[0]?.dispatchEvent(new MessageEvent("message", { data: { number: 1, ways: null } }));
  vi.advanceTimersByTime(WAYS_WITHIN_MS);
  finder.begin(CORNER, 1);
  finder.stop();
  vi.advanceTimersByTime(WAYS_WITHIN_MS);

  expect(onFailed).not.toHaveBeenCalled();
});

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Crop } from "@/model/masks/pixels";
import { MuteWorker } from "@/testing/mute-worker";
import { WorkerCutter } from "./worker-cutter";

const IMAGE = { width_px: 10, height_px: 10 };
const BOX = { minX: 2, minY: 2, maxX: 8, maxY: 8 };
const CROP: Crop = { x: 0, y: 0, width: 10, height: 10, step: 1, colours: new Uint8ClampedArray(400) }; // prettier-ignore

function cutterOf(withinMs?: number) {
  const made: MuteWorker[] = [];
  const onFound = vi.fn();
  const make = () => {
    const worker = new MuteWorker();
    made.push(worker);
    return worker as unknown as Worker; // what is asked of one
  };
  return { cutter: new WorkerCutter(() => CROP, IMAGE, onFound, make, withinMs), made, onFound };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("ends a worker that says nothing, tells whoever waits, and asks another for the next box", () => {
  const { cutter, made, onFound } = cutterOf();
  cutter.begin(BOX);
  vi.advanceTimersByTime(19_000);
  expect(cutter.found().type).toBe("working");

  vi.advanceTimersByTime(1000);

  expect([cutter.found().type, onFound.mock.calls.length]).toEqual(["failed", 1]);
  expect(made[0]?.isStopped).toBe(true);
  cutter.begin(BOX);
  expect(made.map(({ asked }) => asked.length)).toEqual([1, 1]);
});

it("tells at once of a worker that broke, and nobody when nothing was asked of it", () => {
  const { cutter, made, onFound } = cutterOf();
  cutter.prepare();
  made[0]?.dispatchEvent(new Event("error"));
  expect(onFound).not.toHaveBeenCalled();
  cutter.begin(BOX);

  made[1]?.dispatchEvent(new Event("error"));

  expect([cutter.found().type, onFound.mock.calls.length]).toEqual(["failed", 1]);
});

it("does not let a box that was given up keep the next one waiting", () => {
  const { cutter, made } = cutterOf();
  cutter.begin(BOX);

  cutter.begin(BOX);

  expect(made.map(({ isStopped }) => isStopped)).toEqual([true, false]);
});

it("waits no longer once it was answered, and as long as it was told to", () => {
  const { cutter, made, onFound } = cutterOf(60_000);
  cutter.begin(BOX);
  vi.advanceTimersByTime(59_000);

  made[0]?.dispatchEvent(new MessageEvent("message", { data: { number: 1, marks: null } }));
  vi.advanceTimersByTime(60_000);

  expect([cutter.found().type, onFound.mock.calls.length]).toEqual(["nothing", 1]);
  expect(made[0]?.isStopped).toBe(false);
});

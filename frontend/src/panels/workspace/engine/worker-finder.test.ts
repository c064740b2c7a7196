import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import type { Crop } from "@/model/masks/pixels";
import { imagePoint } from "@/model/points";
import { MuteWorker } from "@/testing/mute-worker";
import type { Driver } from "@/tools/driver";
import { driver } from "@/tools/masks/mask-driver";
import { WAYS_WITHIN_MS, WorkerFinder } from "./worker-finder";

const CORNER = imagePoint(5, 5);

function finderOf(isThere = () => true) {
  const made: MuteWorker[] = [];
  const onFailed = vi.fn();
  const make = () => {
    const worker = new MuteWorker();
    made.push(worker);
    return worker as unknown as Worker; // what is asked of one
  };
  const crop = (): Crop => ({ x: 0, y: 0, width: 10, height: 10, step: 1, colours: new Uint8ClampedArray(400) }); // prettier-ignore
  const pixels = () => (isThere() ? crop() : null);
  return { finder: new WorkerFinder(pixels, () => undefined, onFailed, make), made, onFailed };
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

const answer = (number: number) => new MessageEvent("message", { data: { number, ways: null } });

it("is quiet when it is answered in time, and when the stage is taken away", () => {
  const { finder, made, onFailed } = finderOf();
  finder.begin(CORNER, 1);
  made[0]?.dispatchEvent(answer(1));
  vi.advanceTimersByTime(WAYS_WITHIN_MS);
  finder.begin(CORNER, 1);
  finder.stop();
  vi.advanceTimersByTime(WAYS_WITHIN_MS);

  expect(onFailed).not.toHaveBeenCalled();
});

it.each([
  { how: "let go of", end: (d: Driver) => d.press("Escape") },
  { how: "closed", end: (d: Driver) => d.press("Enter") },
  { how: "taken back to nothing", end: (d: Driver) => d.press("Ctrl+z", "Ctrl+z", "Ctrl+z") },
  {
    how: "gone with its picture",
    end: (d: Driver) => d.bench.load(EMPTY_DOCUMENT),
  },
])("is quiet once the outline is $how", ({ end }) => {
  const { finder, made, onFailed } = finderOf();
  const d = driver("scissors");
  d.bench.see({ ways: finder });
  d.click(20, 20).click(60, 20).click(60, 60);
  const asked = made[0]?.asked.length;
  expect([asked, d.bench.state.stateName]).toEqual([3, "scissors.tracing"]);

  end(d);
  vi.advanceTimersByTime(2 * WAYS_WITHIN_MS);

  expect(d.bench.state.isGesture).toBe(false);
  expect(onFailed).not.toHaveBeenCalled();
});

it("gives the last corner its own time, from when it was set and from when its turn came", () => {
  const { finder, made, onFailed } = finderOf();
  finder.begin(CORNER, 1);
  vi.advanceTimersByTime(WAYS_WITHIN_MS - 1);
  finder.begin(imagePoint(6, 6), 1);
  vi.advanceTimersByTime(WAYS_WITHIN_MS - 1);
  made[0]?.dispatchEvent(answer(1));
  vi.advanceTimersByTime(WAYS_WITHIN_MS - 1);
  const before = onFailed.mock.calls.length;

  vi.advanceTimersByTime(1);

  expect([before, onFailed.mock.calls.length]).toEqual([0, 1]);
});

it("looks round the corner of an outline taken up before the picture is there once it is", () => {
  let isThere = false;
  const { finder, made } = finderOf(() => isThere);
  const left = driver("scissors").click(20, 20).click(60, 20);
  const unfinished = structuredClone(left.bench.state.unfinished);
  if (unfinished === null) throw new Error("Nothing was under way");
  const d = driver("brush");
  d.bench.see({ ways: finder });
  const asked = () => made.flatMap((worker) => worker.asked).length;

  d.bench.run({ type: "resume", unfinished });
  d.move(60, 60);
  const before = asked();
  isThere = true;
  d.move(61, 60).move(62, 60);

  expect([before, asked(), d.bench.state.stateName]).toEqual([0, 1, "scissors.tracing"]);
});

it("looks no more round a corner that was let go before the picture came", () => {
  let isThere = false;
  const { finder, made } = finderOf(() => isThere);
  finder.begin(CORNER, 1);
  finder.end();
  isThere = true;

  expect(finder.wayTo(CORNER)).toBeNull();
  expect(made).toEqual([]);
});

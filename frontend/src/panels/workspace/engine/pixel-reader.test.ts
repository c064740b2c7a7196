import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { PixelReader } from "./pixel-reader";

const asked: HTMLImageElement[] = [];

beforeEach(() => {
  asked.length = 0;
  vi.useFakeTimers();
  const Plain = globalThis.Image;
  vi.stubGlobal(
    "Image",
    class extends Plain {
      constructor() {
        super();
        asked.push(this);
      }
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it("asks again for a picture that did not come, but not at every movement", () => {
  const reader = new PixelReader("/street.jpg", { width_px: 40, height_px: 30 });
  reader.prepare();
  reader.prepare();
  const first = asked.length;

  asked[0]?.dispatchEvent(new Event("error"));
  reader.prepare();
  const atOnce = asked.length;
  vi.advanceTimersByTime(2000);
  reader.prepare();
  reader.prepare();

  expect([first, atOnce, asked.length]).toEqual([1, 1, 2]);
});

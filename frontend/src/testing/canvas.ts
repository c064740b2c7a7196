/** happy-dom draws nothing: a canvas that takes every call, for tests that mount the stage. */

import { vi } from "vitest";

/** A picture of one red pixel, should somebody read it. */
const SIZE = { width: 10, height: 10, data: Uint8ClampedArray.of(255, 0, 0, 255) };

export function standInForCanvas(): void {
  const context: unknown = new Proxy(
    {},
    { get: (_, name) => (name === "canvas" ? { ...SIZE } : () => SIZE), set: () => true },
  );
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(context as never);
  vi.stubGlobal(
    "OffscreenCanvas",
    class extends EventTarget {
      getContext = () => context;
      transferToImageBitmap = () => SIZE;
    },
  );
  vi.stubGlobal(
    "Path2D",
    class {
      moveTo() {}
      lineTo() {}
      closePath() {}
    },
  );
}

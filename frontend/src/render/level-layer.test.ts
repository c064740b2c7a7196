import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LevelWindow } from "@/model/levels/window";
import { standInForCanvas } from "@/testing/canvas";
import { ImageLayer, type PictureTone } from "./image-layer";
import { LevelLayer, type ShadePart } from "./level-layer";

const SIZE = { width_px: 1100, height_px: 700 };
const FIRST = { low: 0, high: 100 };
const SECOND = { low: 50, high: 90 };
const VIEW = { scale: 1, x: 0, y: 0 };
const PLAIN: Omit<PictureTone, "window"> = {
  brightness: 1,
  contrast: 1,
  gamma: 1,
  saturation: 1,
  isInverted: false,
};

/** Node has none; nobody looks at what is put into it. */
function PixelsStandIn(): void {
  // Nothing to keep.
}

beforeEach(() => {
  standInForCanvas();
  vi.stubGlobal("ImageData", PixelsStandIn);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Answers when it is told to. */
function shader() {
  const asked: { part: ShadePart; window: LevelWindow; answer: () => void }[] = [];
  const shade = (part: ShadePart, window: LevelWindow) =>
    new Promise<Uint32Array<ArrayBuffer>>((resolve) => {
      asked.push({ part, window, answer: () => resolve(new Uint32Array()) });
    });
  return { asked, shade };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));
const canvases = (layer: LevelLayer) => [...layer.element.querySelectorAll("canvas")];

describe("levels on the stage", () => {
  it("are drawn where they are in sight, in the size they are seen in", () => {
    const [layer, worker] = [new LevelLayer(SIZE), shader()];
    layer.use(worker, FIRST);

    layer.show(VIEW, { width: 600, height: 400 }, 1);
    expect(worker.asked.map(({ part }) => part)).toEqual([
      { level: 0, left: 0, top: 0, right: 512, bottom: 512 },
      { level: 0, left: 512, top: 0, right: 1024, bottom: 512 },
    ]);

    layer.show({ ...VIEW, scale: 0.25 }, { width: 600, height: 400 }, 1);
    expect(worker.asked.at(-1)?.part).toEqual({
      level: 2,
      left: 0,
      top: 0,
      right: 275,
      bottom: 175,
    });
  });

  it("stay hidden until they are drawn, and what was there stays until then", async () => {
    const [layer, worker] = [new LevelLayer(SIZE), shader()];
    layer.use(worker, FIRST);
    layer.show(VIEW, { width: 100, height: 100 }, 1);
    expect(canvases(layer).map(({ style }) => style.visibility)).toEqual(["hidden"]);
    worker.asked[0]?.answer();
    await settled();

    layer.show({ ...VIEW, scale: 0.5 }, { width: 100, height: 100 }, 1);
    expect(canvases(layer).map(({ style }) => style.visibility)).toEqual(["visible", "hidden"]);
    worker.asked[1]?.answer();
    await settled();

    expect(canvases(layer).map(({ style }) => style.visibility)).toEqual(["visible"]);
  });

  it("are asked for once at a time, and again where the window has gone on meanwhile", async () => {
    const [layer, worker] = [new LevelLayer(SIZE), shader()];
    const show = (window: LevelWindow) => {
      layer.use(worker, window);
      layer.show(VIEW, { width: 100, height: 100 }, 1);
    };
    show(FIRST);
    show({ low: 10, high: 95 });
    show(SECOND);
    expect(worker.asked).toHaveLength(1);

    worker.asked[0]?.answer();
    await settled();
    worker.asked[1]?.answer();
    await settled();

    expect(worker.asked.map(({ window }) => window)).toEqual([FIRST, SECOND]);
  });

  it("make room for 256 levels where those show the same", () => {
    const [layer, worker] = [new LevelLayer(SIZE), shader()];
    layer.use(worker, FIRST);
    layer.show(VIEW, { width: 100, height: 100 }, 1);

    layer.use(worker, null);

    expect(layer.element.style.display).toBe("none");
    expect(canvases(layer)).toEqual([]);
  });
});

describe("a picture through a window", () => {
  it("is 256 levels spread further while all are on their way", () => {
    const picture = new ImageLayer(SIZE);

    picture.adjust({ ...PLAIN, window: SECOND }, { usual: FIRST, shader: null });

    const curve = picture.window.element.querySelector("feFuncR");
    expect(picture.element.style.filter).toContain(picture.window.css);
    expect(Number(curve?.getAttribute("slope"))).toBeCloseTo(100 / 40);
    expect(Number(curve?.getAttribute("intercept"))).toBeCloseTo(-50 / 40);
    expect(picture.levels.element.style.display).toBe("none");
  });

  it("is as it came through the usual one, and without any", () => {
    const picture = new ImageLayer(SIZE);

    picture.adjust({ ...PLAIN, window: FIRST }, { usual: FIRST, shader: shader() });
    expect(picture.element.style.filter).toBe("");
    expect(picture.levels.element.style.display).toBe("none");

    picture.adjust({ ...PLAIN, window: SECOND });
    expect(picture.element.style.filter).toBe("");
  });
});

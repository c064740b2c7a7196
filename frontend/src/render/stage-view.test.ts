import { beforeEach, expect, it, vi } from "vitest";
import { standInForCanvas } from "@/testing/canvas";
import { sceneOf } from "@/testing/scene";
import { StageView } from "./stage-view";

const SCENE = sceneOf({
  image: { width_px: 800, height_px: 500 },
  viewport: { width: 1000, height: 600 },
  view: { scale: 1, x: 0, y: 0 },
});
let viewport = SCENE.viewport;
let desks: EventTarget[] = [];

beforeEach(() => {
  standInForCanvas();
  viewport = SCENE.viewport;
  desks = [];
  const Desk = OffscreenCanvas;
  vi.stubGlobal(
    "OffscreenCanvas",
    class extends Desk {
      constructor() {
        super(1, 1);
        desks.push(this);
      }
    },
  );
});

/** A stage whose picture is there, and drawn with the shapes. */
async function shown() {
  const view = new StageView(document.createElement("div"), SCENE.image, () => ({
    ...SCENE,
    viewport,
  }));
  const { element, holder } = view.picture;
  Object.defineProperties(element, { complete: { value: true }, naturalWidth: { value: 800 } });
  view.invalidate();
  const isHidden = () => holder.style.opacity === "0";
  await expect.poll(isHidden).toBe(true);
  return { view, isHidden };
}

const tell = (name: string) => desks.forEach((desk) => desk.dispatchEvent(new Event(name)));

it("shows the picture itself while what it was drawn on is lost, and draws it once it is back", async () => {
  const { view, isHidden } = await shown();
  expect(view.redraws).toBe(1);

  tell("contextlost");
  await expect.poll(isHidden).toBe(false);
  tell("contextrestored");
  await expect.poll(isHidden).toBe(true);

  expect(view.redraws).toBe(2);
  view.destroy();
});

it("draws anew when the page is seen again, and no more once it is closed", async () => {
  const { view } = await shown();

  document.dispatchEvent(new Event("visibilitychange"));
  await expect.poll(() => view.redraws).toBe(2);
  view.destroy();
  document.dispatchEvent(new Event("visibilitychange"));
  await new Promise(requestAnimationFrame);

  expect(view.redraws).toBe(2);
});

it("leaves the picture to the browser where the stage is too large for a canvas as sharp", async () => {
  const { view, isHidden } = await shown();
  vi.stubGlobal("devicePixelRatio", 2);

  viewport = { width: 3840, height: 2160 };
  view.invalidate();
  await expect.poll(isHidden).toBe(false);

  viewport = SCENE.viewport;
  view.invalidate();
  await expect.poll(isHidden).toBe(true);
  vi.stubGlobal("devicePixelRatio", 1);
  view.destroy();
});

it("has the picture in its place before it draws any shapes", () => {
  const scene = { ...SCENE, view: { scale: 0.5, x: 300, y: 175 } };
  const view = new StageView(document.createElement("div"), scene.image, () => scene);

  view.showPicture();

  const { element, holder } = view.picture;
  expect([element.style.width, holder.style.transform, view.redraws]).toEqual([
    "400px",
    "translate(300px, 175px) scale(1)",
    0,
  ]);
  view.destroy();
});

it("lays the picture out as large as it is seen once the hand rests, also where all was drawn anew", async () => {
  let view = { scale: 2, x: -600, y: 0 };
  const stage = new StageView(document.createElement("div"), SCENE.image, () => ({
    ...SCENE,
    view,
  }));
  const { style } = stage.picture.element;
  stage.invalidate();
  await expect.poll(() => style.width).toBe("1600px");

  view = { scale: 3, x: 0, y: 0 };
  stage.invalidate();
  await expect.poll(() => stage.redraws).toBe(2);
  expect(style.width).toBe("1600px");

  await expect.poll(() => style.width).toBe("2400px");
  stage.destroy();
});

/** The layers of the stage in one element, painted at most once a frame. */

import type { ImageSize } from "@/model/points";
import { cssOfTurn } from "@/model/turn";
import { Crosshair } from "./crosshair";
import { ImageLayer } from "./image-layer";
import { LAYER_STYLE } from "./layer-style";
import { MaskLayer } from "./mask-layer/mask-layer";
import { OverlayLayer } from "./overlay-layer";
import { Paths } from "./paths";
import { RestLayer } from "./rest-layer";
import { ratioFor, snapped } from "./rest-plan";
import type { RenderScene } from "./scene";

/** After so long without movement the resting shapes are drawn sharp again, in milliseconds. */
const RESTS_AFTER_MS = 120;

/** Without a size of its own: what is on it lies where its own place says. */
const PLANE = {
  ...LAYER_STYLE,
  width: "0",
  height: "0",
};

export class StageView {
  readonly picture: ImageLayer;
  private readonly rest: RestLayer;
  private readonly masks = new MaskLayer();
  private readonly overlay: OverlayLayer;
  private readonly crosshair = new Crosshair();
  private readonly sceneOf: () => RenderScene;
  /** Holds the layers, and is turned as a whole. */
  private readonly plane = document.createElement("div");
  private frame: number | null = null;
  private resting: ReturnType<typeof setTimeout> | null = null;

  constructor(element: HTMLElement, size: ImageSize, sceneOf: () => RenderScene) {
    const paths = new Paths();
    this.sceneOf = sceneOf;
    this.picture = new ImageLayer(size);
    this.rest = new RestLayer(paths, this.picture);
    this.overlay = new OverlayLayer(paths, this.picture, this.masks);
    Object.assign(this.plane.style, PLANE);
    this.plane.append(...this.elements());
    element.append(this.plane);
    for (const name of ["contextlost", "contextrestored"])
      this.plane.addEventListener(name, this.drawAnew, true);
    document.addEventListener("visibilitychange", this.drawAnew);
  }

  /** How often the resting shapes were drawn in full. */
  get redraws(): number {
    return this.rest.redraws;
  }

  /** Paints in the next frame, however often it is asked before. */
  invalidate(): void {
    this.frame ??= requestAnimationFrame(() => this.paint());
  }

  destroy(): void {
    document.removeEventListener("visibilitychange", this.drawAnew);
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    if (this.resting !== null) clearTimeout(this.resting);
    this.plane.remove();
  }

  private elements(): readonly (HTMLElement | SVGElement)[] {
    const surfaces = [this.rest.surface, this.masks.surface, this.overlay.surface];
    return [
      this.picture.gamma.element,
      this.picture.window.element,
      this.picture.holder,
      this.picture.levels.element,
      ...surfaces.map(({ canvas }) => canvas),
      ...this.crosshair.elements,
    ];
  }

  /** The frame to draw, and canvas pixels per CSS pixel. */
  private next(): readonly [RenderScene, number] {
    const scene = this.sceneOf();
    const ratio = ratioFor(scene.viewport, window.devicePixelRatio);
    return [{ ...scene, view: snapped(scene.view, ratio) }, ratio];
  }

  /** At once, so that the browser unpacks it while the shapes are drawn for the next frame. */
  showPicture(): void {
    this.placePicture(...this.next());
  }

  private placePicture({ view, viewport, turn }: RenderScene, ratio: number): boolean {
    this.plane.style.transform = cssOfTurn(viewport, turn);
    return this.picture.show(view, viewport, ratio);
  }

  private paint(): void {
    this.frame = null;
    const [scene, ratio] = this.next();
    const isPictureSoft = this.placePicture(scene, ratio);
    const isMaskMoved = this.masks.show(scene, ratio);
    this.overlay.draw(scene, ratio);
    this.crosshair.show(scene.crosshairAt, scene.viewport);
    if (this.resting !== null) clearTimeout(this.resting);
    const isMoved = this.rest.show(scene, ratio) || isMaskMoved || isPictureSoft;
    this.picture.hide(this.rest.hasPicture);
    this.resting = isMoved ? setTimeout(() => this.sharpen(), RESTS_AFTER_MS) : null;
  }

  private sharpen(): void {
    // The hand moves on, and the next frame is only late: on a slow machine a redraw now would
    // hold that up further.
    if (this.frame === null) this.draw((scene, ratio) => this.rest.settle(scene, ratio));
  }

  /** A browser drops canvases when the graphics card fails, and may when they are long unseen. */
  private readonly drawAnew = (): void => {
    this.draw((scene, ratio) => this.rest.redraw(scene, ratio));
  };

  private draw(drawRest: (scene: RenderScene, ratio: number) => void): void {
    if (document.hidden) return;
    const [scene, ratio] = this.next();
    this.picture.settle(scene.view);
    drawRest(scene, ratio);
    this.masks.redraw(scene, ratio);
    this.invalidate();
  }
}

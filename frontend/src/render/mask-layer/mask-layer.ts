/** The mask in the hand, on a canvas of its own: a stroke draws anew what it changed, no more. */

import { boundsOfRegion, changedBounds, type Region } from "@/model/masks/region";
import type { Bounds, Viewport } from "@/model/points";
import type { ViewTransform } from "@/model/view-transform";
import { bitmapPlace, isSameView, mustRedraw, overscanFor, type Overscan } from "../rest-plan";
import type { RenderScene } from "../scene";
import { Surface } from "../surface";
import { styleOf } from "./draw-mask";
import { frameOf, rasterOf, type MaskStyle, type Place } from "./raster";

/** A sharper raster than this costs more time than it shows. */
const MOST_PIXELS = 3_000_000;

export interface MaskInHand {
  readonly region: Region;
  readonly hex: string;
  readonly isDashed: boolean;
  readonly fill: number;
}

interface Drawn {
  readonly view: ViewTransform;
  readonly viewport: Viewport;
  readonly screenRatio: number;
  readonly mask: MaskInHand;
}

export class MaskLayer {
  readonly surface = new Surface("gm-mask");
  private overscan: Overscan = { x: 0, y: 0 };
  private drawn: Drawn | null = null;

  /** True when the bitmap was only moved, so that it wants drawing once the hand rests. */
  show(scene: RenderScene, ratio: number): boolean {
    const { mask, view } = scene;
    if (mask === null) {
      this.clear();
      return false;
    }
    if (this.drawn === null || this.isStale(this.drawn, scene, ratio)) this.redraw(scene, ratio);
    else this.update(this.drawn, mask);
    const { x, y, scale } = bitmapPlace(this.drawn?.view ?? view, view, this.overscan);
    this.surface.canvas.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    return this.drawn !== null && !isSameView(this.drawn.view, view);
  }

  redraw(scene: RenderScene, ratio: number): void {
    const { mask, view, viewport, image } = scene;
    if (mask === null) return this.clear();
    this.overscan = overscanFor(viewport, ratio, view, image);
    const width = viewport.width + 2 * this.overscan.x;
    const height = viewport.height + 2 * this.overscan.y;
    this.surface.resize(width, height, Math.min(ratio, Math.sqrt(MOST_PIXELS / (width * height))));
    this.surface.canvas.style.display = "";
    this.surface.clear();
    this.drawn = { view, viewport, screenRatio: ratio, mask };
    const bounds = boundsOfRegion(mask.region);
    if (bounds !== null) this.raster(this.drawn, bounds);
  }

  /** As the picture lies in a loupe. */
  drawOn(context: CanvasRenderingContext2D): void {
    if (this.drawn === null) return;
    const { scale, x, y } = this.placeIn(this.drawn.view);
    const { canvas } = this.surface;
    context.drawImage(canvas, -x / scale, -y / scale, canvas.width / scale, canvas.height / scale);
  }

  private update(drawn: Drawn, mask: MaskInHand): void {
    if (drawn.mask.region === mask.region) return;
    const changed = changedBounds(drawn.mask.region, mask.region);
    this.drawn = { ...drawn, mask };
    if (changed !== null) this.raster(this.drawn, changed);
  }

  private raster({ view, mask }: Drawn, bounds: Bounds): void {
    const style = this.styleFor(mask);
    const place = this.placeIn(view);
    const { canvas, context } = this.surface;
    const frame = frameOf(bounds, place, style.edgePx + 1, canvas);
    if (frame.width === 0 || frame.height === 0) return;
    const pixels = new Uint8ClampedArray(rasterOf(mask.region, place, frame, style).buffer);
    context.putImageData(new ImageData(pixels, frame.width, frame.height), frame.left, frame.top);
  }

  private styleFor(mask: MaskInHand): MaskStyle {
    return styleOf(mask, "label", true, mask.fill, this.surface.ratio);
  }

  private placeIn(view: ViewTransform): Place {
    const { ratio } = this.surface;
    return {
      scale: view.scale * ratio,
      x: (view.x + this.overscan.x) * ratio,
      y: (view.y + this.overscan.y) * ratio,
    };
  }

  private isStale(
    drawn: Drawn,
    { mask, view, viewport, image }: RenderScene,
    ratio: number,
  ): boolean {
    const isOther =
      drawn.mask.hex !== mask?.hex ||
      drawn.mask.fill !== mask.fill ||
      drawn.mask.isDashed !== mask.isDashed;
    const isResized =
      drawn.viewport.width !== viewport.width || drawn.viewport.height !== viewport.height;
    return (
      isOther ||
      isResized ||
      drawn.screenRatio !== ratio ||
      mustRedraw(drawn.view, view, this.overscan, viewport, image)
    );
  }

  private clear(): void {
    this.surface.cover(null, 1);
    this.drawn = null;
  }
}

/**
 * The picture: one `<img>`, moved and scaled by CSS, so that panning costs nothing; of a large one
 * the coarsest tile, under those in sight.
 */

import { GammaFilter } from "./gamma-filter";
import { PIXELATED_FROM_SCALE, type ViewTransform } from "@/model/view-transform";
import type { ImageSize, Viewport } from "@/model/points";
import { LAYER_STYLE } from "./layer-style";
import { isLayer, laidScaleFor } from "./picture-plan";
import { TileLayer } from "./tile-layer";

/** How the picture is shown; the picture itself stays as it is. */
export interface PictureTone {
  readonly brightness: number;
  readonly contrast: number;
  /** Above 1 the dark parts are lifted. */
  readonly gamma: number;
  readonly saturation: number;
  readonly isInverted: boolean;
}

export class ImageLayer {
  readonly element: HTMLImageElement;
  /** A layer of its own in the browser, drawn once and then moved; the tone is drawn into it. */
  readonly holder = document.createElement("div");
  readonly gamma = new GammaFilter();
  readonly tiles: TileLayer;
  private readonly size: ImageSize;
  /** CSS pixels per image pixel in which the picture is laid out; the rest is the transform's. */
  private laidScale: number | null = null;

  constructor(size: ImageSize) {
    this.size = size;
    this.tiles = new TileLayer(size);
    this.element = document.createElement("img");
    this.element.draggable = false;
    this.element.decoding = "async";
    this.element.width = size.width_px;
    this.element.height = size.height_px;
    Object.assign(this.holder.style, LAYER_STYLE);
    Object.assign(this.element.style, {
      display: "block",
      maxWidth: "none",
      userSelect: "none",
      pointerEvents: "none",
    });
    this.holder.append(this.element);
  }

  load(url: string, alt: string): void {
    this.element.alt = alt;
    if (this.element.getAttribute("src") !== url) this.element.src = url;
  }

  /** In place of the whole picture. */
  loadTiles(url: string, alt: string): void {
    this.load(this.tiles.use(url), alt);
  }

  get isLoaded(): boolean {
    return this.element.complete && this.element.naturalWidth > 0;
  }

  show(view: ViewTransform, viewport: Viewport, ratio: number): void {
    this.tiles.show(view, viewport, ratio);
    this.layOut(laidScaleFor(view.scale, this.laidScale, this.size), view.scale);
    const scale = view.scale / (this.laidScale ?? 1);
    this.holder.style.transform = `translate(${view.x}px, ${view.y}px) scale(${scale})`;
    this.element.style.imageRendering = view.scale >= PIXELATED_FROM_SCALE ? "pixelated" : "auto";
  }

  /** Sharp again once the hand rests. */
  settle({ scale }: ViewTransform): void {
    this.layOut(laidScaleFor(scale, null, this.size), scale);
  }

  /** The stored size may be smaller than the one coordinates are in; it is stretched to it. */
  private layOut(laid: number, seen: number): void {
    this.holder.style.willChange = isLayer(seen, this.size) ? "transform" : "";
    if (this.laidScale === laid) return;
    this.laidScale = laid;
    this.element.style.width = `${this.size.width_px * laid}px`;
    this.element.style.height = `${this.size.height_px * laid}px`;
  }

  /** Brightness, contrast, gamma and saturation as factors, 1 for as it is. */
  adjust({ brightness, contrast, gamma, saturation, isInverted }: PictureTone): void {
    this.gamma.show(gamma);
    const filters = [
      gamma !== 1 && `url(#${this.gamma.id})`,
      brightness !== 1 && `brightness(${brightness})`,
      contrast !== 1 && `contrast(${contrast})`,
      saturation !== 1 && `saturate(${saturation})`,
      isInverted && "invert(1)",
    ];
    const filter = filters.filter((filter) => filter !== false).join(" ");
    this.element.style.filter = filter;
    this.tiles.element.style.filter = filter;
  }

  /** In image pixels. */
  drawOn(context: CanvasRenderingContext2D): void {
    context.drawImage(this.element, 0, 0, this.size.width_px, this.size.height_px);
    this.tiles.drawOn(context);
  }
}

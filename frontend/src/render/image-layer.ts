/**
 * The picture: one `<img>`, moved and scaled by CSS, so that panning costs nothing; of a large one
 * the coarsest tile, under those in sight.
 */

import { ChannelFilter } from "./channel-filter";
import { isSameWindow, widthOf, type LevelWindow } from "@/model/levels/window";
import { PIXELATED_FROM_SCALE, type ViewTransform } from "@/model/view-transform";
import type { ImageSize, Viewport } from "@/model/points";
import type { Context2D } from "./drawing";
import { LAYER_STYLE } from "./layer-style";
import { LevelLayer, type LevelShader } from "./level-layer";
import { isLayer, laidScaleFor } from "./picture-plan";
import { TileLayer } from "./tile-layer";

/**
 * Of a larger picture Chromium keeps nothing between two drawings on a canvas (64 MiB for its pixels
 * and those of half the size): each edit would unpack all of it.
 */
const MOST_PIXELS_KEPT = 12_500_000;

/** How the picture is shown; the picture itself stays as it is. */
export interface PictureTone {
  readonly brightness: number;
  readonly contrast: number;
  /** Above 1 the dark parts are lifted. */
  readonly gamma: number;
  readonly saturation: number;
  readonly isInverted: boolean;
  /** Of a picture of more than 8 bits; null for the one it is usually shown through. */
  readonly window: LevelWindow | null;
}

/** What a picture of more than 8 bits is drawn with. */
export interface PictureDepth {
  /** The window that its 256 levels were made through. */
  readonly usual: LevelWindow;
  /** Null while all levels are not here. */
  readonly shader: LevelShader | null;
}

export class ImageLayer {
  readonly element: HTMLImageElement;
  /** A layer of its own in the browser, drawn once and then moved; the tone is drawn into it. */
  readonly holder = document.createElement("div");
  /** To lie beside the picture: their filters are found by name. */
  readonly gamma = new ChannelFilter("gamma");
  readonly window = new ChannelFilter("linear");
  readonly tiles: TileLayer;
  readonly levels: LevelLayer;
  private readonly size: ImageSize;
  /** CSS pixels per image pixel in which the picture is laid out; the rest is the transform's. */
  private laidScale: number | null = null;
  /** A canvas of so large a stage has fewer pixels than the screen. */
  private isCoarse = false;

  constructor(size: ImageSize) {
    this.size = size;
    this.tiles = new TileLayer(size);
    this.levels = new LevelLayer(size);
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
    this.holder.append(this.element, this.tiles.element);
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

  /** Whether a canvas shows it alike, and soon: in its own tones, as sharp, no pixels as squares. */
  isPlain(scale: number): boolean {
    const { width_px, height_px } = this.size;
    const isKept = width_px * height_px <= MOST_PIXELS_KEPT && !this.tiles.areUsed;
    const isAsStored = this.isLoaded && this.element.style.filter === "";
    return isKept && isAsStored && !this.isCoarse && scale < PIXELATED_FROM_SCALE;
  }

  /** True when it is soft, so that it wants to settle once the hand rests. */
  show(view: ViewTransform, viewport: Viewport, ratio: number): boolean {
    this.isCoarse = ratio < window.devicePixelRatio;
    const areTilesCoarse = this.tiles.show(view, viewport, ratio);
    this.levels.show(view, viewport, ratio);
    this.layOut(laidScaleFor(view.scale, this.laidScale, this.size), view.scale);
    const scale = view.scale / (this.laidScale ?? 1);
    this.holder.style.transform = `translate(${view.x}px, ${view.y}px) scale(${scale})`;
    this.holder.style.imageRendering = view.scale >= PIXELATED_FROM_SCALE ? "pixelated" : "auto";
    return areTilesCoarse || this.laidScale !== laidScaleFor(view.scale, null, this.size);
  }

  /** Not from who hears it: its words stay. */
  hide(isHidden: boolean): void {
    this.holder.style.opacity = isHidden ? "0" : "";
  }

  /** Sharp again once the hand rests. */
  settle({ scale }: ViewTransform): void {
    this.tiles.settle();
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
  adjust(tone: PictureTone, depth: PictureDepth | null = null): void {
    const { brightness, contrast, gamma, saturation, isInverted } = tone;
    const { usual = null, shader = null } = depth ?? {};
    const isUsual = usual === null || tone.window === null || isSameWindow(usual, tone.window);
    this.levels.use(shader, isUsual ? null : tone.window);
    this.gamma.set({ exponent: 1 / gamma });
    if (!isUsual && tone.window !== null) this.window.set(lineBetween(usual, tone.window));
    const filters = [
      gamma !== 1 && this.gamma.css,
      brightness !== 1 && `brightness(${brightness})`,
      contrast !== 1 && `contrast(${contrast})`,
      saturation !== 1 && `saturate(${saturation})`,
      isInverted && "invert(1)",
    ];
    const filter = filters.filter((filter) => filter !== false).join(" ");
    // 256 levels look the same through a window, in coarser steps, until all levels are drawn.
    const coarse = isUsual ? filter : `${this.window.css} ${filter}`.trim();
    this.element.style.filter = coarse;
    this.tiles.element.style.filter = coarse;
    this.levels.element.style.filter = filter;
  }

  /** In image pixels. */
  drawOn(context: Context2D): void {
    context.drawImage(this.element, 0, 0, this.size.width_px, this.size.height_px);
    this.tiles.drawOn(context);
    this.levels.drawOn(context);
  }
}

/** The line from greys (0 to 1) through one window to those through another. */
function lineBetween(
  from: LevelWindow,
  to: LevelWindow,
): { readonly slope: number; readonly intercept: number } {
  return { slope: widthOf(from) / widthOf(to), intercept: (from.low - to.low) / widthOf(to) };
}

/**
 * A picture of more than 8 bits through a window: tiles that a worker draws, over the picture in
 * 256 levels. Only what is in sight is drawn, in the size it is seen in.
 */

import { isSameWindow, type LevelWindow } from "@/model/levels/window";
import type { PlanePart } from "@/model/levels/plane";
import type { Bounds, ImageSize, Viewport } from "@/model/points";
import { levelFor, tilesIn, type Tile } from "@/model/tiles";
import { PIXELATED_FROM_SCALE, visibleBounds, type ViewTransform } from "@/model/view-transform";
import type { Context2D } from "./drawing";
import { LAYER_STYLE } from "./layer-style";

/** In pixels of the picture halved `level` times. */
export interface ShadePart extends PlanePart {
  readonly level: number;
}

export interface LevelShader {
  /** The pixels of a part as a canvas has them. Never answered once the shader is stopped. */
  shade(part: ShadePart, window: LevelWindow): Promise<Uint32Array<ArrayBuffer>>;
}

interface Shown {
  readonly canvas: HTMLCanvasElement;
  readonly bounds: Bounds;
  readonly part: ShadePart;
  /** The window it was drawn through last; null before. */
  drawn: LevelWindow | null;
  isAsked: boolean;
}

export class LevelLayer {
  readonly element = document.createElement("div");
  private readonly image: ImageSize;
  private shader: LevelShader | null = null;
  private window: LevelWindow | null = null;
  private wanted: ReadonlySet<string> = new Set();
  private readonly shown = new Map<string, Shown>();

  constructor(image: ImageSize) {
    this.image = image;
    this.element.className = "gm-levels";
    this.element.setAttribute("aria-hidden", "true");
    Object.assign(this.element.style, LAYER_STYLE, { display: "none" });
  }

  /** Null while all levels are not here, and where 256 show the same. */
  use(shader: LevelShader | null, window: LevelWindow | null): void {
    this.shader = shader;
    this.window = shader === null ? null : window;
    this.element.style.display = this.window === null ? "none" : "";
    if (this.window === null) this.keep(new Set());
  }

  show(view: ViewTransform, viewport: Viewport, ratio: number): void {
    if (this.window === null) return;
    this.element.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
    this.element.style.imageRendering = view.scale >= PIXELATED_FROM_SCALE ? "pixelated" : "auto";
    const level = levelFor(view.scale * ratio, this.image);
    const tiles = tilesIn(visibleBounds(view, viewport), level, this.image);
    this.wanted = new Set(tiles.map(({ name }) => name));
    for (const tile of tiles) this.bring(tile, level);
    this.forget();
  }

  /** In image pixels, as the picture lies in a loupe. */
  drawOn(context: Context2D): void {
    for (const { canvas, bounds, drawn } of this.shown.values()) {
      const { minX, minY, maxX, maxY } = bounds;
      if (drawn !== null) context.drawImage(canvas, minX, minY, maxX - minX, maxY - minY);
    }
  }

  private bring(tile: Tile, level: number): void {
    const known = this.shown.get(tile.name) ?? this.made(tile, level);
    this.shown.set(tile.name, known);
    this.draw(tile.name, known);
  }

  private made({ bounds }: Tile, level: number): Shown {
    const pixel = 2 ** level;
    const { minX, minY, maxX, maxY } = bounds;
    const part = {
      level,
      left: minX / pixel,
      top: minY / pixel,
      right: maxX / pixel,
      bottom: maxY / pixel,
    };
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: part.right - part.left, height: part.bottom - part.top });
    Object.assign(canvas.style, {
      position: "absolute",
      left: `${minX}px`,
      top: `${minY}px`,
      width: `${maxX - minX}px`,
      height: `${maxY - minY}px`,
      visibility: "hidden",
    });
    this.element.append(canvas);
    return { canvas, bounds, part, drawn: null, isAsked: false };
  }

  /** One question a tile at a time: while a slider moves, what comes late is drawn and asked anew. */
  private draw(name: string, tile: Shown): void {
    const { shader, window } = this;
    const isDone = tile.drawn !== null && window !== null && isSameWindow(tile.drawn, window);
    if (shader === null || window === null || isDone || tile.isAsked) return;
    tile.isAsked = true;
    void shader.shade(tile.part, window).then((pixels) => {
      tile.isAsked = false;
      if (this.shown.get(name) !== tile) return;
      paint(tile, pixels);
      tile.drawn = window;
      if (this.wanted.has(name)) this.draw(name, tile);
      this.forget();
    });
  }

  /** What is not wanted stays under what is, until all of that is drawn. */
  private forget(): void {
    const isWhole = [...this.wanted].every((name) => this.shown.get(name)?.drawn != null);
    if (isWhole) this.keep(this.wanted);
  }

  private keep(names: ReadonlySet<string>): void {
    for (const [name, { canvas }] of this.shown) {
      if (names.has(name)) continue;
      canvas.remove();
      this.shown.delete(name);
    }
  }
}

function paint({ canvas }: Shown, pixels: Uint32Array<ArrayBuffer>): void {
  const { width, height } = canvas;
  const image = new ImageData(new Uint8ClampedArray(pixels.buffer), width, height);
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  canvas.style.visibility = "visible";
}

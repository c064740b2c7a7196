/** The tiles of a large picture that are in sight, over a coarse picture of the whole. */

import type { ImageSize, Viewport } from "@/model/points";
import { lastLevel, tilesIn, type Tile } from "@/model/tiles";
import { visibleBounds, type ViewTransform } from "@/model/view-transform";
import type { Context2D } from "./drawing";
import { LAYER_STYLE } from "./layer-style";
import { tileLevelFor } from "./picture-plan";

/** Tiles out of sight that are kept, for a hand that goes back. */
const MOST_KEPT = 40;

export class TileLayer {
  readonly element = document.createElement("div");
  private readonly image: ImageSize;
  private url: string | null = null;
  /** Of those in sight; null for the one that fits. */
  private level: number | null = null;
  /** In the order they came into sight. */
  private readonly shown = new Map<
    string,
    { readonly tile: Tile; readonly img: HTMLImageElement }
  >();

  constructor(image: ImageSize) {
    this.image = image;
    this.element.className = "gm-tiles";
    this.element.setAttribute("aria-hidden", "true");
    Object.assign(this.element.style, LAYER_STYLE, { width: "100%", height: "100%" });
  }

  get areUsed(): boolean {
    return this.url !== null;
  }

  /** Where tiles are; the address of the one that shows the whole. */
  use(url: string): string {
    this.url = url;
    return `${url}/${lastLevel(this.image)}-0-0.jpg`;
  }

  /** True when finer ones wait for the hand to rest. */
  show(view: ViewTransform, viewport: Viewport, ratio: number): boolean {
    if (this.url === null) return false;
    const pixels = view.scale * ratio;
    this.level = tileLevelFor(pixels, this.level, this.image);
    const wanted = tilesIn(visibleBounds(view, viewport), this.level, this.image);
    for (const tile of wanted) this.bring(tile, this.url);
    this.forget(new Set(wanted.map(({ name }) => name)));
    return this.level !== tileLevelFor(pixels, null, this.image);
  }

  /** The hand rests: from the next time on, those that fit. */
  settle(): void {
    this.level = null;
  }

  /** In image pixels, as the picture lies in a loupe. */
  drawOn(context: Context2D): void {
    for (const { tile, img } of this.shown.values()) {
      const { minX, minY, maxX, maxY } = tile.bounds;
      if (isHere(img)) context.drawImage(img, minX, minY, maxX - minX, maxY - minY);
    }
  }

  private bring(tile: Tile, url: string): void {
    if (this.shown.has(tile.name)) return;
    const img = document.createElement("img");
    const { width_px: across, height_px: down } = this.image;
    const { minX, minY, maxX, maxY } = tile.bounds;
    Object.assign(img, {
      alt: "",
      draggable: false,
      decoding: "async",
      src: `${url}/${tile.name}`,
    });
    Object.assign(img.style, {
      position: "absolute",
      maxWidth: "none",
      left: share(minX, across),
      top: share(minY, down),
      width: share(maxX - minX, across),
      height: share(maxY - minY, down),
    });
    this.shown.set(tile.name, { tile, img });
    this.element.append(img);
  }

  /** What is not wanted stays under what is, until that is here; then a few are kept. */
  private forget(wanted: ReadonlySet<string>): void {
    const isWhole = [...wanted].every((name) => isHere(this.shown.get(name)?.img));
    const others = [...this.shown.keys()].filter((name) => !wanted.has(name));
    const [level] = wanted;
    const coarse = others.filter((name) => name.split("-")[0] !== level?.split("-")[0]);
    const spare = isWhole ? coarse : [];
    for (const name of [...spare, ...others.slice(0, -MOST_KEPT)]) {
      this.shown.get(name)?.img.remove();
      this.shown.delete(name);
    }
  }
}

const share = (part: number, whole: number) => `${(100 * part) / whole}%`;

function isHere(img: HTMLImageElement | undefined): boolean {
  return img !== undefined && img.complete && img.naturalWidth > 0;
}

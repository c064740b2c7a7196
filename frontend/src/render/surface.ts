/** A canvas of so many CSS pixels, as sharp as the screen. */

import type { Turn } from "@/model/turn";
import { LAYER_STYLE } from "./layer-style";

/** iOS refuses canvases beyond 16.7 megapixels. */
export const MAX_CANVAS_PIXELS = 16_000_000;

export class Surface {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  ratio = 1;
  width = 0;
  height = 0;

  constructor(className: string) {
    this.canvas = document.createElement("canvas");
    this.canvas.className = className;
    // The shapes are told by the list beside the stage; the canvas itself says nothing.
    this.canvas.setAttribute("aria-hidden", "true");
    Object.assign(this.canvas.style, LAYER_STYLE);
    const context = this.canvas.getContext("2d");
    if (context === null) throw new Error("This browser has no 2D canvas");
    this.context = context;
  }

  /** Resizing clears a canvas, so it is done only when the size is another one. */
  resize(width: number, height: number, ratio: number): void {
    const pixels = [Math.round(width * ratio), Math.round(height * ratio)] as const;
    if (this.canvas.width !== pixels[0] || this.canvas.height !== pixels[1]) {
      [this.canvas.width, this.canvas.height] = pixels;
    }
    Object.assign(this.canvas.style, { width: `${width}px`, height: `${height}px` });
    Object.assign(this, { width, height, ratio });
  }

  clear(): void {
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
  }

  /** CSS pixels as they are seen once the plane is turned: texts stand upright in them. */
  useSeen(turn: Turn): void {
    const { ratio: r, width, height } = this;
    const [across, down] = [width * r, height * r];
    const { context } = this;
    if (turn === 0) context.setTransform(r, 0, 0, r, 0, 0);
    if (turn === 1) context.setTransform(0, -r, r, 0, 0, down);
    if (turn === 2) context.setTransform(-r, 0, 0, -r, across, down);
    if (turn === 3) context.setTransform(0, r, -r, 0, across, 0);
  }

  /** CSS pixels from here on. */
  useScreen(): void {
    this.context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
  }
}

/** What a layer draws on: canvas pixels that cover a part of the plane, as sharp as the screen. */

import type { Turn } from "@/model/turn";
import type { ViewTransform } from "@/model/view-transform";

/** iOS refuses canvases beyond 16.7 megapixels. */
export const MAX_CANVAS_PIXELS = 16_000_000;

export type Context2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export class Drawing<Context extends Context2D = Context2D> {
  readonly context: Context;
  ratio = 1;
  /** In CSS pixels, a whole number of the canvas's; as `left` and `top`, those of the plane. */
  width = 0;
  height = 0;
  left = 0;
  top = 0;

  constructor(context: Context | null) {
    if (context === null) throw new Error("This browser has no 2D canvas");
    this.context = context;
  }

  /** Resizing clears a canvas, so it is done only when the size is another one. */
  resize(width: number, height: number, ratio: number): void {
    const { canvas } = this.context;
    const pixels = [Math.round(width * ratio), Math.round(height * ratio)] as const;
    if (canvas.width !== pixels[0] || canvas.height !== pixels[1]) {
      [canvas.width, canvas.height] = pixels;
    }
    Object.assign(this, { width: pixels[0] / ratio, height: pixels[1] / ratio, ratio });
  }

  clear(): void {
    const { canvas } = this.context;
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.clearRect(0, 0, canvas.width, canvas.height);
  }

  /**
   * CSS pixels of the drawing as they are seen once the plane is turned: texts stand upright in
   * them.
   */
  useSeen(turn: Turn): void {
    const { ratio: r, width, height } = this;
    const [across, down] = [width * r, height * r];
    const { context } = this;
    if (turn === 0) context.setTransform(r, 0, 0, r, 0, 0);
    if (turn === 1) context.setTransform(0, -r, r, 0, 0, down);
    if (turn === 2) context.setTransform(-r, 0, 0, -r, across, down);
    if (turn === 3) context.setTransform(0, r, -r, 0, across, 0);
  }

  /** CSS pixels of the plane from here on. */
  useScreen(): void {
    const { ratio } = this;
    this.context.setTransform(ratio, 0, 0, ratio, -this.left * ratio, -this.top * ratio);
  }

  /** Image pixels from here on. */
  useImage(view: ViewTransform): void {
    const { ratio } = this;
    const zoom = ratio * view.scale;
    const [x, y] = [ratio * (view.x - this.left), ratio * (view.y - this.top)];
    this.context.setTransform(zoom, 0, 0, zoom, x, y);
  }
}

/** A drawing that is in sight while it is made: what changes with every frame. */

import { Drawing } from "./drawing";
import { layerCanvas } from "./layer-style";
import type { Frame } from "./overlay-frame";

export class Surface extends Drawing<CanvasRenderingContext2D> {
  readonly canvas: HTMLCanvasElement;

  constructor(className: string) {
    const canvas = layerCanvas(className);
    super(canvas.getContext("2d"));
    this.canvas = canvas;
  }

  override resize(width: number, height: number, ratio: number): void {
    super.resize(width, height, ratio);
    Object.assign(this.canvas.style, { width: `${this.width}px`, height: `${this.height}px` });
  }

  /** Lies over this part of the plane; nowhere for null, and costs nothing then. */
  cover(frame: Frame | null, ratio: number): void {
    this.canvas.style.display = frame === null ? "none" : "";
    if (frame === null) return;
    this.resize(frame.width / ratio, frame.height / ratio, ratio);
    this.left = frame.left / ratio;
    this.top = frame.top / ratio;
    this.canvas.style.transform = `translate(${this.left}px, ${this.top}px)`;
  }
}

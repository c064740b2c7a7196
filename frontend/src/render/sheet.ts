/**
 * A drawing that is made out of sight and shown as a bitmap: what changes seldom and is moved
 * often. Chromium copies a canvas that is drawn on in sight with every frame, changed or not; a
 * bitmap that was handed over stays where it is.
 */

import { Drawing } from "./drawing";
import { layerCanvas } from "./layer-style";

export class Sheet extends Drawing {
  readonly canvas: HTMLCanvasElement;
  private readonly desk: OffscreenCanvas;
  /** A graphics card that fails takes what was drawn along, and nothing is drawn until it is back. */
  isLost = false;
  private readonly shown: ImageBitmapRenderingContext;

  constructor(className: string) {
    const desk = new OffscreenCanvas(1, 1);
    super(desk.getContext("2d"));
    const canvas = layerCanvas(className);
    const shown = canvas.getContext("bitmaprenderer");
    if (shown === null) throw new Error("This browser shows no bitmaps");
    this.desk = desk;
    this.canvas = canvas;
    this.shown = shown;
    for (const name of ["contextlost", "contextrestored"])
      desk.addEventListener(name, () => {
        this.isLost = name === "contextlost";
        canvas.dispatchEvent(new Event(name)); // for who listens on the page
      });
  }

  /** Lays what is in sight on the desk again, to be changed in part. */
  takeBack(): void {
    this.clear();
    this.context.drawImage(this.canvas, 0, 0);
  }

  /** Brings what was drawn into sight; the desk is empty after it. */
  present(): void {
    this.shown.transferFromImageBitmap(this.desk.transferToImageBitmap());
    Object.assign(this.canvas.style, { width: `${this.width}px`, height: `${this.height}px` });
  }
}

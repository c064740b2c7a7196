/** Two lines through the pointer over the whole stage: moved by the browser, not drawn anew. */

import type { ScreenPoint, Viewport } from "@/model/points";
import { LAYER_STYLE } from "./layer-style";
import { HALO, HALO_OPACITY, HANDLE_FILL } from "./palette";

const LINE_OPACITY = 0.85;

export class Crosshair {
  readonly elements = [line(), line()] as const;

  show(at: ScreenPoint | null, { width, height }: Viewport): void {
    const [across, down] = this.elements;
    across.style.display = down.style.display = at === null ? "none" : "";
    if (at === null) return;
    across.style.width = `${width}px`;
    down.style.height = `${height}px`;
    across.style.transform = `translate(0px, ${Math.round(at.y)}px)`;
    down.style.transform = `translate(${Math.round(at.x)}px, 0px)`;
  }
}

function line(): HTMLDivElement {
  const element = document.createElement("div");
  element.className = "gm-crosshair";
  element.setAttribute("aria-hidden", "true");
  Object.assign(element.style, {
    ...LAYER_STYLE,
    display: "none",
    width: "1px",
    height: "1px",
    willChange: "transform",
    background: colour(HANDLE_FILL, LINE_OPACITY),
    boxShadow: `0 0 0 1px ${colour(HALO, HALO_OPACITY / 3)}`,
  });
  return element;
}

function colour(hex: string, opacity: number): string {
  return `color-mix(in srgb, ${hex} ${opacity * 100}%, transparent)`;
}

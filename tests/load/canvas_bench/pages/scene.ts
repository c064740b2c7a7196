/** The same 2,000 polygons for every engine: a grid of rings, no two alike, from no lot. */

import type { Picture, Polygon, View } from "./engine";

const COLUMNS = 50;
const ROWS = 40;
const VERTICES = 20;

export function polygonsOn({ width, height }: Picture): readonly Polygon[] {
  const [wide, high] = [width / COLUMNS, height / ROWS];
  return Array.from({ length: COLUMNS * ROWS }, (_, index) => {
    const x = ((index % COLUMNS) + 0.5) * wide;
    const y = (Math.floor(index / COLUMNS) + 0.5) * high;
    return ring(x, y, Math.min(wide, high) * 0.46, index);
  });
}

function ring(x: number, y: number, radius: number, seed: number): Polygon {
  return Array.from({ length: VERTICES }, (_, vertex) => {
    const angle = (2 * Math.PI * vertex) / VERTICES;
    const wobble = 0.85 + 0.15 * Math.sin(3 * angle + seed) * Math.cos(seed * 0.7);
    return [x + radius * wobble * Math.cos(angle), y + radius * wobble * Math.sin(angle)] as const;
  });
}

export function fitOf({ width, height }: Picture, host: HTMLElement): View {
  const scale = Math.min(host.clientWidth / width, host.clientHeight / height);
  return {
    scale,
    x: (host.clientWidth - width * scale) / 2,
    y: (host.clientHeight - height * scale) / 2,
  };
}

/** Runs the phases: one step in each frame, between marks that the trace shows. */

import { make } from "@engine";
import type { Engine, Picture } from "./engine";
import { fitOf, polygonsOn } from "./scene";

const STEPS = 120;
const ZOOM_A_STEP = 1.02;
const PAN_RADIUS_PX = 150;
const DRAG_RADIUS_PX = 120;
/** In the middle of the grid. */
const DRAGGED = 1025;

let engine: Engine;
const host = document.getElementById("host");
if (host === null) throw new Error("The page has no host");

const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
const rest = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** `count` of the polygons, for a page that measures something else than them. */
async function mount(picture: Picture, count: number): Promise<void> {
  const image = new Image();
  image.src = picture.url;
  await image.decode();
  const polygons = polygonsOn(picture).slice(0, count);
  const fit = fitOf(picture, host as HTMLElement);
  await rest(500);
  await frame();
  performance.mark("bench:first_render:begin");
  performance.mark("bench:full_render:begin");
  engine = make({ host: host as HTMLElement, picture, image, polygons, fit });
  await frame();
  performance.mark("bench:first_render:end");
  if (polygons.length > 0) await engine.drawnInFull?.();
  performance.mark("bench:full_render:end");
  await rest(500);
}

const angle = (step: number) => (4 * Math.PI * step) / STEPS;

async function pan(): Promise<void> {
  await measured("pan", (step) =>
    engine.panTo(
      PAN_RADIUS_PX * (Math.cos(angle(step)) - 1),
      PAN_RADIUS_PX * Math.sin(angle(step)),
    ),
  );
}

async function zoom(): Promise<void> {
  const middle = [innerWidth / 2, innerHeight / 2] as const;
  await measured("zoom", (step) =>
    engine.zoomBy(step < STEPS / 2 ? ZOOM_A_STEP : 1 / ZOOM_A_STEP, ...middle),
  );
}

async function drag(picture: Picture): Promise<void> {
  const [x, y] = polygonsOn(picture)[DRAGGED]?.[0] ?? [0, 0];
  const radius = DRAG_RADIUS_PX / fitOf(picture, host as HTMLElement).scale;
  engine.takeVertex(DRAGGED);
  await measured("drag", (step) =>
    engine.vertexTo(x + radius * (Math.cos(angle(step)) - 1), y + radius * Math.sin(angle(step))),
  );
  engine.letGo();
}

async function measured(phase: string, step: (number: number) => void): Promise<void> {
  await rest(300);
  await frame();
  performance.mark(`bench:${phase}:begin`);
  for (let number = 1; number <= STEPS; number += 1) {
    step(number);
    await frame();
  }
  performance.mark(`bench:${phase}:end`);
  await rest(300);
}

async function phases(picture: Picture): Promise<void> {
  await pan();
  await zoom();
  await drag(picture);
}

/** From nothing to the picture on the screen; what it costs to load and read it is part of it. */
async function open(picture: Picture): Promise<void> {
  const shownFrom = fitOf(picture, host as HTMLElement);
  performance.mark("bench:open:begin");
  const image = new Image();
  engine = make({
    host: host as HTMLElement,
    picture,
    image,
    polygons: polygonsOn(picture),
    fit: shownFrom,
  });
  const shown = host?.querySelector("img") ?? image;
  await shown.decode();
  await frame();
  while (!areTilesHere()) await frame();
  performance.mark("bench:open:end");
  await rest(1000);
}

/** Those in sight, where the engine shows any. */
function areTilesHere(): boolean {
  const tiles = [...(host?.querySelectorAll<HTMLImageElement>(".gm-tiles img") ?? [])];
  return tiles.every((tile) => tile.complete && tile.naturalWidth > 0);
}

const own = (name: string) => engine.own?.[name]?.();

Object.assign(globalThis, { bench: { mount, phases, open, own } });

/** The workspace's own engine, driven by the pointer events that a hand would make. */

import {
  EMPTY_DOCUMENT,
  type AnnotationDocument,
  type Shape,
} from "@/model/document";
import { maskOf } from "@/model/masks/geometry";
import { regionFrom } from "@/model/masks/region";
import { imagePoint } from "@/model/points";
import { readSchema } from "@/model/schema";
import { toScreen } from "@/model/view-transform";
import { StageEngine } from "@/panels/workspace/engine/stage-engine";
import {
  LABEL_COLOUR,
  type Engine,
  type MakeEngine,
  type Picture,
  type Polygon,
} from "../engine";

/** As in `tools/camera`. */
const WHEEL_ZOOM = 0.0018;
const MIDDLE_BUTTON = 1;
const EVENTS = 60;
const RUNS = 30;

const SCHEMA = readSchema({
  version: 1,
  questions: [],
  labels: ["polygon", "mask"].map((kind) => ({
    key: kind,
    name: kind,
    color: LABEL_COLOUR,
    kind,
  })),
});

export const make: MakeEngine = ({ host, picture, polygons }) => {
  // Events made by a script have no pointer to capture.
  host.setPointerCapture = () => undefined;
  const engine = new StageEngine({
    document: documentOf(polygons),
    schema: SCHEMA,
    picture: pictureOf(picture),
    tool: "select",
    canEdit: true,
    awaitsAids: picture.tiles !== null,
  });
  document.documentElement.dataset.testHooks = "";
  engine.mount(host);
  engine.useAids({
    superpixelsUrl: null,
    pluginUrl: null,
    tilesUrl: picture.tiles,
  });
  return { ...movements(engine, host), own: ownMeasures(engine, host) };
};

const pictureOf = ({ url, width, height }: Picture) => ({
  url,
  alt: "",
  width_px: width,
  height_px: height,
});

function documentOf(polygons: readonly Polygon[]): AnnotationDocument {
  const shapes = polygons.map((polygon, index): Shape => ({
    id: `s${index + 1}`,
    kind: "polygon",
    label: "polygon",
    geometry: { points: polygon, holes: [] },
    attributes: {},
  }));
  return { ...EMPTY_DOCUMENT, shapes };
}

function sender(host: HTMLElement) {
  let buttons = 0;
  return (type: string, x: number, y: number, button = 0) => {
    if (type !== "pointermove") buttons = type === "pointerdown" ? 1 : 0;
    host.dispatchEvent(
      new PointerEvent(type, {
        clientX: x,
        clientY: y,
        button,
        buttons,
        pointerId: 1,
        pointerType: "mouse",
        bubbles: true,
      }),
    );
  };
}

function movements(
  engine: StageEngine,
  host: HTMLElement,
): Omit<Engine, "own"> {
  const send = sender(host);
  const middle = () => [host.clientWidth / 2, host.clientHeight / 2] as const;
  const place = (x: number, y: number) =>
    toScreen(engine.bench.state.view, imagePoint(x, y));
  let isPanning = false;
  const endPan = () => {
    if (isPanning) send("pointerup", ...middle(), MIDDLE_BUTTON);
    isPanning = false;
  };
  return {
    panTo: (dx, dy) => {
      const [x, y] = middle();
      if (!isPanning) send("pointerdown", x, y, MIDDLE_BUTTON);
      isPanning = true;
      send("pointermove", x + dx, y + dy);
    },
    zoomBy: (factor, x, y) => {
      endPan();
      const deltaY = -Math.log(factor) / WHEEL_ZOOM;
      host.dispatchEvent(
        new WheelEvent("wheel", { clientX: x, clientY: y, deltaY }),
      );
    },
    takeVertex: (polygon) => {
      endPan();
      const shape = engine.bench.state.document.shapes[polygon];
      if (shape?.kind !== "polygon") return;
      engine.bench.run(
        { type: "fit_view" },
        { type: "choose", shapeId: shape.id },
      );
      const [x, y] = shape.geometry.points[0] ?? [0, 0];
      const at = place(x, y);
      send("pointerdown", at.x, at.y);
      if (!engine.bench.state.isGesture)
        throw new Error("The vertex was not taken up");
    },
    vertexTo: (x, y) => {
      const at = place(x, y);
      send("pointermove", at.x, at.y);
    },
    letGo: () => void send("pointerup", ...middle()),
    drawnInFull: async () => {
      while ((globalThis.window.__guildmark?.redraws() ?? 0) < 2) await frame();
    },
  };
}

const frame = () => new Promise((done) => requestAnimationFrame(done));

/** Milliseconds that callbacks of frames have kept the page busy since it was asked last. */
function framesWatched(): () => number {
  const plain = globalThis.requestAnimationFrame.bind(globalThis);
  let busy = 0;
  globalThis.requestAnimationFrame = (callback) =>
    plain((time) => {
      const begin = performance.now();
      callback(time);
      busy += performance.now() - begin;
    });
  return () => {
    const found = busy;
    busy = 0;
    return found;
  };
}

/** All over the picture, 30 runs in each column: what a class such as foliage comes to. */
function dappled({
  width_px,
  height_px,
}: {
  width_px: number;
  height_px: number;
}): Shape {
  const run = height_px / RUNS;
  const columns = Array.from({ length: width_px }, (_, x) =>
    Array.from({ length: RUNS }, (_, number) => {
      const begin = Math.round(
        number * run + 20 * (1 + Math.sin(x / 40 + number)),
      );
      return [begin, begin + Math.round(run / 2)];
    }).flat(),
  );
  const geometry = maskOf(regionFrom(0, columns));
  if (geometry === null) throw new Error("It has pixels");
  return { id: "m1", kind: "mask", label: "mask", geometry, attributes: {} };
}

/** The longest of most: 95 of 100 took no longer. */
function p95(times: readonly number[]): number {
  return (
    times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? 0
  );
}

function ownMeasures(
  engine: StageEngine,
  host: HTMLElement,
): NonNullable<Engine["own"]> {
  const send = sender(host);
  const busyInFrames = framesWatched();
  const [x, y] = [host.clientWidth / 2, host.clientHeight / 2];

  /** Milliseconds that it keeps the page busy: in the event, and in the frame that shows it. */
  async function busyWith(step: () => void): Promise<number> {
    await frame();
    busyInFrames();
    const begin = performance.now();
    step();
    const inEvent = performance.now() - begin;
    await frame();
    return inEvent + busyInFrames();
  }

  async function timed(
    step: (number: number) => void,
  ): Promise<readonly number[]> {
    const times: number[] = [];
    for (let number = 0; number < EVENTS; number += 1)
      times.push(await busyWith(() => step(number)));
    return times;
  }

  return {
    brush: async () => {
      const { image } = engine.bench.state;
      engine.bench.run({ type: "add_copies", shapes: [dappled(image)] });
      const chosen = engine.bench.state.document.shapes[0];
      engine.bench.run({ type: "choose", shapeId: chosen?.id ?? null });
      engine.bench.run({ type: "use_tool", tool: "brush" });
      send("pointerdown", x - 300, y);
      const times = await timed((n) =>
        send("pointermove", x - 300 + n * 10, y + 90 * Math.sin(n)),
      );
      const end = await busyWith(() => void send("pointerup", x + 300, y));
      const { shapes } = engine.bench.state.document;
      if (shapes.length !== 1 || shapes[0]?.geometry === chosen?.geometry)
        throw new Error("The stroke is no part of the mask");
      return { brush_event_ms: p95(times), brush_end_ms: end };
    },
    wand: async () => {
      engine.bench.run({ type: "use_tool", tool: "wand" });
      const begin = performance.now();
      while (globalThis.__guildmark?.isReadable() !== true) await frame();
      send("pointerdown", x, y);
      send("pointerup", x, y);
      while (engine.bench.state.document.shapes.length === 0) {
        if (performance.now() - begin > 20_000)
          throw new Error("The wand found nothing");
        await frame();
      }
      return { wand_48mp_ms: performance.now() - begin };
    },
    scissors: async () => {
      engine.bench.run(
        { type: "use_tool", tool: "scissors" },
        { type: "actual_size" },
      );
      while (globalThis.__guildmark?.isReadable() !== true) await frame();
      // The worker is loaded when the tool is taken up, long before a hand has pressed.
      await new Promise((done) => setTimeout(done, 500));
      send("pointerdown", x, y);
      send("pointerup", x, y);
      const begin = performance.now();
      send("pointermove", x + 150, y + 120);
      while ((engine.bench.state.sketch?.way.length ?? 0) < 3) {
        if (performance.now() - begin > 5000)
          throw new Error("No way was found");
        await new Promise((done) => setTimeout(done, 1));
      }
      const map = performance.now() - begin;
      const times = await timed((n) =>
        send(
          "pointermove",
          x + 200 * Math.cos(n / 9),
          y + 200 * Math.sin(n / 9),
        ),
      );
      return { scissors_map_ms: map, scissors_path_ms: p95(times) };
    },
  };
}

/** Konva as its own advice tunes it: no listening, no perfect drawing, what is held on its own layer. */

import Konva from "konva";
import { LABEL_COLOUR, zoomed, type MakeEngine, type View } from "../engine";

const STROKE_PX = 2;

export const make: MakeEngine = ({ host, image, polygons, fit }) => {
  const container = document.createElement("div");
  host.append(container);
  const { clientWidth: width, clientHeight: height } = host;
  const stage = new Konva.Stage({ container: container as HTMLDivElement, width, height });
  const [below, resting, top] = [0, 1, 2].map(() => new Konva.Layer({ listening: false })) as [
    Konva.Layer,
    Konva.Layer,
    Konva.Layer,
  ];
  below.add(new Konva.Image({ image, listening: false }));
  const lines = polygons.map(
    (polygon) =>
      new Konva.Line({
        points: polygon.flat(),
        closed: true,
        stroke: LABEL_COLOUR,
        strokeWidth: STROKE_PX,
        strokeScaleEnabled: false,
        fill: `${LABEL_COLOUR}1A`,
        listening: false,
        perfectDrawEnabled: false,
        shadowForStrokeEnabled: false,
      }),
  );
  resting.add(...lines);
  let [view, from] = [fit, fit];
  let held: { readonly line: Konva.Line; readonly points: number[] } | null = null;

  function show(next: View): void {
    view = next;
    stage.position({ x: view.x, y: view.y });
    stage.scale({ x: view.scale, y: view.scale });
    stage.batchDraw();
  }

  show(fit);
  stage.add(below, resting, top);
  return {
    panTo: (dx, dy) => show({ ...from, x: from.x + dx, y: from.y + dy }),
    zoomBy: (factor, x, y) => {
      show(zoomed(view, factor, x, y));
      from = view;
    },
    takeVertex: (polygon) => {
      const line = lines[polygon];
      if (line === undefined) return;
      held = { line, points: line.points().slice() };
      line.moveTo(top);
      resting.batchDraw();
    },
    vertexTo: (x, y) => {
      if (held === null) return;
      held.line.points([x, y, ...held.points.slice(2)]);
      top.batchDraw();
    },
    letGo: () => {
      held?.line.moveTo(resting);
      held = null;
      stage.batchDraw();
    },
  };
};

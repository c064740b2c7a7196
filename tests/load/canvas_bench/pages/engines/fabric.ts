/** Fabric moved by its own viewport transform; 2,000 caches of shapes are slower here than none. */

import { FabricImage, Polygon, StaticCanvas } from "fabric";
import { LABEL_COLOUR, zoomed, type MakeEngine, type View } from "../engine";

const STROKE_PX = 2;

export const make: MakeEngine = ({ host, image, polygons, fit }) => {
  const element = document.createElement("canvas");
  host.append(element);
  const canvas = new StaticCanvas(element, {
    width: host.clientWidth,
    height: host.clientHeight,
    renderOnAddRemove: false,
  });
  canvas.backgroundImage = new FabricImage(image, { originX: "left", originY: "top" });
  const shapes = polygons.map(
    (polygon) =>
      new Polygon(
        polygon.map(([x, y]) => ({ x, y })),
        {
          stroke: LABEL_COLOUR,
          strokeWidth: STROKE_PX,
          strokeUniform: true,
          fill: `${LABEL_COLOUR}1A`,
          objectCaching: false,
          selectable: false,
          evented: false,
        },
      ),
  );
  canvas.add(...shapes);
  let [view, from] = [fit, fit];
  let held: Polygon | undefined;

  function show(next: View): void {
    view = next;
    canvas.setViewportTransform([view.scale, 0, 0, view.scale, view.x, view.y]);
    canvas.requestRenderAll();
  }

  canvas.setViewportTransform([fit.scale, 0, 0, fit.scale, fit.x, fit.y]);
  canvas.renderAll();
  return {
    panTo: (dx, dy) => show({ ...from, x: from.x + dx, y: from.y + dy }),
    zoomBy: (factor, x, y) => {
      show(zoomed(view, factor, x, y));
      from = view;
    },
    takeVertex: (polygon) => {
      held = shapes[polygon];
    },
    vertexTo: (x, y) => {
      if (held === undefined) return;
      held.points = [{ x, y }, ...held.points.slice(1)];
      held.setDimensions();
        canvas.requestRenderAll();
    },
    letGo: () => undefined,
  };
};

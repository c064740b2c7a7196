/** As CVAT draws: one SVG as large as the picture, scaled by CSS; strokes follow the zoom one by one. */

import { HALO, LABEL_COLOUR, zoomed, type MakeEngine, type Polygon, type View } from "../engine";

const NAMESPACE = "http://www.w3.org/2000/svg";
const STROKE_PX = 2;

const written = (polygon: Polygon) => polygon.map(([x, y]) => `${x},${y}`).join(" ");

export const make: MakeEngine = ({ host, picture, image, polygons, fit }) => {
  const svg = document.createElementNS(NAMESPACE, "svg");
  svg.setAttribute("width", String(picture.width));
  svg.setAttribute("height", String(picture.height));
  const shapes = polygons.map((polygon) => {
    const element = document.createElementNS(NAMESPACE, "polygon");
    element.setAttribute("points", written(polygon));
    element.setAttribute("fill", LABEL_COLOUR);
    element.setAttribute("fill-opacity", "0.1");
    element.setAttribute("stroke", LABEL_COLOUR);
    return element;
  });
  for (const layer of [image, svg])
    Object.assign(layer.style, {
      position: "absolute",
      left: "0",
      top: "0",
      transformOrigin: "0 0",
    });
  svg.style.outlineColor = HALO;
  let [view, from] = [fit, fit];
  let held = 0;

  function show(next: View): void {
    const hasZoomed = next.scale !== view.scale;
    view = next;
    const transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
    image.style.transform = transform;
    svg.style.transform = transform;
    if (hasZoomed) setStrokes();
  }
  function setStrokes(): void {
    const width = String(STROKE_PX / view.scale);
    for (const shape of shapes) shape.setAttribute("stroke-width", width);
  }

  setStrokes();
  svg.append(...shapes);
  host.append(image, svg);
  show(fit);
  return {
    panTo: (dx, dy) => show({ ...from, x: from.x + dx, y: from.y + dy }),
    zoomBy: (factor, x, y) => {
      show(zoomed(view, factor, x, y));
      from = view;
    },
    takeVertex: (polygon) => {
      held = polygon;
    },
    vertexTo: (x, y) => {
      const [, ...others] = polygons[held] ?? [];
      shapes[held]?.setAttribute("points", written([[x, y], ...others]));
    },
    letGo: () => undefined,
  };
};

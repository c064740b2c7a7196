/** What is moved over the stage by a transform: it begins at the corner, and presses go through. */
export const LAYER_STYLE = {
  position: "absolute",
  left: "0",
  top: "0",
  transformOrigin: "0 0",
  pointerEvents: "none",
} as const;

/** The shapes are told by the list beside the stage; a canvas itself says nothing. */
export function layerCanvas(className: string): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.className = className;
  canvas.setAttribute("aria-hidden", "true");
  Object.assign(canvas.style, LAYER_STYLE);
  return canvas;
}

/** What is moved over the stage by a transform: it begins at the corner, and presses go through. */
export const LAYER_STYLE = {
  position: "absolute",
  left: "0",
  top: "0",
  transformOrigin: "0 0",
  pointerEvents: "none",
} as const;

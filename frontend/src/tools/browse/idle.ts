/** Looking only: a click chooses a shape, a drag moves the picture. Nothing can be changed. */

import { shapeUnder } from "../scene";
import { PLAIN, stepTo, type ToolState } from "../tool";
import { pressing } from "./pressing";

export const browseIdle: ToolState = {
  ...PLAIN,
  name: "browse.idle",
  cursor: "grab",
  isGesture: false,
  onPointer: (input, scene) => {
    if (input.phase === "down") return stepTo(pressing(scene.view, input, browseIdle));
    const shape = shapeUnder(scene, input);
    const cursor = shape === null ? null : "pointer";
    return stepTo(browseIdle, { type: "hover", shapeId: shape?.id ?? null, cursor });
  },
  onCancel: () => stepTo(browseIdle, { type: "choose", shapeId: null }),
};

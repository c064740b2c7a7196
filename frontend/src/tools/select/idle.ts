/** Select, nothing in the hand: choose a shape, or take hold of one or of a handle. */

import { handleUnder, isDrag, nextUnder, shapesUnder, shapeUnder, type Scene } from "../scene";
import { PLAIN, stepTo, type Step, type ToolState } from "../tool";
import type { PointerInput } from "../input";
import { draggingHandle } from "./dragging-handle";
import { draggingShape } from "./dragging-shape";

export const selectIdle: ToolState = idle(null);

/** `reachedId` was chosen by pressing once more, so a drag means it and not a smaller one there. */
function idle(reachedId: string | null): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: "select.idle",
    cursor: "default",
    isGesture: false,
    onPointer: (input, scene) => {
      if (input.phase === "down" && input.button === 0) return pressed(input, scene);
      if (input.phase === "move") return hovered(state, input, scene);
      return stepTo(state);
    },
    onCancel: () => stepTo(selectIdle, { type: "choose", shapeId: null }),
  };

  function pressed(input: PointerInput, scene: Scene): Step {
    const held = handleUnder(scene, input);
    if (held !== null) return stepTo(draggingHandle(held.shape, held.handle, input, state));
    const under = shapesUnder(scene, input);
    const { chosenId } = scene;
    const isReached = reachedId !== null && reachedId === chosenId;
    const reached = isReached ? under.find(({ id }) => id === reachedId) : undefined;
    const shape = reached ?? under[0];
    if (shape === undefined) return stepTo(selectIdle, { type: "choose", shapeId: null });
    const isAgain = shape.id === chosenId && under.length > 1;
    const clicked = isAgain ? chooseNext : () => stepTo(state);
    if (scene.lockedIds.has(shape.id))
      return stepTo(isAgain ? pressingLocked(state, input) : state, choose(shape.id));
    return stepTo(draggingShape(shape, input, state, clicked), choose(shape.id));
  }

  return state;
}

/** What is locked goes nowhere, so only letting go where it was pressed means the next one. */
function pressingLocked(home: ToolState, from: PointerInput): ToolState {
  const state: ToolState = {
    ...home,
    onPointer: (input, scene) => {
      if (input.phase !== "up") return stepTo(state);
      return isDrag(from, input) ? stepTo(home) : chooseNext(input, scene);
    },
  };
  return state;
}

const choose = (shapeId: string) => ({ type: "choose", shapeId }) as const;

function chooseNext(input: PointerInput, scene: Scene): Step {
  const next = nextUnder(scene, input);
  return next === null ? stepTo(selectIdle) : stepTo(idle(next.id), choose(next.id));
}

function hovered(state: ToolState, input: PointerInput, scene: Scene): Step {
  const held = handleUnder(scene, input);
  if (held !== null) {
    return stepTo(state, {
      type: "hover",
      shapeId: held.shape.id,
      cursor: held.handle.cursor,
    });
  }
  const shape = shapeUnder(scene, input);
  const cursor = shape === null || scene.lockedIds.has(shape.id) ? null : "move";
  return stepTo(state, { type: "hover", shapeId: shape?.id ?? null, cursor });
}

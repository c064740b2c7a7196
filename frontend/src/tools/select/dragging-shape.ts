/** A shape in the hand. Nothing is written until it is let go; Escape leaves it where it was. */

import type { Shape } from "@/model/document";
import { companionsOf, movedTogether, type Placing } from "@/model/groups";
import type { PointerInput } from "../input";
import { isDrag, type Scene } from "../scene";
import { PLAIN, stepTo, type Step, type ToolState } from "../tool";

/** What follows a press that was let go where it began. */
type Clicked = (input: PointerInput, scene: Scene) => Step;

/** `clicked` is null once it has moved. */
export function draggingShape(
  shape: Shape,
  from: PointerInput,
  home: ToolState,
  clicked: Clicked | null,
): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: "select.dragging_shape",
    cursor: "move",
    isGesture: true,
    onPointer: (input, scene) => {
      if (input.phase === "move") return moved(input, scene);
      if (input.phase === "up") return released(input, scene);
      return stepTo(state);
    },
    onCancel: () => stepTo(home, { type: "preview", preview: null }),
  };

  function moved(input: PointerInput, scene: Scene): Step {
    if (clicked !== null && !isDrag(from, input)) return stepTo(state);
    const { kind, label, id } = shape;
    const [own, ...others] = placingsAt(input, scene);
    const geometry = own?.geometry ?? shape.geometry;
    const preview = { shapeId: id, kind, label, geometry, others, heldHandle: null };
    return stepTo(draggingShape(shape, from, home, null), { type: "preview", preview });
  }

  function released(input: PointerInput, scene: Scene): Step {
    if (clicked !== null) return clicked(input, scene);
    return stepTo(
      home,
      { type: "preview", preview: null },
      { type: "move_shapes", placings: placingsAt(input, scene), isNudge: false },
    );
  }

  /** Of its whole group; with Shift of the shape alone. */
  function placingsAt(input: PointerInput, scene: Scene): readonly Placing[] {
    const dx = input.image.x - from.image.x;
    const dy = input.image.y - from.image.y;
    const others = input.shift ? [] : companionsOf(scene.document, shape.id);
    return movedTogether([shape, ...others], dx, dy, scene.image);
  }

  return state;
}

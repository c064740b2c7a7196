/** What a region does to the mask under work: added to it, or taken away. */

import { difference, union, type Region } from "@/model/masks/region";
import type { Notice } from "../commands";
import type { PointerInput } from "../input";
import { shapeUnder, type Scene } from "../scene";
import { targetFor, targetToTakeFrom, type Target } from "./target";

const MAIN_BUTTON = 0;
/** The secondary button of a mouse, and the blunt end of a pen. */
const TAKING_BUTTONS: readonly number[] = [2, 5];

export interface Work {
  readonly target: Target;
  readonly takesAway: boolean;
}

/** Null for a button that means nothing here; a notice where there is no mask to work on. */
export function workFor(input: PointerInput, scene: Scene, isTaker: boolean): Work | Notice | null {
  const byButton = TAKING_BUTTONS.includes(input.button);
  if (input.button !== MAIN_BUTTON && !byButton) return null;
  const takesAway = isTaker || byButton;
  const target = takesAway ? targetToTakeFrom(scene, shapeUnder(scene, input)) : targetFor(scene);
  return "type" in target ? target : { target, takesAway };
}

export const isNotice = (found: Work | Notice): found is Notice => "type" in found;

export function applied({ target, takesAway }: Work, region: Region): Region {
  return takesAway ? difference(target.before, region) : union(target.before, region);
}

/** The brush is down: what it goes over is added or taken away. Escape brings back what was. */

import type { ImagePoint } from "@/model/points";
import { difference, union, type Region } from "@/model/masks/region";
import { strokeRegion } from "@/model/masks/stroke";
import { kept, LET_GO, shown } from "../masks/finish";
import type { Target } from "../masks/target";
import type { Scene } from "../scene";
import { PLAIN, stepTo, type Step, type ToolState } from "../tool";

export interface Stroke {
  readonly target: Target;
  readonly isErasing: boolean;
  readonly region: Region;
  readonly last: ImagePoint;
}

export function stroked(stroke: Stroke, to: ImagePoint, scene: Scene): Stroke {
  const { region, last, isErasing } = stroke;
  const swept = strokeRegion(last, to, scene.masks.brushPx / 2, scene.image);
  const after = isErasing ? difference(region, swept) : union(region, swept);
  return { ...stroke, region: after, last: to };
}

export function painting(stroke: Stroke, home: ToolState): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: stroke.isErasing ? "eraser.painting" : "brush.painting",
    cursor: "none",
    isGesture: true,
    paints: true,
    onPointer: (input, scene) => {
      if (input.phase === "down") return stepTo(state);
      const next = stroked(stroke, input.image, scene);
      if (input.phase === "up") return stepTo(home, ...kept(scene, next.target, next.region));
      return paintingOn(next, home);
    },
    onCancel: () => stepTo(home, ...LET_GO),
  };
  return state;
}

export function paintingOn(stroke: Stroke, home: ToolState): Step {
  return stepTo(painting(stroke, home), shown(stroke.target, stroke.region));
}

/** The button is down: every cell the pointer goes over is taken. Escape brings back what was. */

import { cellAt, cellRegion, type CellMap } from "@/model/masks/cells";
import { difference, union, type Region } from "@/model/masks/region";
import { imagePoint, type ImagePoint } from "@/model/points";
import type { Work } from "../masks/apply";
import { kept, LET_GO, shown } from "../masks/finish";
import type { Scene } from "../scene";
import { PLAIN, stepTo, type Step, type ToolState } from "../tool";

interface Plan {
  readonly work: Work;
  readonly cells: CellMap;
  readonly home: ToolState;
}

interface Sweep extends Plan {
  readonly region: Region;
  readonly taken: ReadonlySet<number>;
  readonly last: ImagePoint;
}

export function begunSweep(plan: Plan, at: ImagePoint, scene: Scene): Step {
  const begun = { ...plan, region: plan.work.target.before, taken: new Set<number>(), last: at };
  return sweepingOn(swept(begun, at, scene));
}

function sweepingOn(sweep: Sweep): Step {
  return stepTo(
    sweeping(sweep),
    { type: "aim", region: null },
    shown(sweep.work.target, sweep.region),
  );
}

function sweeping(sweep: Sweep): ToolState {
  const { home, work } = sweep;
  const state: ToolState = {
    ...PLAIN,
    name: "superpixels.sweeping",
    cursor: "crosshair",
    isGesture: true,
    onPointer: (input, scene) => {
      if (input.phase === "down") return stepTo(state);
      const next = swept(sweep, input.image, scene);
      if (input.phase === "up") return stepTo(home, ...kept(scene, work.target, next.region));
      return next.taken.size === sweep.taken.size ? stepTo(sweeping(next)) : sweepingOn(next);
    },
    onCancel: () => stepTo(home, ...LET_GO),
  };
  return state;
}

/** With the cells on the way from the last place, sample by sample, so that a quick hand skips none. */
function swept(sweep: Sweep, to: ImagePoint, scene: Scene): Sweep {
  const { cells, last, work } = sweep;
  const far = Math.hypot(to.x - last.x, to.y - last.y);
  const steps = Math.max(1, Math.ceil(far / cells.step));
  const taken = new Set(sweep.taken);
  let { region } = sweep;
  for (let step = 0; step <= steps; step += 1) {
    const share = step / steps;
    const at = imagePoint(last.x + (to.x - last.x) * share, last.y + (to.y - last.y) * share);
    const number = cellAt(cells, at);
    if (number === null || taken.has(number)) continue;
    taken.add(number);
    const cell = cellRegion(cells, at, scene.image);
    if (cell !== null) region = work.takesAway ? difference(region, cell) : union(region, cell);
  }
  return { ...sweep, region, taken, last: to };
}

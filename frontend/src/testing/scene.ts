import { BARE } from "@/panels/workspace/engine/scene-of";
import type { RenderScene } from "@/render/scene";

/** A picture seen so, with nothing on it and nothing under way but what is given. */
export function sceneOf(
  seen: Pick<RenderScene, "image" | "viewport" | "view"> & Partial<RenderScene>,
): RenderScene {
  return { turn: 0, hasGrid: false, ...BARE, ...seen };
}

import type { RenderScene } from "@/render/scene";

const EMPTY: Omit<RenderScene, "image" | "viewport" | "view"> = {
  turn: 0,
  layers: [],
  heldIds: [],
  hovered: null,
  active: null,
  companions: [],
  mask: null,
  brush: null,
  sketch: null,
  aim: null,
  unlabelledIn: null,
  crosshairAt: null,
  hasGrid: false,
  loupe: null,
};

/** A picture seen so, with nothing on it and nothing under way but what is given. */
export function sceneOf(
  seen: Pick<RenderScene, "image" | "viewport" | "view"> & Partial<RenderScene>,
): RenderScene {
  return { ...EMPTY, ...seen };
}

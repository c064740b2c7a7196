/**
 * A read-only view of the stage for browser tests, which must turn image pixels into places on the
 * page. It exists only where a test asks for it: `<html data-test-hooks>`, or a build for tests.
 */

import { imagePoint } from "@/model/points";
import type { AnnotationDocument } from "@/model/document";
import type { Workbench } from "@/tools/workbench";

export interface GuildmarkHooks {
  /** Whether it is on the page: the hooks of a stage outlive it until the next one has its own. */
  isShown(): boolean;
  document(): AnnotationDocument;
  /** Tool, state of the tool, chosen shape, label in use. */
  state(): { tool: string; stateName: string; chosenId: string | null; labelKey: string | null };
  /** CSS pixels per image pixel, and where the image's origin lies on the page. */
  transform(): { scale: number; x: number; y: number };
  /** Where an image pixel lies on the page, for `page.mouse`. */
  toPage(x: number, y: number): { x: number; y: number };
  /** Points of the way from the last corner to the pointer: 1 while it is straight. */
  wayLength(): number;
  /** How often the resting shapes were drawn in full. */
  redraws(): number;
  /** Whether tools that follow colours have the picture. */
  isReadable(): boolean;
}

declare global {
  interface Window {
    __guildmark?: GuildmarkHooks;
  }
}

/** Returns the function that takes the hooks away again. */
export function exposeHooks(
  bench: Workbench,
  element: HTMLElement,
  { redraws, isReadable }: Pick<GuildmarkHooks, "redraws" | "isReadable">,
): () => void {
  if (!__WITH_PARTS__ && document.documentElement.dataset.testHooks === undefined)
    return () => undefined;
  const toPage = (x: number, y: number) => {
    const box = element.getBoundingClientRect();
    const point = bench.placeOf(imagePoint(x, y));
    return { x: box.left + point.x, y: box.top + point.y };
  };
  const hooks: GuildmarkHooks = {
    isShown: () => element.isConnected,
    document: () => structuredClone(bench.state.document),
    state: () => {
      const { tool, stateName, chosenId, labelKey } = bench.state;
      return { tool, stateName, chosenId, labelKey };
    },
    transform: () => ({ scale: bench.state.view.scale, ...toPage(0, 0) }),
    toPage,
    wayLength: () => bench.state.sketch?.way.length ?? 0,
    redraws,
    isReadable,
  };
  window.__guildmark = hooks;
  return () => {
    if (window.__guildmark === hooks) delete window.__guildmark;
  };
}

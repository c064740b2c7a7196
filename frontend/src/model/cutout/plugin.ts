/** A client's own way to find the object in a box (`docs/plug-ins.md`). */

import type { CutWanted } from "./cutter";
import type { SampleBox } from "./grab-cut";

export interface PluginInput {
  /** Red, green, blue and opacity of each sample, row by row, 0 to 255. */
  readonly colours: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  /** What was drawn, in samples; `right` and `bottom` are the first ones outside. */
  readonly box: SampleBox;
}

export interface Plugin {
  /** Called once, before the first `segment`. */
  readonly load?: () => Promise<void> | void;
  /** By sample, row by row, not 0 for the object; null where there is none. */
  readonly segment: (input: PluginInput) => Promise<Uint8Array | null> | Uint8Array | null;
}

/** What the plug-in finds, 1 for the object. Throws where it breaks or answers something else. */
export async function askPlugin(
  plugin: Plugin,
  { crop, box }: CutWanted,
): Promise<Uint8Array | null> {
  const { colours, width, height } = crop;
  const marks = await plugin.segment({ colours, width, height, box });
  if (marks === null) return null;
  if (!(marks instanceof Uint8Array) || marks.length !== width * height)
    throw new TypeError("A plug-in answers with a byte for each sample");
  return marks.map((mark) => (mark === 0 ? 0 : 1));
}

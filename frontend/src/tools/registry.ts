/** The tools of the workspace. A new one is a folder, a name in `commands.ts` and an entry here. */

import type { Kind } from "@/model/document";
import type { LabelSchema } from "@/model/schema";
import { beginBoxByKeys, boxIdle } from "./box/idle";
import { beginBoxExtremesByKeys, boxExtremesIdle } from "./box-extremes/idle";
import { beginBrushByKeys } from "./brush/by-keys";
import { brushIdle, eraserIdle } from "./brush/idle";
import { browseIdle } from "./browse/idle";
import type { ToolName } from "./commands";
import { cutoutIdle, cutoutPolygonIdle, pluginIdle } from "./cutout/idle";
import { beginEllipseByKeys, ellipseIdle } from "./ellipse/idle";
import { fillIdle, wandIdle } from "./fill/idle";
import { beginKeypointsByKeys, keypointsIdle } from "./keypoints/idle";
import { panIdle } from "./pan/idle";
import { beginPolygonByKeys } from "./polygon/by-keys";
import { polygonIdle } from "./polygon/idle";
import { beginPolylineByKeys, polylineIdle } from "./polyline/idle";
import { beginRotatedBoxByKeys, rotatedBoxIdle } from "./rotated-box/idle";
import type { Scene } from "./scene";
import { selectIdle } from "./select/idle";
import { superpixelsIdle } from "./superpixels/idle";
import { areaIdle, scissorsIdle } from "./trace/idle";
import type { Step, ToolState } from "./tool";

export interface Tool {
  readonly idle: ToolState;
  /** The kind of shape it draws; null for tools that draw none. */
  readonly kind: Kind | null;
  /** Begins a shape without a pointer; null where that is not possible. */
  readonly beginByKeys: ((scene: Scene, label: string) => Step) | null;
}

const quiet = (idle: ToolState): Tool => ({ idle, kind: null, beginByKeys: null });

/** In the order of the rail. The first tool of a kind is the one a label of that kind begins with. */
const TOOLS: Readonly<Record<ToolName, Tool>> = {
  select: quiet(selectIdle),
  box: { idle: boxIdle, kind: "box", beginByKeys: beginBoxByKeys },
  box_extremes: { idle: boxExtremesIdle, kind: "box", beginByKeys: beginBoxExtremesByKeys },
  rotated_box: { idle: rotatedBoxIdle, kind: "rotated_box", beginByKeys: beginRotatedBoxByKeys },
  brush: { idle: brushIdle, kind: "mask", beginByKeys: beginBrushByKeys },
  eraser: { idle: eraserIdle, kind: "mask", beginByKeys: beginBrushByKeys },
  area: { idle: areaIdle, kind: "mask", beginByKeys: beginBrushByKeys },
  scissors: { idle: scissorsIdle, kind: "mask", beginByKeys: beginBrushByKeys },
  wand: { idle: wandIdle, kind: "mask", beginByKeys: beginBrushByKeys },
  cutout: { idle: cutoutIdle, kind: "mask", beginByKeys: beginBrushByKeys },
  plugin: { idle: pluginIdle, kind: "mask", beginByKeys: beginBrushByKeys },
  superpixels: { idle: superpixelsIdle, kind: "mask", beginByKeys: beginBrushByKeys },
  fill: { idle: fillIdle, kind: "mask", beginByKeys: beginBrushByKeys },
  polygon: { idle: polygonIdle, kind: "polygon", beginByKeys: beginPolygonByKeys },
  cutout_polygon: { idle: cutoutPolygonIdle, kind: "polygon", beginByKeys: beginPolygonByKeys },
  ellipse: { idle: ellipseIdle, kind: "ellipse", beginByKeys: beginEllipseByKeys },
  polyline: { idle: polylineIdle, kind: "polyline", beginByKeys: beginPolylineByKeys },
  keypoints: { idle: keypointsIdle, kind: "keypoints", beginByKeys: beginKeypointsByKeys },
  pan: quiet(panIdle),
  browse: quiet(browseIdle),
};

const NAMES = Object.keys(TOOLS) as readonly ToolName[];

export const toolOf = (name: ToolName): Tool => TOOLS[name];

export function isToolName(name: string): name is ToolName {
  return Object.hasOwn(TOOLS, name);
}

/** The tool that draws a kind; null for a kind that can only be shown. */
export function toolFor(kind: string): ToolName | null {
  return NAMES.find((name) => TOOLS[name].kind === kind) ?? null;
}

/** Tools that need more than a picture; a work has them where they are offered. */
const WHERE_OFFERED: ReadonlySet<ToolName> = new Set(["superpixels", "plugin"]);

export function isToHand(tool: ToolName, offered: readonly ToolName[]): boolean {
  return !WHERE_OFFERED.has(tool) || offered.includes(tool);
}

/** The tools that draw what the schema asks for. */
export function drawingTools(
  schema: LabelSchema,
  offered: readonly ToolName[] = [],
): readonly ToolName[] {
  const kinds = new Set(schema.labels.map((label) => label.kind));
  return NAMES.filter((name) => kinds.has(TOOLS[name].kind ?? "") && isToHand(name, offered));
}

/** The tool to begin with: the first label's, else moving the picture. */
export function startingTool(schema: LabelSchema): ToolName {
  const [first] = schema.labels;
  if (first === undefined) return "pan";
  return toolFor(first.kind) ?? "select";
}

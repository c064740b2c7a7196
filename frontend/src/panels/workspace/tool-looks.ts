/** What the tools look like and are called; their keys stand in the key table. */

import {
  IconBoxModel2,
  IconBrush,
  IconBucketDroplet,
  IconEraser,
  IconHandStop,
  IconLasso,
  IconLine,
  IconObjectScan,
  IconOval,
  IconPointer,
  IconPolygon,
  IconRotateRectangle,
  IconScissors,
  IconSquare,
  IconWand,
  IconTexture,
  IconPlug,
  IconBoxAlignTopLeft,
  IconYoga,
  type Icon,
} from "@tabler/icons-react";
import { useMemo } from "react";
import type { ToolName } from "@/tools/commands";
import type { KeyAction } from "@/tools/key-table";
import { drawingTools } from "@/tools/registry";
import { useBench } from "./engine/context";

export interface ToolLook {
  readonly icon: Icon;
  /** The key of its name in the catalogue. */
  readonly text: string;
}

export const TOOL_LOOKS: Readonly<Record<ToolName, ToolLook>> = {
  select: { icon: IconPointer, text: "workspace.toolSelect" },
  box: { icon: IconSquare, text: "workspace.toolBox" },
  box_extremes: { icon: IconBoxModel2, text: "workspace.toolBoxExtremes" },
  rotated_box: { icon: IconRotateRectangle, text: "workspace.toolRotatedBox" },
  polygon: { icon: IconPolygon, text: "workspace.toolPolygon" },
  ellipse: { icon: IconOval, text: "workspace.toolEllipse" },
  polyline: { icon: IconLine, text: "workspace.toolPolyline" },
  keypoints: { icon: IconYoga, text: "workspace.toolKeypoints" },
  pan: { icon: IconHandStop, text: "workspace.toolPan" },
  brush: { icon: IconBrush, text: "workspace.toolBrush" },
  eraser: { icon: IconEraser, text: "workspace.toolEraser" },
  area: { icon: IconLasso, text: "workspace.toolArea" },
  scissors: { icon: IconScissors, text: "workspace.toolScissors" },
  wand: { icon: IconWand, text: "workspace.toolWand" },
  cutout: { icon: IconObjectScan, text: "workspace.toolCutout" },
  cutout_polygon: { icon: IconBoxAlignTopLeft, text: "workspace.toolCutoutPolygon" },
  plugin: { icon: IconPlug, text: "workspace.toolPlugin" },
  superpixels: { icon: IconTexture, text: "workspace.toolSuperpixels" },
  fill: { icon: IconBucketDroplet, text: "workspace.toolFill" },
  browse: { icon: IconHandStop, text: "workspace.toolPan" },
};

/** Polygons and masks share keys; looking and moving share theirs. */
export function keyOfTool(tool: ToolName): KeyAction {
  if (tool === "area") return "tool.polygon";
  if (tool === "cutout_polygon") return "tool.cutout";
  return tool === "browse" ? "tool.pan" : `tool.${tool}`;
}

/** The tools that this work needs, in their order; none where a document is only looked at. */
export function useTools(): readonly ToolName[] {
  const schema = useBench((state) => state.schema);
  const canEdit = useBench((state) => state.canEdit);
  const offered = useBench((state) => state.offered);
  return useMemo(() => {
    if (!canEdit) return [];
    const drawing = drawingTools(schema, offered);
    return schema.labels.length === 0 ? ["pan"] : ["select", ...drawing, "pan"];
  }, [schema, canEdit, offered]);
}

/** Tools whose points or sides are drawn to their neighbours. */
const SNAPPING: ReadonlySet<ToolName> = new Set(["box", "rotated_box", "polygon", "polyline"]);

/** Whether anything here is drawn to its neighbours, so that it can be switched off. */
export function useHasSnapping(): boolean {
  return useTools().some((tool) => SNAPPING.has(tool));
}

/** What the tools look like and are called; the keys are those of the key table. */

import {
  IconBoxModel2,
  IconBrush,
  IconBucketDroplet,
  IconEraser,
  IconHandStop,
  IconLasso,
  IconLine,
  IconOval,
  IconPointer,
  IconPolygon,
  IconRotateRectangle,
  IconScissors,
  IconSquare,
  IconWand,
  IconYoga,
  type Icon,
} from "@tabler/icons-react";
import { useMemo } from "react";
import type { ToolName } from "@/tools/commands";
import { drawingTools } from "@/tools/registry";
import { useBench } from "./engine/context";

export interface ToolLook {
  readonly icon: Icon;
  /** The key of its name in the catalogue. */
  readonly text: string;
  readonly shortcut: string;
}

export const TOOL_LOOKS: Readonly<Record<ToolName, ToolLook>> = {
  select: { icon: IconPointer, text: "workspace.toolSelect", shortcut: "V" },
  box: { icon: IconSquare, text: "workspace.toolBox", shortcut: "B" },
  box_extremes: { icon: IconBoxModel2, text: "workspace.toolBoxExtremes", shortcut: "⇧B" },
  rotated_box: { icon: IconRotateRectangle, text: "workspace.toolRotatedBox", shortcut: "T" },
  polygon: { icon: IconPolygon, text: "workspace.toolPolygon", shortcut: "P" },
  ellipse: { icon: IconOval, text: "workspace.toolEllipse", shortcut: "⇧O" },
  polyline: { icon: IconLine, text: "workspace.toolPolyline", shortcut: "⇧L" },
  keypoints: { icon: IconYoga, text: "workspace.toolKeypoints", shortcut: "J" },
  pan: { icon: IconHandStop, text: "workspace.toolPan", shortcut: "M" },
  brush: { icon: IconBrush, text: "workspace.toolBrush", shortcut: "D" },
  eraser: { icon: IconEraser, text: "workspace.toolEraser", shortcut: "X" },
  area: { icon: IconLasso, text: "workspace.toolArea", shortcut: "P" },
  scissors: { icon: IconScissors, text: "workspace.toolScissors", shortcut: "S" },
  wand: { icon: IconWand, text: "workspace.toolWand", shortcut: "W" },
  fill: { icon: IconBucketDroplet, text: "workspace.toolFill", shortcut: "G" },
  browse: { icon: IconHandStop, text: "workspace.toolPan", shortcut: "M" },
};

/** The tools that this work needs, in their order; none where a document is only looked at. */
export function useTools(): readonly ToolName[] {
  const schema = useBench((state) => state.schema);
  const canEdit = useBench((state) => state.canEdit);
  return useMemo(() => {
    if (!canEdit) return [];
    const drawing = drawingTools(schema);
    return schema.labels.length === 0 ? ["pan"] : ["select", ...drawing, "pan"];
  }, [schema, canEdit]);
}

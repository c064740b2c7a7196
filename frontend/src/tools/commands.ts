/** What tools and panels ask for. The workbench alone carries commands out. */

import type { Shape, ShapeGeometry } from "@/model/document";
import type { Placing } from "@/model/groups";
import type { Missing } from "@/model/missing";
import type { Bounds, ImagePoint } from "@/model/points";
import type { AnswerValue } from "@/model/schema";
import type { LevelFacts, LevelWindow, WindowStep } from "@/model/levels/window";
import type { Unfinished } from "@/model/unfinished";
import type { ViewTransform } from "@/model/view-transform";
import type { Region } from "@/model/masks/region";
import type { MaskEdit, MaskSettings, Painting, Sketch } from "./masks/settings";
import type { KeyBinding } from "./key-table";
import type { LookSwitch, PictureLook } from "./picture-look";
import type { Prompt } from "./tool";

export type ToolName =
  | "select"
  | "box"
  | "box_extremes"
  | "rotated_box"
  | "polygon"
  | "ellipse"
  | "polyline"
  | "cutout_polygon"
  | "keypoints"
  | "pan"
  | "browse"
  | MaskToolName;
export type MaskToolName =
  "brush" | "eraser" | "area" | "scissors" | "wand" | "superpixels" | "cutout" | "plugin" | "fill";

/** A shape in the hand: drawn on the overlay, not yet in the document. */
export interface Preview {
  /** The shape being changed, or null for a new one. */
  readonly shapeId: string | null;
  readonly kind: string;
  readonly label: string;
  readonly geometry: ShapeGeometry;
  /** The rest of its group, which moves with it. */
  readonly others?: readonly Placing[];
  readonly heldHandle: string | null;
  /** Where a point was drawn to a neighbour. */
  readonly snappedTo?: ImagePoint | null;
}

export type Command =
  | { readonly type: "preview"; readonly preview: Preview | null }
  | { readonly type: "hover"; readonly shapeId: string | null; readonly cursor: string | null }
  | {
      readonly type: "add_shape";
      readonly kind: string;
      readonly label: string;
      readonly geometry: ShapeGeometry;
    }
  /** Copies of these, where they lie now; what was a group is one of its own. */
  | { readonly type: "add_copies"; readonly shapes: readonly Shape[] }
  | { readonly type: "set_geometry"; readonly shapeId: string; readonly geometry: ShapeGeometry }
  | { readonly type: "nudge"; readonly shapeId: string; readonly geometry: ShapeGeometry }
  /** A shape with its group; a held arrow key is one step. */
  | {
      readonly type: "move_shapes";
      readonly placings: readonly Placing[];
      readonly isNudge: boolean;
    }
  | { readonly type: "remove_shape"; readonly shapeId: string }
  | { readonly type: "relabel"; readonly shapeId: string; readonly label: string }
  | {
      readonly type: "answer_attribute";
      readonly shapeId: string;
      readonly attribute: string;
      readonly value: AnswerValue | undefined;
    }
  | {
      readonly type: "answer_question";
      readonly question: string;
      readonly value: AnswerValue | undefined;
    }
  | { readonly type: "set_nothing_here"; readonly isNothing: boolean }
  | { readonly type: "choose"; readonly shapeId: string | null }
  | { readonly type: "choose_handle"; readonly handle: string | null }
  | { readonly type: "reveal"; readonly shapeId: string }
  | { readonly type: "use_label"; readonly label: string }
  | { readonly type: "use_question"; readonly question: string }
  | { readonly type: "use_tool"; readonly tool: ToolName }
  /** Tools that not every work has. */
  | { readonly type: "offer_tools"; readonly tools: readonly ToolName[] }
  | { readonly type: "toggle_hidden"; readonly shapeId: string }
  /** All of them, until all are; then none. */
  | { readonly type: "toggle_all_hidden" }
  | { readonly type: "toggle_locked"; readonly shapeId: string }
  /** The picture alone, as long as something is held down. */
  | { readonly type: "peek"; readonly isOn: boolean }
  | { readonly type: "set_view"; readonly view: ViewTransform }
  | { readonly type: "fit_view" }
  /** Brings a place to the middle of the stage. */
  | { readonly type: "look_at"; readonly at: ImagePoint }
  /** Quarter turns clockwise. */
  | { readonly type: "turn_view"; readonly by: number }
  | { readonly type: "actual_size" }
  | { readonly type: "zoom"; readonly factor: number }
  | { readonly type: "undo" }
  | { readonly type: "redo" }
  | { readonly type: "set_look"; readonly look: Partial<PictureLook> }
  | { readonly type: "toggle_look"; readonly part: LookSwitch }
  /** What was counted on a picture of more than 8 bits; null where its levels did not come. */
  | { readonly type: "know_levels"; readonly facts: LevelFacts | null }
  /** They are asked for, perhaps once more. */
  | { readonly type: "await_levels" }
  /** Somebody wants a window, of a picture of 8 bits: whether it is grey has to be looked at. Null: no longer. */
  | { readonly type: "await_grey"; readonly step: WindowStep | "next" | null }
  /** What was counted on a grey picture of 8 bits; null of one in colours. */
  | { readonly type: "know_grey"; readonly facts: LevelFacts | null }
  | { readonly type: "use_keys"; readonly keys: readonly KeyBinding[] }
  | { readonly type: "toggle_snapping" }
  | { readonly type: "toggle_freehand" }
  | { readonly type: "copy_shape"; readonly shapeId: string }
  | { readonly type: "reorder"; readonly shapeId: string; readonly by: number }
  | {
      readonly type: "part_shape";
      readonly shapeId: string;
      readonly geometries: readonly ShapeGeometry[];
    }
  | {
      readonly type: "join_shapes";
      readonly shapeId: string;
      readonly otherId: string;
      readonly geometry: ShapeGeometry;
    }
  | { readonly type: "begin_by_keys" }
  | { readonly type: "resume"; readonly unfinished: Unfinished }
  | { readonly type: "begin_slice"; readonly shapeId: string }
  | { readonly type: "begin_redraw"; readonly shapeId: string }
  | { readonly type: "begin_join"; readonly shapeId: string }
  | { readonly type: "begin_group"; readonly shapeId: string }
  | { readonly type: "toggle_grouped"; readonly shapeId: string; readonly otherId: string }
  | { readonly type: "ungroup"; readonly shapeId: string }
  | { readonly type: "begin_hole"; readonly shapeId: string }
  | { readonly type: "paint"; readonly painting: Painting | null }
  /** What a press would take, shown under the pointer. */
  | { readonly type: "aim"; readonly region: Region | null }
  | { readonly type: "sketch"; readonly sketch: Sketch | null }
  | { readonly type: "edit_masks"; readonly edits: readonly MaskEdit[] }
  | { readonly type: "set_masks"; readonly settings: Partial<MaskSettings> }
  | { readonly type: "begin_missing_points"; readonly shapeId: string }
  | { readonly type: "notify"; readonly notice: Notice };

/** Something a person should hear of. The panels put it into words. */
export type Notice =
  | {
      readonly type: "shape_added" | "shape_chosen" | "shape_changed" | "shape_removed";
      readonly shapeId: string;
      readonly label: string;
      readonly bounds: Bounds;
    }
  | {
      readonly type:
        | "too_small"
        | "too_few_points"
        | "fewest_points"
        | "hole_outside"
        | "slice_misses"
        | "redraw_off"
        | "join_apart"
        | "join_none"
        | "group_alone"
        | "nothing_to_erase"
        | "no_gap"
        | "too_fine"
        | "picture_not_read"
        | "cells_not_read"
        | "cutout_nothing"
        | "plugin_failed"
        | "cutout_failed"
        | "ways_failed"
        | "all_points"
        | "cancelled"
        | "undone"
        | "redone"
        | "nothing_chosen"
        | "nothing_copied"
        | "copied_misfit"
        | "finish_first"
        | "no_label"
        | "locked"
        | "copied"
        | "ungrouped"
        | "snapping_on"
        | "snapping_off"
        | "all_hidden"
        | "all_shown"
        | "peek_begun"
        | "peek_over"
        | "one_mask";
    }
  | { readonly type: "shape_by_keys"; readonly bounds: Bounds }
  | { readonly type: "cursor_moved"; readonly at: ImagePoint; readonly prompt: Prompt | null }
  | { readonly type: "point_by_keys"; readonly at: ImagePoint; readonly count: number }
  | {
      readonly type: "point_chosen" | "point_moved";
      readonly number: number;
      readonly of: number;
      /** Of a keypoint. */
      readonly name: string | null;
      readonly at: ImagePoint;
    }
  /** Submitted too early: what hinders. */
  | { readonly type: "not_ready"; readonly missing: Missing }
  | { readonly type: "window_set"; readonly window: LevelWindow }
  | { readonly type: "brush_by_keys"; readonly at: ImagePoint; readonly bounds: Bounds | null }
  | { readonly type: "grouped"; readonly count: number }
  | { readonly type: "label_used"; readonly label: string };

/** What was asked for and not done: said on the stage too, not only to a screen reader. */
const REFUSALS: ReadonlySet<Notice["type"]> = new Set([
  "too_small",
  "too_few_points",
  "fewest_points",
  "hole_outside",
  "slice_misses",
  "redraw_off",
  "join_apart",
  "join_none",
  "group_alone",
  "all_points",
  "nothing_chosen",
  "nothing_copied",
  "copied_misfit",
  "finish_first",
  "nothing_to_erase",
  "no_gap",
  "too_fine",
  "picture_not_read",
  "cells_not_read",
  "cutout_nothing",
  "plugin_failed",
  "cutout_failed",
  "ways_failed",
  "no_label",
  "locked",
  "one_mask",
  "not_ready",
]);

export function isRefusal(notice: Notice): boolean {
  return REFUSALS.has(notice.type);
}

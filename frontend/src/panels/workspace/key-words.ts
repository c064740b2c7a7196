/** What groups of keys and their actions are called: keys of the catalogue. */

import { labelOf, type LabelSchema } from "@/model/schema";
import type { Translate } from "@/model/i18n";
import type { KeyAction, KeyGroup } from "@/tools/key-table";
import { labelPicked } from "@/tools/label-keys";

export const GROUPS: Readonly<Record<KeyGroup, string>> = {
  shapes: "workspace.keysShapes",
  points: "workspace.keysPoints",
  tools: "workspace.keysTools",
  view: "workspace.keysView",
  task: "workspace.keysTask",
  review: "adjudication.keysTitle",
};

/** What an action is called; keys of a family, such as the arrows, share a line. */
const ACTIONS: Readonly<Record<string, string>> = {
  digit: "workspace.keyDigit",
  move: "workspace.keyMove",
  size: "workspace.keySize",
  layer: "adjudication.keyLayer",
  "shape.new": "workspace.keyNew",
  "gesture.finish": "workspace.keyFinish",
  "gesture.cancel": "workspace.keyCancel",
  "shape.next": "workspace.keyNext",
  "shape.previous": "workspace.keyPrevious",
  "shape.delete": "workspace.keyDelete",
  "shape.duplicate": "workspace.keyDuplicate",
  "shape.copy": "workspace.keyCopy",
  "shape.paste": "workspace.keyPaste",
  "shape.forward": "workspace.keyForward",
  "shape.backward": "workspace.keyBackward",
  "shape.to_front": "workspace.toFront",
  "shape.to_back": "workspace.toBack",
  "shape.hole": "workspace.keyHole",
  "shape.slice": "workspace.slice",
  "shape.join": "workspace.join",
  "shape.redraw": "workspace.redraw",
  "shape.simplify": "workspace.simplify",
  "shape.group": "workspace.group",
  "shape.ungroup": "workspace.ungroup",
  "shape.occluded": "workspace.occluded",
  "shape.truncated": "workspace.truncated",
  "point.next": "workspace.keyPointNext",
  "point.previous": "workspace.keyPointPrevious",
  "point.insert": "workspace.keyPointInsert",
  "point.visible": "workspace.keyPointVisible",
  "tool.snap": "workspace.keySnap",
  "shape.hide": "workspace.keyHide",
  "shape.hide_all": "workspace.keyHideAll",
  "shape.lock": "workspace.keyLock",
  "edit.undo": "workspace.keyUndo",
  "edit.redo": "workspace.keyRedo",
  "tool.select": "workspace.keySelect",
  "tool.box": "workspace.keyBox",
  "tool.box_extremes": "workspace.toolBoxExtremes",
  "tool.rotated_box": "workspace.toolRotatedBox",
  "tool.polygon": "workspace.toolPolygon",
  "tool.ellipse": "workspace.toolEllipse",
  "tool.polyline": "workspace.toolPolyline",
  "tool.keypoints": "workspace.toolKeypoints",
  "tool.pan": "workspace.keyPan",
  "tool.brush": "workspace.toolBrush",
  "tool.eraser": "workspace.toolEraser",
  "tool.scissors": "workspace.toolScissors",
  "tool.wand": "workspace.toolWand",
  "tool.plugin": "workspace.toolPlugin",
  "tool.cutout": "workspace.toolCutout",
  "tool.superpixels": "workspace.toolSuperpixels",
  "tool.fill": "workspace.toolFill",
  "brush.smaller": "workspace.keyBrushSmaller",
  "brush.larger": "workspace.keyBrushLarger",
  "view.hold_pan": "workspace.keyHoldPan",
  "view.peek": "workspace.peek",
  "view.turn_right": "workspace.turnRight",
  "view.turn_left": "workspace.turnLeft",
  "view.grid": "workspace.grid",
  "view.map": "workspace.map",
  "view.window_narrower": "workspace.windowNarrower",
  "view.window_wider": "workspace.windowWider",
  "view.window_brighter": "workspace.windowBrighter",
  "view.window_darker": "workspace.windowDarker",
  "view.window_next": "workspace.windowNext",
  "view.fit": "workspace.keyFit",
  "view.actual": "workspace.keyActual",
  "view.in": "workspace.keyIn",
  "view.out": "workspace.keyOut",
  "task.submit": "workspace.keySubmit",
  "task.nothing_here": "workspace.keyNothing",
  "task.skip": "workspace.keySkip",
  "verdict.accept": "workspace.keyAccept",
  "verdict.fix": "workspace.keyFix",
  "verdict.reject": "workspace.keyReject",
  "review.accept": "adjudication.accept",
  "review.take": "adjudication.takeOne",
  "review.merge": "adjudication.merge",
  "review.edit": "adjudication.edit",
  "review.leave_out": "adjudication.leaveOut",
  "review.next": "adjudication.keyNext",
  "review.previous": "adjudication.keyPrevious",
  "review.reason": "adjudication.reason",
  "review.note": "adjudication.noteLabel",
  "review.mark": "adjudication.comment",
  "review.send_back": "adjudication.return",
  "review.ask_more": "adjudication.askMore",
  "review.cancel": "adjudication.cancel",
  "panel.rail": "workspace.keyRail",
  "panel.side": "workspace.keySide",
  "panel.keys": "workspace.keyKeys",
  "panel.find": "workspace.keyFind",
};

/** Keys of a family stand on one line: digits, arrows. */
export const FAMILIES: ReadonlySet<string> = new Set(["digit", "move", "size", "layer"]);

/** The name of an action in the catalogue; a new action needs one. */
export function actionText(action: string): string {
  const family = action.split(".")[0] ?? "";
  const text = ACTIONS[FAMILIES.has(family) ? family : action];
  if (text === undefined) throw new Error(`No words for the key of ${action}`);
  return text;
}

/** As a person reads it: a label's own key is called as the label. */
export function actionWords(action: KeyAction, schema: LabelSchema, t: Translate): string {
  const key = labelPicked(action);
  return key === null ? t(actionText(action)) : (labelOf(schema, key)?.name ?? key);
}

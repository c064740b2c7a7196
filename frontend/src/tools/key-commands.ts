/** What a key does when the state of the tool has no use for it. */

import { shapeOf, type Shape } from "@/model/document";
import { companionsOf, groupOf, movedTogether } from "@/model/groups";
import type { PictureLevels } from "@/model/levels/window";
import {
  asksForShapes,
  isAnswered,
  labelOf,
  type AnswerValue,
  type LabelSchema,
  type SchemaQuestion,
} from "@/model/schema";
import { isSameJson } from "@/model/same-json";
import { kindOf } from "@/model/shapes/registry";
import { geometryFault } from "@/model/validation/geometry";
import { SIGHT_KEYS, sightAsked, type SightKey } from "@/model/sight";
import { arrowOf } from "./arrows";
import type { Command, ToolName } from "./commands";
import type { KeyAction } from "./key-table";
import { labelPicked } from "./label-keys";
import type { PictureLook } from "./picture-look";
import { pointCommands } from "./point-keys";
import { turnCommands } from "./turn-keys";
import { windowCommands } from "./window-keys";
import { simplifyCommands } from "./parting/simplify";
import { isJoined, isParted, isSliced } from "./parting/parts";
import { isToolName, toolFor } from "./registry";
import type { Scene } from "./scene";

export interface KeyContext extends Scene {
  readonly tool: ToolName;
  readonly questionKey: string | null;
  readonly clipboard: readonly Shape[];
  /** False where a document is only looked at. */
  readonly canEdit: boolean;
  readonly look: PictureLook;
  readonly levels: PictureLevels | null;
  readonly isColoured: boolean;
}

const ZOOM_STEP = 1.25;

/** Looking about, and another label for what is in the hand. */
export function goesWithGestures(action: KeyAction): boolean {
  return /^(view|digit|label)\./.test(action);
}

export function takesTool(action: KeyAction): boolean {
  return action.startsWith("tool.") && action !== "tool.snap";
}

/** Null when the key means nothing here, so that the page or the browser may have it. */
export function commandsForKey(action: KeyAction, context: KeyContext): readonly Command[] | null {
  const seen =
    viewCommands(action) ??
    windowCommands(action, context) ??
    walkCommands(action, context) ??
    hideAllCommands(action, context);
  if (seen !== null) return seen;
  return context.canEdit ? editingCommands(action, context) : null;
}

function viewCommands(action: KeyAction): readonly Command[] | null {
  switch (action) {
    case "view.fit":
      return [{ type: "fit_view" }];
    case "view.actual":
      return [{ type: "actual_size" }];
    case "view.in":
      return [{ type: "zoom", factor: ZOOM_STEP }];
    case "view.out":
      return [{ type: "zoom", factor: 1 / ZOOM_STEP }];
    case "view.turn_right":
      return [{ type: "turn_view", by: 1 }];
    case "view.turn_left":
      return [{ type: "turn_view", by: -1 }];
    case "view.grid":
      return [{ type: "toggle_look", part: "hasGrid" }];
    case "view.map":
      return [{ type: "toggle_look", part: "hasMap" }];
    default:
      return null;
  }
}

/** From the last shape Tab goes on to the next control of the page: the stage is no trap. */
function walkCommands(action: KeyAction, context: KeyContext): readonly Command[] | null {
  if (action !== "shape.next" && action !== "shape.previous") return null;
  const shapes = context.document.shapes.filter((shape) => !context.hiddenIds.has(shape.id));
  const at = shapes.findIndex((shape) => shape.id === context.chosenId);
  const isForward = action === "shape.next";
  const next = at === -1 ? (isForward ? 0 : shapes.length - 1) : at + (isForward ? 1 : -1);
  const shape = shapes[next];
  return shape === undefined
    ? null
    : [
        { type: "choose", shapeId: shape.id },
        { type: "reveal", shapeId: shape.id },
      ];
}

/** Also where nothing can be changed: it is a way of looking. */
function hideAllCommands(action: KeyAction, { document }: KeyContext): readonly Command[] | null {
  if (action !== "shape.hide_all") return null;
  return document.shapes.length === 0 ? [] : [{ type: "toggle_all_hidden" }];
}

function editingCommands(action: KeyAction, context: KeyContext): readonly Command[] | null {
  switch (action) {
    case "edit.undo":
      return [{ type: "undo" }];
    case "edit.redo":
      return [{ type: "redo" }];
    case "tool.snap":
      return [{ type: "toggle_snapping" }];
    case "shape.new":
      return asksForShapes(context.schema) ? [{ type: "begin_by_keys" }] : null;
    case "shape.paste":
      return pasted(context);
    default:
      return (
        toolCommands(action, context) ??
        labelKeyCommands(action, context) ??
        (action.startsWith("digit.")
          ? digitCommands(action, context)
          : shapeCommands(action, context))
      );
  }
}

/** Polygons and masks share keys: the label in use says which is meant. */
function toolCommands(action: KeyAction, { label }: KeyContext): readonly Command[] | null {
  if (action === "tool.polygon" && label?.kind === "mask")
    return [{ type: "use_tool", tool: "area" }];
  if (action === "tool.cutout" && label?.kind === "polygon")
    return [{ type: "use_tool", tool: "cutout_polygon" }];
  const name = action.startsWith("tool.") ? action.slice("tool.".length) : "";
  return isToolName(name) ? [{ type: "use_tool", tool: name }] : null;
}

function labelKeyCommands(action: KeyAction, context: KeyContext): readonly Command[] | null {
  const key = labelPicked(action);
  return key === null ? null : labelCommands(key, context);
}

function digitCommands(action: KeyAction, context: KeyContext): readonly Command[] | null {
  const index = Number(action.slice("digit.".length)) - 1;
  if (!asksForShapes(context.schema)) return optionCommands(index, context);
  const label = context.schema.labels[index];
  return label === undefined ? null : labelCommands(label.key, context);
}

/** What picking a label does: for the chosen shape when it is of that kind, and for the next one. */
export function labelCommands(
  key: string,
  { schema, document, tool, chosenId, lockedIds }: LabelContext,
): readonly Command[] {
  const use: Command = { type: "use_label", label: key };
  const kind = labelOf(schema, key)?.kind;
  const chosen = tool === "select" ? shapeOf(document, chosenId) : null;
  if (chosen === null || kind === undefined) return [use];
  if (chosen.kind === kind)
    return lockedIds.has(chosen.id)
      ? LOCKED
      : [{ type: "relabel", shapeId: chosen.id, label: key }, use];
  const drawing = toolFor(kind);
  return drawing === null ? [use] : [use, { type: "use_tool", tool: drawing }];
}

/**
 * As its digit, but who presses a label with nothing in mind for a shape wants to draw: a hand has
 * no N for that.
 */
export function labelPressed(key: string, context: LabelContext): readonly Command[] {
  const commands = labelCommands(key, context);
  const isIdle = context.tool === "pan" || (context.tool === "select" && context.chosenId === null);
  const drawing = toolFor(labelOf(context.schema, key)?.kind ?? "");
  if (!isIdle || drawing === null) return commands;
  return [...commands, { type: "use_tool", tool: drawing }];
}

type LabelContext = Pick<KeyContext, "schema" | "document" | "tool" | "chosenId" | "lockedIds">;

const told = (
  type: "locked" | "nothing_chosen" | "nothing_copied" | "copied_misfit",
): readonly Command[] => [{ type: "notify", notice: { type } }];
const LOCKED = told("locked");
const NOTHING_CHOSEN = told("nothing_chosen");

function shapeCommands(action: KeyAction, context: KeyContext): readonly Command[] | null {
  const arrow = arrowOf(action);
  const isForShape = arrow !== null || /^(shape|point)\./.test(action);
  if (!isForShape) return null;
  const shape = shapeOf(context.document, context.chosenId);
  // Without a shape the browser may copy a text; arrows may scroll.
  if (shape === null) return arrow === null && action !== "shape.copy" ? NOTHING_CHOSEN : null;
  if (action === "shape.lock") return [{ type: "toggle_locked", shapeId: shape.id }];
  if (action === "shape.hide") return [{ type: "toggle_hidden", shapeId: shape.id }];
  if (action === "shape.duplicate") return [copyOf(groupOf(context.document, shape.id), context)];
  if (action === "shape.copy") return [{ type: "copy_shape", shapeId: shape.id }];
  if (action === "shape.forward") return [{ type: "reorder", shapeId: shape.id, by: 1 }];
  if (action === "shape.backward") return [{ type: "reorder", shapeId: shape.id, by: -1 }];
  const count = context.document.shapes.length;
  if (action === "shape.to_front") return [{ type: "reorder", shapeId: shape.id, by: count }];
  if (action === "shape.to_back") return [{ type: "reorder", shapeId: shape.id, by: -count }];
  const sight = sightOf(action);
  if (sight !== null && !sightAsked(shape, context.schema).includes(sight)) return null;
  if (context.lockedIds.has(shape.id)) return LOCKED;
  if (sight !== null) return [sightToggled(shape, sight)];
  if (action === "point.insert" && shape.kind === "keypoints")
    return [{ type: "begin_missing_points", shapeId: shape.id }];
  const ofPoint = pointCommands(action, shape, context) ?? turnCommands(action, shape);
  if (ofPoint !== null) return ofPoint;
  if (action === "shape.hole" && shape.kind === "polygon")
    return [{ type: "begin_hole", shapeId: shape.id }];
  if (action === "shape.simplify") return simplifyCommands(shape, context);
  if (action === "shape.group") return [{ type: "begin_group", shapeId: shape.id }];
  if (action === "shape.ungroup") return [{ type: "ungroup", shapeId: shape.id }];
  const parting = partingCommands(action, shape);
  if (parting !== null) return parting;
  if (action === "shape.delete") return [{ type: "remove_shape", shapeId: shape.id }];
  if (arrow === null) return null;
  const group = [shape, ...companionsOf(context.document, shape.id)];
  if (arrow.how === "move" && group.length > 1) {
    const placings = movedTogether(group, arrow.dx, arrow.dy, context.image);
    return [{ type: "move_shapes", placings, isNudge: true }];
  }
  const kind = kindOf(shape.kind);
  const change = arrow.how === "move" ? kind.movedBy : kind.grownBy;
  const geometry = change(shape.geometry, arrow.dx, arrow.dy, context.image);
  return [{ type: "nudge", shapeId: shape.id, geometry }];
}

function sightOf(action: KeyAction): SightKey | null {
  return SIGHT_KEYS.find((key) => action === `shape.${key}`) ?? null;
}

export function sightToggled({ id, attributes }: Shape, key: SightKey): Command {
  const value = attributes[key] !== true;
  return { type: "answer_attribute", shapeId: id, attribute: key, value };
}

/** Cutting, joining and drawing a stretch anew begin a gesture of their own. */
function partingCommands(action: KeyAction, { kind, id }: Shape): readonly Command[] | null {
  if (action === "shape.slice" && isSliced(kind)) return [{ type: "begin_slice", shapeId: id }];
  if (action === "shape.redraw" && isParted(kind)) return [{ type: "begin_redraw", shapeId: id }];
  if (action === "shape.join" && isJoined(kind)) return [{ type: "begin_join", shapeId: id }];
  return null;
}

/** A copy lies a little to the side, so that it is seen. */
function copyOf(shapes: readonly Shape[], { view, image }: KeyContext): Command {
  const aside = 12 / view.scale;
  const placings = movedTogether(shapes, aside, aside, image);
  // Each is where it came from, in the geometry of its own kind.
  const copies = shapes.map((shape, at) => ({ ...shape, ...placings[at] }) as Shape);
  return { type: "add_copies", shapes: copies };
}

/** Where it was copied a copy lies aside; on another picture it lies where it lay on that one. */
function pasted(context: KeyContext): readonly Command[] {
  const { clipboard, schema, document, image } = context;
  if (clipboard.length === 0) return told("nothing_copied");
  const shapes = clipboard.flatMap((shape) => asAskedFor(shape, schema));
  const isWhole = shapes.length === clipboard.length;
  if (!isWhole || shapes.some((shape) => geometryFault(shape, image) !== null))
    return told("copied_misfit");
  const isOfHere = shapes.some(({ geometry }) =>
    document.shapes.some((shape) => isSameJson(shape.geometry, geometry)),
  );
  return [isOfHere ? copyOf(shapes, context) : { type: "add_copies", shapes }];
}

/** With the attributes that its label has here; nothing where there is no such label. */
function asAskedFor(shape: Shape, schema: LabelSchema): readonly Shape[] {
  const label = labelOf(schema, shape.label);
  if (label?.kind !== shape.kind) return [];
  const isAsked = ([key]: [string, unknown]) => label.attributes.some((one) => one.key === key);
  const attributes = Object.fromEntries(Object.entries(shape.attributes).filter(isAsked));
  // What is wrong with a geometry is known by the object, and was asked of another picture.
  const geometry = { ...shape.geometry };
  return [{ ...shape, attributes, geometry } as Shape]; // the kind is the same
}

/** Where there is nothing to draw, digits answer the question under way. */
function optionCommands(index: number, context: KeyContext): readonly Command[] | null {
  const question = questionUnderWay(context);
  if (question === null) return null;
  const { key, type, options } = question;
  const isNone = mayBeLeftOut(question) && index === (type === "boolean" ? 2 : options.length);
  const value = chosenValue(question, index, context);
  if (value === undefined && !isNone) return null;
  return [{ type: "answer_question", question: key, value }];
}

/** A question of one answer that nobody has to give: "No answer" stands below its options. */
export function mayBeLeftOut({ type, required }: SchemaQuestion): boolean {
  return !required && (type === "choice" || type === "boolean");
}

/** The question a person went to, else the first unanswered one, else the first. */
export function questionUnderWay(
  context: Pick<KeyContext, "schema" | "document" | "questionKey">,
): SchemaQuestion | null {
  const { questions } = context.schema;
  const waiting = questions.find((question) => !isAnswered(context.document.answers[question.key]));
  return (
    questions.find((question) => question.key === context.questionKey) ??
    waiting ??
    questions[0] ??
    null
  );
}

function chosenValue(
  question: SchemaQuestion,
  index: number,
  context: KeyContext,
): AnswerValue | undefined {
  if (question.type === "boolean") return [true, false][index];
  const option = question.options[index];
  if (option === undefined) return undefined;
  return question.type === "choices"
    ? toggled(context.document.answers[question.key], option.key)
    : option.key;
}

/** Several choices as a list without repeats, in the order they were made. */
export function toggled(value: AnswerValue | undefined, key: string): readonly string[] {
  const keys = Array.isArray(value) ? (value as readonly string[]) : [];
  return keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key];
}

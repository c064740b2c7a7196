/** One snapshot of the workbench. A new one replaces it on every change; none is ever altered. */

import type { AnnotationDocument, Shape } from "@/model/document";
import type { LevelWindow, PictureLevels, WindowStep } from "@/model/levels/window";
import type { Region } from "@/model/masks/region";
import type { ImageSize, ScreenPoint, Viewport } from "@/model/points";
import type { LabelSchema } from "@/model/schema";
import type { Turn } from "@/model/turn";
import type { Unfinished } from "@/model/unfinished";
import type { ViewTransform } from "@/model/view-transform";
import type { Notice, Preview, ToolName } from "./commands";
import type { PointerDevice } from "./input";
import type { KeysFor } from "./key-places";
import { DEFAULT_KEYS, type KeyBinding } from "./key-table";
import { keysOfPlace } from "./label-keys";
import { defaultSettings, type MaskSettings, type Painting, type Sketch } from "./masks/settings";
import { PLAIN_LOOK, type PictureLook } from "./picture-look";
import type { Prompt } from "./tool";

export interface BenchState {
  readonly document: AnnotationDocument;
  readonly schema: LabelSchema;
  readonly image: ImageSize;
  /** Of the plane that is worked on: the stage before it is turned. */
  readonly viewport: Viewport;
  /** How the stage is turned when it is shown. */
  readonly turn: Turn;
  readonly view: ViewTransform;
  readonly tool: ToolName;
  /** `tool.state`, e.g. `box.drawing`. */
  readonly stateName: string;
  readonly isGesture: boolean;
  /** A gesture of several presses, between two of them. */
  readonly isWaiting: boolean;
  /** Undo takes back the last press of what is in the hand. */
  readonly takesBack: boolean;
  readonly prompt: Prompt | null;
  /** What is placed of a shape that is not whole yet. */
  readonly unfinished: Unfinished | null;
  readonly hasCrosshair: boolean;
  readonly cursor: string;
  readonly chosenId: string | null;
  readonly chosenHandle: string | null;
  readonly hoveredId: string | null;
  readonly preview: Preview | null;
  readonly painting: Painting | null;
  readonly sketch: Sketch | null;
  /** What a press would take. */
  readonly aim: Region | null;
  /** Tools that this work has beside those that all have. */
  readonly offered: readonly ToolName[];
  readonly masks: MaskSettings;
  readonly look: PictureLook;
  /** Null of a picture of 8 bits before it was looked at, and of one in colours. */
  readonly levels: PictureLevels | null;
  /** It was looked at, and has no window. */
  readonly isColoured: boolean;
  /** What a key asked for before it was known whether the picture is grey. */
  readonly awaitedStep: WindowStep | "next" | null;
  /** The keys in use: the usual ones, or as the person remapped them, and those of the labels. */
  readonly keys: readonly KeyBinding[];
  readonly keysFor: KeysFor;
  /** The tool in the hand has a round cursor. */
  readonly paints: boolean;
  readonly labelKey: string | null;
  readonly questionKey: string | null;
  readonly hiddenIds: ReadonlySet<string>;
  readonly lockedIds: ReadonlySet<string>;
  /** Nothing is drawn over the picture, what is in the hand included. */
  readonly isPeeking: boolean;
  readonly isSnapping: boolean;
  readonly isFreehand: boolean;
  /** What Ctrl+C took. */
  readonly clipboard: readonly Shape[];
  /** Why the last thing was not done, until the hand goes on. */
  readonly refusal: Notice | null;
  readonly pointer: ScreenPoint | null;
  readonly device: PointerDevice;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly canEdit: boolean;
}

/** Shapes that are drawn. */
export function visibleShapes(state: BenchState): readonly Shape[] {
  return state.document.shapes.filter((shape) => !state.hiddenIds.has(shape.id));
}

export interface BenchOptions {
  readonly document: AnnotationDocument;
  readonly schema: LabelSchema;
  readonly image: ImageSize;
  readonly tool: ToolName;
  /** False where a document is only looked at. */
  readonly canEdit: boolean;
  readonly keys?: readonly KeyBinding[];
  /** What was copied on the picture before. */
  readonly clipboard?: readonly Shape[];
  /** What is done with the document, as keys go; drawing where it is not said. */
  readonly keysFor?: KeysFor;
  /** The window that a picture of more than 8 bits is usually shown through. */
  readonly window?: LevelWindow | null;
}

export function initialState(options: BenchOptions): BenchState {
  const { document, schema, image, tool, canEdit, keysFor = "drawing" } = options;
  return {
    document,
    schema,
    image,
    tool,
    canEdit,
    viewport: { width: 1, height: 1 },
    turn: 0,
    view: { scale: 1, x: 0, y: 0 },
    stateName: "",
    isGesture: false,
    isWaiting: false,
    takesBack: false,
    prompt: null,
    unfinished: null,
    hasCrosshair: false,
    cursor: "default",
    chosenId: null,
    chosenHandle: null,
    hoveredId: null,
    preview: null,
    painting: null,
    sketch: null,
    aim: null,
    offered: [],
    masks: defaultSettings(image),
    look: PLAIN_LOOK,
    levels: options.window
      ? { bits: 16, usual: options.window, facts: null, hasFailed: false, isAwaited: false }
      : null,
    isColoured: false,
    awaitedStep: null,
    keys: keysOfPlace(options.keys ?? DEFAULT_KEYS, schema, keysFor),
    keysFor,
    paints: false,
    labelKey: schema.labels[0]?.key ?? null,
    questionKey: null,
    hiddenIds: new Set(),
    lockedIds: new Set(),
    isPeeking: false,
    isSnapping: true,
    isFreehand: false,
    clipboard: options.clipboard ?? [],
    refusal: null,
    pointer: null,
    device: "mouse",
    canUndo: false,
    canRedo: false,
  };
}

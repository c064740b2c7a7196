/** The frame to draw, made from the state of the workbench and the layers beside it. */

import { shapeOf, type AnnotationDocument, type Shape } from "@/model/document";
import { companionsOf } from "@/model/groups";
import { digitOf, labelOf, type LabelSchema } from "@/model/schema";
import { kindOf } from "@/model/shapes/registry";
import { toImage } from "@/model/view-transform";
import { FILL_OPACITY, HANDLE_FILL, LABEL_COLOURS, labelLook } from "@/render/palette";
import type {
  ActiveShape,
  DrawnShape,
  RenderScene,
  ShapeLayer,
  ShapeLook,
  StrokeForm,
} from "@/render/scene";
import type { BenchState } from "@/tools/bench-state";
import { aimOf, brushOf, maskInHand, sketchOf } from "./mask-scene";

/** The layer of the document itself. */
const OWN = "own";

export interface Surroundings {
  readonly below: readonly ShapeLayer[];
  readonly above: readonly ShapeLayer[];
  /** How the shapes of the document itself are drawn. */
  readonly stroke: StrokeForm;
  /** A shape as a model drew it, which nobody has touched or confirmed: it is dashed. */
  readonly isSuggested?: (shape: Shape) => boolean;
}

/** The picture alone. */
export const BARE = {
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
  loupe: null,
} as const;

export const ALONE: Surroundings = { below: [], above: [], stroke: "label" };

const looks = new WeakMap<LabelSchema, Map<string, ShapeLook>>();

/** The label's colour, digit and name; one object for all shapes of it. */
export function lookOf(schema: LabelSchema, labelKey: string): ShapeLook {
  const known = looks.get(schema) ?? new Map<string, ShapeLook>();
  looks.set(schema, known);
  const look = known.get(labelKey) ?? lookMade(schema, labelKey);
  known.set(labelKey, look);
  return look;
}

function lookMade(schema: LabelSchema, labelKey: string): ShapeLook {
  const digit = digitOf(schema.labels, labelKey);
  const label = labelOf(schema, labelKey);
  return {
    hex: label?.color ?? HANDLE_FILL,
    isDashed: digit > LABEL_COLOURS.length,
    tag: digit === 0 ? "?" : String(digit),
    name: label?.name ?? labelKey,
    ...(label?.skeleton != null && { edges: label.skeleton.edges }),
  };
}

/** The shapes of a document as a layer: a known answer, somebody's answer, one's own. */
export function layerOf(
  id: string,
  document: AnnotationDocument,
  look: (shape: Shape, index: number) => ShapeLook,
  stroke: StrokeForm,
): ShapeLayer {
  const shapes = document.shapes.map((shape, index) => drawn(shape, look(shape, index)));
  return { id, stroke, fill: stroke === "label" ? FILL_OPACITY : 0, shapes };
}

/** A line that cuts a shape or replaces a stretch of it is no shape of the label itself. */
function isAcross({ stateName }: BenchState): boolean {
  return /^(slice|redraw)\./.test(stateName);
}

function drawn(shape: Shape, look: ShapeLook): DrawnShape {
  return { id: shape.id, kind: shape.kind, geometry: shape.geometry, look };
}

/** With the rest of its group, as far as that moves too. */
function heldIn({ preview, painting }: BenchState): readonly string[] {
  const held = preview?.shapeId ?? painting?.shapeId ?? null;
  if (held === null) return [];
  return [held, ...(preview?.others ?? []).map(({ shapeId }) => shapeId)];
}

/** Makes scenes, and keeps the layers of one as long as nothing in them changed. */
export class SceneMaker {
  private around: Surroundings = ALONE;
  private layers: readonly ShapeLayer[] = [];
  private madeFor: Pick<BenchState, "document" | "hiddenIds" | "masks" | "look"> | null = null;

  surround(around: Surroundings): void {
    this.around = around;
    this.madeFor = null;
  }

  sceneOf(state: BenchState): RenderScene {
    const { image, viewport, view, turn, pointer, hasCrosshair, device } = state;
    const { hasGrid } = state.look;
    const stage = { image, viewport, view, turn, hasGrid };
    if (state.isPeeking) return { ...stage, ...BARE };
    return {
      ...stage,
      layers: this.layersOf(state),
      heldIds: heldIn(state),
      hovered: this.hovered(state),
      active: this.active(state),
      companions: this.companions(state),
      mask: maskInHand(state, (label, id) => this.lookFor(state, label, id)),
      brush: brushOf(state),
      sketch: sketchOf(state, (label, id) => this.lookFor(state, label, id)),
      aim: aimOf(state, (label, id) => this.lookFor(state, label, id)),
      unlabelledIn: state.masks.showsUnlabelled ? OWN : null,
      crosshairAt: hasCrosshair && device !== "touch" ? pointer : null,
      loupe: this.loupe(state),
    };
  }

  private layersOf(state: BenchState): readonly ShapeLayer[] {
    const isFresh =
      this.madeFor?.document.shapes === state.document.shapes &&
      this.madeFor.hiddenIds === state.hiddenIds &&
      this.madeFor.look.fill === state.look.fill &&
      this.madeFor.masks.colouring === state.masks.colouring &&
      this.madeFor.masks.opacity === state.masks.opacity;
    if (isFresh) return this.layers;
    const seen = {
      ...state.document,
      shapes: state.document.shapes.filter((shape) => !state.hiddenIds.has(shape.id)),
    };
    const numbers = new Map(state.document.shapes.map((shape, index) => [shape.id, index + 1]));
    const look = (shape: Shape) => this.ownLook(state, shape, numbers);
    const own = {
      ...layerOf(OWN, seen, look, this.around.stroke),
      ...(this.around.stroke === "label" && state.look.fill !== null && { fill: state.look.fill }),
      ...(this.around.stroke === "label" && { maskFill: state.masks.opacity }),
    };
    this.layers = [...this.around.below, own, ...this.around.above];
    this.madeFor = state;
    return this.layers;
  }

  /** A consensus is told by the number of its cluster, an answer by the digit of its label. */
  private ownLook(
    state: BenchState,
    shape: Shape,
    numbers: ReadonlyMap<string, number>,
  ): ShapeLook {
    const plain = this.lookFor(state, shape.label, shape.id, numbers.get(shape.id));
    const isSuggested = this.around.isSuggested?.(shape) ?? false;
    const look = isSuggested ? { ...plain, isDashed: true } : plain;
    return this.around.stroke === "consensus"
      ? { ...look, tag: String(numbers.get(shape.id) ?? "") }
      : look;
  }

  /** The label's colour, or one for each object; `number` is its own from 1, where it is known. */
  private lookFor(
    state: BenchState,
    label: string,
    shapeId: string | null,
    number?: number,
  ): ShapeLook {
    const look = lookOf(state.schema, label);
    if (state.masks.colouring === "class") return look;
    const { shapes } = state.document;
    const at = number ?? shapes.findIndex((shape) => shape.id === shapeId) + 1;
    return { ...look, ...labelLook(at === 0 ? shapes.length : at - 1) };
  }

  private hovered(state: BenchState): DrawnShape | null {
    const shape = shapeOf(state.document, state.hoveredId);
    const isPlain = shape !== null && shape.id !== state.chosenId && state.preview === null;
    return isPlain && !state.hiddenIds.has(shape.id)
      ? drawn(shape, this.lookFor(state, shape.label, shape.id))
      : null;
  }

  private active(state: BenchState): ActiveShape | null {
    const { preview, device, lockedIds, hiddenIds } = state;
    const byTouch = { isByTouch: device === "touch", stroke: this.around.stroke };
    if (preview !== null) {
      const { kind, geometry, heldHandle, label } = preview;
      const look = this.lookFor(state, label, preview.shapeId);
      return {
        id: preview.shapeId ?? "",
        kind,
        geometry,
        heldHandle,
        look: isAcross(state) ? { ...look, tag: "", name: "" } : look,
        hasHandles: true,
        hasBetween: false,
        snappedTo: preview.snappedTo ?? null,
        ...byTouch,
      };
    }
    const index = state.document.shapes.findIndex((shape) => shape.id === state.chosenId);
    const shape = state.document.shapes[index];
    if (shape === undefined || hiddenIds.has(shape.id)) return null;
    const look = this.ownLook(state, shape, new Map([[shape.id, index + 1]]));
    const hasHandles = state.canEdit && !lockedIds.has(shape.id);
    const held = { heldHandle: state.chosenHandle, hasBetween: true, snappedTo: null };
    return { ...drawn(shape, look), hasHandles, ...held, ...byTouch };
  }

  private companions(state: BenchState): readonly DrawnShape[] {
    const { document, chosenId, hiddenIds, preview } = state;
    const moved = new Map(preview?.others?.map(({ shapeId, geometry }) => [shapeId, geometry]));
    return companionsOf(document, chosenId)
      .filter(({ id }) => !hiddenIds.has(id))
      .map((shape) => ({
        ...drawn(shape, this.lookFor(state, shape.label, shape.id)),
        geometry: moved.get(shape.id) ?? shape.geometry,
      }));
  }

  /** The held handle when there is one, as a finger seldom meets its middle. */
  private loupe(state: BenchState): RenderScene["loupe"] {
    const { device, pointer, preview, view, stateName, isWaiting } = state;
    if (device !== "touch" || pointer === null || preview === null || isWaiting) return null;
    if (stateName === "select.dragging_shape") return null;
    const held = kindOf(preview.kind)
      .handles(preview.geometry, view.scale)
      .find((handle) => handle.id === preview.heldHandle);
    return { finger: pointer, at: held?.point ?? toImage(view, pointer) };
  }
}

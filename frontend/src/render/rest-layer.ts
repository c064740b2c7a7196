/** The shapes nobody is touching: drawn once, then moved as a bitmap while the picture moves. */

import { HitIndex } from "@/model/hit-index";
import type { Bounds, Viewport } from "@/model/points";
import { kindOf } from "@/model/shapes/registry";
import { toStage, type Turn } from "@/model/turn";
import { visibleBounds, type ViewTransform } from "@/model/view-transform";
import { drawShape, fillOf } from "./draw-shape";
import { drawDisc, drawTag, tagPlace } from "./draw-tag";
import { CUT, MaskPen, regionIn, styleOf } from "./mask-layer/draw-mask";
import type { Place } from "./mask-layer/raster";
import { HALO, UNLABELLED_OPACITY } from "./palette";
import type { Paths } from "./paths";
import { bitmapPlace, isSameView, mustRedraw, overscanFor, type Overscan } from "./rest-plan";
import type { DrawnShape, RenderScene, ShapeLayer } from "./scene";
import { Surface } from "./surface";

/** Room for strokes and tags that reach past their shape's bounds, in CSS pixels. */
const BLEED = 30;

interface Drawn {
  readonly view: ViewTransform;
  readonly viewport: Viewport;
  readonly turn: Turn;
  readonly ratio: number;
  readonly layers: readonly ShapeLayer[];
  readonly heldIds: readonly string[];
  readonly unlabelledIn: string | null;
}

export class RestLayer {
  readonly surface = new Surface("gm-rest");
  private readonly paths: Paths;
  private readonly pen = new MaskPen();
  private readonly indexes = new WeakMap<ShapeLayer, HitIndex<DrawnShape>>();
  private drawn: Drawn | null = null;
  private overscan: Overscan = { x: 0, y: 0 };
  /** How often everything was drawn; a test holds that panning does not raise it. */
  redraws = 0;

  constructor(paths: Paths) {
    this.paths = paths;
  }

  /** True when the bitmap was only moved, so that it wants drawing once the hand rests. */
  show(scene: RenderScene, ratio: number): boolean {
    if (this.isStale(scene, ratio)) this.redraw(scene, ratio);
    const drawn = this.drawn;
    if (drawn === null) return false;
    const { x, y, scale } = bitmapPlace(drawn.view, scene.view, this.overscan);
    this.surface.canvas.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    return !isSameView(drawn.view, scene.view);
  }

  redraw(scene: RenderScene, ratio: number): void {
    const { viewport, view, turn, layers, heldIds, unlabelledIn } = scene;
    this.overscan = overscanFor(viewport, ratio);
    this.drawn = { view, viewport, turn, ratio, layers, heldIds, unlabelledIn };
    this.redraws += 1;
    this.surface.resize(
      viewport.width + 2 * this.overscan.x,
      viewport.height + 2 * this.overscan.y,
      ratio,
    );
    this.surface.clear();
    for (const layer of layers) {
      if (layer.id === scene.unlabelledIn) this.darkenUnlabelled(layer, scene);
      this.drawLayer(layer, scene);
    }
  }

  private isStale(scene: RenderScene, ratio: number): boolean {
    const { drawn } = this;
    const isOther =
      drawn?.layers !== scene.layers ||
      drawn.turn !== scene.turn ||
      drawn.heldIds.join() !== scene.heldIds.join() ||
      drawn.unlabelledIn !== scene.unlabelledIn;
    if (drawn === null || isOther) return true;
    const isResized =
      drawn.viewport.width !== scene.viewport.width ||
      drawn.viewport.height !== scene.viewport.height;
    return (
      isResized ||
      drawn.ratio !== ratio ||
      mustRedraw(drawn.view, scene.view, this.overscan, scene.viewport)
    );
  }

  private drawLayer(layer: ShapeLayer, scene: RenderScene): void {
    const shapes = this.inSight(layer, scene).filter(({ id }) => !scene.heldIds.includes(id));
    const { context, ratio } = this.surface;
    const { view } = scene;
    const zoom = ratio * view.scale;
    context.setTransform(
      zoom,
      0,
      0,
      zoom,
      ratio * (view.x + this.overscan.x),
      ratio * (view.y + this.overscan.y),
    );
    for (const shape of shapes) {
      const fill = fillOf(shape.kind, layer.fill);
      const stroke = { form: layer.stroke, isChosen: false, fill };
      if (shape.kind === "mask") this.drawMask(shape, layer, view);
      else drawShape(context, this.paths.of(shape), shape.look, stroke, view.scale);
    }
    this.surface.useSeen(scene.turn);
    for (const shape of shapes) this.drawTagOf(shape, layer, scene);
  }

  private drawMask(shape: DrawnShape, layer: ShapeLayer, view: ViewTransform): void {
    const { context, ratio } = this.surface;
    const fill = layer.maskFill ?? layer.fill;
    const style = styleOf(shape.look, layer.stroke, false, fill, ratio);
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    this.pen.draw(context, regionIn(shape), this.placeIn(view), style);
    context.restore();
  }

  /** The mask in the hand too, as it lies: what it gains is told apart by its colour. */
  private darkenUnlabelled(layer: ShapeLayer, { image, view }: RenderScene): void {
    const { context } = this.surface;
    const { scale, x, y } = this.placeIn(view);
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = UNLABELLED_OPACITY;
    context.fillStyle = HALO;
    context.fillRect(x, y, image.width_px * scale, image.height_px * scale);
    context.globalAlpha = 1;
    context.globalCompositeOperation = "destination-out";
    for (const shape of layer.shapes) {
      if (shape.kind === "mask") this.pen.draw(context, regionIn(shape), { scale, x, y }, CUT);
    }
    context.restore();
  }

  private placeIn(view: ViewTransform): Place {
    const { ratio } = this.surface;
    return {
      scale: view.scale * ratio,
      x: (view.x + this.overscan.x) * ratio,
      y: (view.y + this.overscan.y) * ratio,
    };
  }

  private drawTagOf(shape: DrawnShape, layer: ShapeLayer, { view, turn }: RenderScene): void {
    if (shape.look.tag === "") return;
    const bounds = kindOf(shape.kind).bounds(shape.geometry);
    const place = tagPlace(bounds, (x, y) => {
      const at = {
        x: x * view.scale + view.x + this.overscan.x,
        y: y * view.scale + view.y + this.overscan.y,
      };
      return toStage(at, this.surface, turn);
    });
    const { context } = this.surface;
    if (layer.stroke === "consensus") drawDisc(context, place, shape.look.tag, false);
    else drawTag(context, place, shape.look.tag, shape.look.hex);
  }

  /** Only what the bitmap can show is drawn. */
  private inSight(layer: ShapeLayer, scene: RenderScene): readonly DrawnShape[] {
    const index = this.indexes.get(layer) ?? new HitIndex(layer.shapes);
    this.indexes.set(layer, index);
    return index.within(
      grown(visibleBounds(scene.view, scene.viewport), scene.view, this.overscan),
    );
  }
}

function grown(bounds: Bounds, view: ViewTransform, overscan: Overscan): Bounds {
  const dx = (overscan.x + BLEED) / view.scale;
  const dy = (overscan.y + BLEED) / view.scale;
  return {
    minX: bounds.minX - dx,
    minY: bounds.minY - dy,
    maxX: bounds.maxX + dx,
    maxY: bounds.maxY + dy,
  };
}

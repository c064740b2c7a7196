/**
 * The shapes nobody is touching, and the picture under them: drawn once, then moved as a bitmap. A
 * browser without a graphics card mixes each layer pixel by pixel: one is half the work of two.
 */

import { HitIndex } from "@/model/hit-index";
import type { Bounds, Viewport } from "@/model/points";
import { kindOf } from "@/model/shapes/registry";
import { toStage, type Turn } from "@/model/turn";
import { visibleBounds, type ViewTransform } from "@/model/view-transform";
import { drawShape, fillOf, sketchShape } from "./draw-shape";
import { drawDisc, drawTag, tagPlace } from "./draw-tag";
import type { ImageLayer } from "./image-layer";
import { CUT, MaskPen, regionIn, styleOf } from "./mask-layer/draw-mask";
import type { Place } from "./mask-layer/raster";
import { HALO, UNLABELLED_OPACITY } from "./palette";
import type { Paths } from "./paths";
import { boundsRound, changedShapes, touches } from "./rest-change";
import { bitmapPlace, isSameView, mustRedraw, overscanFor, type Overscan } from "./rest-plan";
import type { DrawnShape, RenderScene, ShapeLayer } from "./scene";
import { Sheet } from "./sheet";
import { withTag } from "./tag-plan";

/** Room for strokes and tags that reach past their shape's bounds, in CSS pixels. */
const BLEED = 30;

/** More shapes than this take longer than a frame: what is first seen of them is a sketch. */
const MOST_AT_ONCE = 500;

type Draw = typeof drawShape;

/** The picture, where a canvas can show it as it is to be seen. */
export type Ground = Pick<ImageLayer, "isPlain" | "drawOn">;

const sketchAmong = (count: number): Draw => (count > MOST_AT_ONCE ? sketchShape : drawShape);

interface Drawn {
  readonly view: ViewTransform;
  readonly viewport: Viewport;
  readonly turn: Turn;
  readonly ratio: number;
  readonly layers: readonly ShapeLayer[];
  readonly heldIds: readonly string[];
  readonly unlabelledIn: string | null;
  readonly hasPicture: boolean;
}

export class RestLayer {
  readonly surface = new Sheet("gm-rest");
  private readonly paths: Paths;
  private readonly picture: Ground;
  private readonly pen = new MaskPen();
  private readonly indexes = new WeakMap<ShapeLayer, HitIndex<DrawnShape>>();
  private drawn: Drawn | null = null;
  private overscan: Overscan = { x: 0, y: 0 };
  /** The shapes in sight are sketched, and want drawing once the hand rests. */
  private isSketch = false;
  /** How often everything was drawn; a test holds that panning does not raise it. */
  redraws = 0;

  constructor(paths: Paths, picture: Ground) {
    this.paths = paths;
    this.picture = picture;
  }

  /** The picture is seen here, and need not be shown beside. */
  get hasPicture(): boolean {
    return this.drawn?.hasPicture === true;
  }

  /** True when the bitmap was only moved, so that it wants drawing once the hand rests. */
  show(scene: RenderScene, ratio: number): boolean {
    if (this.isStale(scene, ratio)) this.drawAll(scene, ratio, sketchAmong);
    else this.update(scene, ratio);
    const drawn = this.drawn;
    if (drawn === null) return false;
    const { x, y, scale } = bitmapPlace(drawn.view, scene.view, this.overscan);
    this.surface.canvas.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    const lacksPicture = !drawn.hasPicture && this.picture.isPlain(scene.view.scale);
    return this.isSketch || lacksPicture || !isSameView(drawn.view, scene.view);
  }

  redraw(scene: RenderScene, ratio: number): void {
    this.drawAll(scene, ratio, () => drawShape);
  }

  /** Once the hand rests: shapes in full, or else the picture, never both in one frame. */
  settle(scene: RenderScene, ratio: number): void {
    if (this.lacksPictureAlone(scene, ratio)) this.takePicture(scene);
    else this.redraw(scene, ratio);
  }

  private lacksPictureAlone(scene: RenderScene, ratio: number): boolean {
    const { drawn } = this;
    if (drawn === null || drawn.hasPicture || this.isSketch) return false;
    const isShown = drawn.layers === scene.layers && isSameView(drawn.view, scene.view);
    return isShown && !this.isStale(scene, ratio) && this.picture.isPlain(scene.view.scale);
  }

  private takePicture({ view }: RenderScene): void {
    if (this.drawn === null || this.surface.isLost) return;
    this.drawn = { ...this.drawn, hasPicture: true };
    this.surface.takeBack();
    this.layUnder(view);
    this.surface.present();
  }

  private drawAll(scene: RenderScene, ratio: number, wayFor: (count: number) => Draw): void {
    // The browser shows the picture until it is taken: to unpack it here would hold up the shapes.
    const hasPicture = this.hasPicture && this.picture.isPlain(scene.view.scale);
    this.drawn = null;
    if (this.surface.isLost) return;
    const { viewport, view, image, turn, layers, heldIds, unlabelledIn } = scene;
    this.overscan = overscanFor(viewport, ratio, view, image);
    this.drawn = { view, viewport, turn, ratio, layers, heldIds, unlabelledIn, hasPicture };
    this.redraws += 1;
    this.surface.resize(
      viewport.width + 2 * this.overscan.x,
      viewport.height + 2 * this.overscan.y,
      ratio,
    );
    // What lies beyond the stage on its left and top is drawn too.
    this.surface.left = -this.overscan.x;
    this.surface.top = -this.overscan.y;
    this.surface.clear();
    const count = layers.reduce((total, layer) => total + this.inSight(layer, scene).length, 0);
    const draw = wayFor(count);
    this.isSketch = draw !== drawShape;
    for (const layer of layers) {
      if (layer.id === scene.unlabelledIn) this.darkenUnlabelled(layer, scene);
      this.drawLayer(layer, scene, draw);
    }
    this.layUnder(view);
    this.surface.present();
  }

  /** The picture comes last: what cuts holes into shapes leaves it whole. */
  private layUnder(view: ViewTransform): void {
    if (!this.hasPicture) return;
    const { context } = this.surface;
    this.surface.useImage(view);
    context.globalCompositeOperation = "destination-over";
    context.imageSmoothingQuality = "medium";
    this.picture.drawOn(context);
    context.globalCompositeOperation = "source-over";
  }

  /** Draws what an edit changed; everything where that cannot be told. */
  private update(scene: RenderScene, ratio: number): void {
    const { drawn } = this;
    if (drawn === null) return;
    const { layers, heldIds } = scene;
    if (drawn.layers === layers && drawn.heldIds.join() === heldIds.join()) return;
    const changed = changedShapes(drawn, scene);
    const isPlain = isSameView(drawn.view, scene.view) && scene.unlabelledIn === null;
    if (changed === null || !isPlain) return this.redraw(scene, ratio);
    this.drawn = { ...drawn, layers, heldIds };
    const bounds = boundsRound(changed);
    if (bounds !== null) this.redrawIn(bounds, scene);
  }

  /** In image pixels; strokes and tags that reach out of the bounds are drawn too. */
  private redrawIn(bounds: Bounds, scene: RenderScene): void {
    const { context } = this.surface;
    const around = grownBy(bounds, BLEED / scene.view.scale);
    this.surface.takeBack();
    context.save();
    this.clipTo(around, scene.view);
    const near = grownBy(around, BLEED / scene.view.scale);
    for (const layer of scene.layers) this.drawLayer(layer, scene, drawShape, near);
    this.layUnder(scene.view);
    context.restore();
    this.surface.present();
  }

  /** On whole pixels, so that nothing outside is touched; what was inside is gone. */
  private clipTo({ minX, minY, maxX, maxY }: Bounds, view: ViewTransform): void {
    const { context } = this.surface;
    const { scale, x, y } = this.placeIn(view);
    const [left, top] = [Math.floor(minX * scale + x), Math.floor(minY * scale + y)];
    const [right, bottom] = [Math.ceil(maxX * scale + x), Math.ceil(maxY * scale + y)];
    context.beginPath();
    context.rect(left, top, right - left, bottom - top);
    context.clip();
    context.clearRect(left, top, right - left, bottom - top);
  }

  private isStale(scene: RenderScene, ratio: number): boolean {
    const { drawn } = this;
    const isOther = drawn?.turn !== scene.turn || drawn.unlabelledIn !== scene.unlabelledIn;
    if (drawn === null || isOther) return true;
    if (drawn.hasPicture && !this.picture.isPlain(scene.view.scale)) return true;
    const isResized =
      drawn.viewport.width !== scene.viewport.width ||
      drawn.viewport.height !== scene.viewport.height;
    return (
      isResized ||
      drawn.ratio !== ratio ||
      mustRedraw(
        drawn.view,
        scene.view,
        this.overscan,
        scene.viewport,
        scene.image,
        drawn.hasPicture,
      )
    );
  }

  /** Of a layer, what lies in `part`, or all of it. */
  private drawLayer(
    layer: ShapeLayer,
    scene: RenderScene,
    draw: Draw,
    part: Bounds | null = null,
  ): void {
    const seen = this.inSight(layer, scene);
    const shapes = seen.filter((shape) => !scene.heldIds.includes(shape.id) && isIn(part, shape));
    const { context } = this.surface;
    const { view } = scene;
    this.surface.useImage(view);
    for (const shape of shapes) {
      const fill = fillOf(shape.kind, layer.fill);
      const stroke = { form: layer.stroke, isChosen: false, fill };
      if (shape.kind === "mask") this.drawMask(shape, layer, view);
      else draw(context, this.paths.of(shape), shape.look, stroke, view.scale);
    }
    this.surface.useSeen(scene.turn);
    for (const shape of withTag(shapes, layer, view.scale, seen.length))
      this.drawTagOf(shape, layer, scene);
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
    // As a task opens: the index is made once the picture is larger than the stage.
    if (isWhollyShown(scene)) return layer.shapes;
    const index = this.indexes.get(layer) ?? new HitIndex(layer.shapes);
    this.indexes.set(layer, index);
    return index.within(
      grown(visibleBounds(scene.view, scene.viewport), scene.view, this.overscan),
    );
  }
}

function isWhollyShown({ image, view, viewport }: RenderScene): boolean {
  const { minX, minY, maxX, maxY } = visibleBounds(view, viewport);
  return minX <= 0 && minY <= 0 && maxX >= image.width_px && maxY >= image.height_px;
}

function isIn(part: Bounds | null, { kind, geometry }: DrawnShape): boolean {
  return part === null || touches(part, kindOf(kind).bounds(geometry));
}

function grown(bounds: Bounds, view: ViewTransform, overscan: Overscan): Bounds {
  return grownBy(bounds, (overscan.x + BLEED) / view.scale, (overscan.y + BLEED) / view.scale);
}

function grownBy(bounds: Bounds, dx: number, dy = dx): Bounds {
  return {
    minX: bounds.minX - dx,
    minY: bounds.minY - dy,
    maxX: bounds.maxX + dx,
    maxY: bounds.maxY + dy,
  };
}

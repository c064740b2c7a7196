/** What the hand is at: the chosen shape, its handles, the brush, the loupe. Drawn every frame. */

import { imagePoint } from "@/model/points";
import { kindOf } from "@/model/shapes/registry";
import { toPlane, toStage, turnedViewport } from "@/model/turn";
import { toScreen, type ViewTransform } from "@/model/view-transform";
import { drawGrid } from "./draw-grid";
import { drawHandles, drawSnap, type DrawnHandle } from "./draw-handles";
import { drawLoupe, loupeMiddle, loupeView } from "./draw-loupe";
import { drawShape, fillOf } from "./draw-shape";
import { drawDisc, drawTag, tagPlace } from "./draw-tag";
import { drawBrush, drawSketch } from "./mask-layer/draw-brush";
import type { ImageLayer } from "./image-layer";
import { MaskPen, regionIn, styleOf } from "./mask-layer/draw-mask";
import type { MaskLayer } from "./mask-layer/mask-layer";
import { overlayFrame } from "./overlay-frame";
import { FILL_OPACITY } from "./palette";
import type { Paths } from "./paths";
import type { ActiveShape, DrawnShape, RenderScene } from "./scene";
import { Surface } from "./surface";

export class OverlayLayer {
  readonly surface = new Surface("gm-overlay");
  private readonly paths: Paths;
  private readonly picture: ImageLayer;

  private readonly masks: MaskLayer;
  private readonly pen = new MaskPen();

  constructor(paths: Paths, picture: ImageLayer, masks: MaskLayer) {
    this.paths = paths;
    this.masks = masks;
    this.picture = picture;
  }

  draw(scene: RenderScene, ratio: number): void {
    const frame = overlayFrame(scene, ratio);
    this.surface.cover(frame, ratio);
    if (frame === null) return;
    this.surface.clear();
    if (scene.hasGrid) this.drawGridOver(scene);
    if (scene.hovered !== null) this.drawOutline(scene.hovered, scene.view, "label");
    for (const shape of scene.companions) this.drawCompanion(shape, scene.view);
    if (scene.active !== null) this.drawActive(scene.active, scene);
    if (scene.aim !== null) this.drawAim(scene.aim, scene.view);
    this.surface.useScreen();
    if (scene.sketch !== null) drawSketch(this.surface.context, scene.sketch);
    if (scene.brush !== null) drawBrush(this.surface.context, scene.brush);
    if (scene.loupe !== null) this.drawUnderFinger(scene);
  }

  private drawOutline(shape: DrawnShape, view: ViewTransform, form: ActiveShape["stroke"]): void {
    // Masks have a layer of their own.
    if (shape.kind === "mask") return;
    this.surface.useImage(view);
    const stroke = { form, isChosen: true, fill: fillOf(shape.kind, FILL_OPACITY) };
    drawShape(this.surface.context, this.paths.of(shape), shape.look, stroke, view.scale);
  }

  private drawAim(aim: DrawnShape, view: ViewTransform): void {
    this.surface.useImage(view);
    const stroke = { form: "label", isChosen: true, fill: FILL_OPACITY } as const;
    drawShape(this.surface.context, this.paths.of(aim), aim.look, stroke, view.scale);
  }

  /** A mask of a group has no layer of its own as the chosen one has. */
  private drawCompanion(shape: DrawnShape, view: ViewTransform): void {
    if (shape.kind !== "mask") return this.drawOutline(shape, view, "label");
    const { context, ratio, left, top } = this.surface;
    context.setTransform(1, 0, 0, 1, 0, 0);
    const place = {
      scale: view.scale * ratio,
      x: (view.x - left) * ratio,
      y: (view.y - top) * ratio,
    };
    this.pen.draw(context, regionIn(shape), place, styleOf(shape.look, "label", true, FILL_OPACITY, ratio)); // prettier-ignore
  }

  private drawActive(active: ActiveShape, scene: RenderScene): void {
    const { view } = scene;
    this.drawOutline(active, view, active.stroke);
    this.drawActiveTag(active, scene);
    this.surface.useScreen();
    if (!active.hasHandles) return;
    drawHandles(
      this.surface.context,
      this.handlesInSight(active, scene),
      active.look.hex,
      active.isByTouch,
    );
    if (active.snappedTo !== null) drawSnap(this.surface.context, toScreen(view, active.snappedTo));
  }

  private handlesInSight(
    active: ActiveShape,
    { view, viewport }: RenderScene,
  ): readonly DrawnHandle[] {
    const { width, height } = viewport;
    return kindOf(active.kind)
      .handles(active.geometry, view.scale)
      .filter(({ role }) => active.hasBetween || role !== "between")
      .map(({ id, point, role = "point" }) => ({
        at: toScreen(view, point),
        role,
        isHeld: id === active.heldHandle,
      }))
      .filter(({ at }) => at.x > -20 && at.y > -20 && at.x < width + 20 && at.y < height + 20);
  }

  private drawActiveTag(
    { kind, geometry, look, stroke }: ActiveShape,
    { view, viewport, turn }: RenderScene,
  ): void {
    const words = [look.tag, look.name].filter(Boolean).join(" ");
    if (words === "") return;
    const bounds = kindOf(kind).bounds(geometry);
    const place = tagPlace(bounds, (x, y) =>
      toStage(toScreen(view, imagePoint(x, y)), viewport, turn),
    );
    if (turn === 0) this.surface.useScreen();
    else this.surface.useSeen(turn);
    const { context } = this.surface;
    if (stroke === "consensus") drawDisc(context, place, look.tag, true);
    else drawTag(context, place, words, look.hex);
  }

  private drawGridOver({ view, viewport, image }: RenderScene): void {
    this.surface.useScreen();
    drawGrid(this.surface.context, view, viewport, image);
  }

  private drawUnderFinger(scene: RenderScene): void {
    const { loupe, active, viewport, turn } = scene;
    if (loupe === null) return;
    // Above the finger as it is seen, whichever way the picture is turned.
    const stage = turnedViewport(viewport, turn);
    const finger = toStage(loupe.finger, viewport, turn);
    const middle = toPlane(loupeMiddle(finger, stage), stage, turn);
    const view = loupeView(scene.view, loupe.at, middle);
    this.surface.useScreen();
    drawLoupe(this.surface.context, middle, () => {
      this.surface.useImage(view);
      this.picture.drawOn(this.surface.context);
      this.masks.drawOn(this.surface.context);
      if (active !== null) this.drawOutline(active, view, active.stroke);
    });
  }
}

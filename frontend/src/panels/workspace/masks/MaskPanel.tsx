import { Button, SegmentedControl, Slider, Stack, Switch } from "@mantine/core";
import { useMemo } from "react";
import { shapeOf } from "@/model/document";
import { maskOf, regionOf } from "@/model/masks/geometry";
import { areaOf, unionOfAll } from "@/model/masks/region";
import { simplifiedRegion } from "@/model/masks/simplify";
import { useI18n } from "@/panels/shared";
import { LARGEST_BRUSH_PX, type MaskSettings } from "@/tools/masks/settings";
import { isMask } from "@/tools/masks/target";
import { toolOf } from "@/tools/registry";
import { useBench, useRun } from "../engine/context";
import classes from "./MaskPanel.module.css";

/** A slider runs over the logarithm of the size: small brushes want finer steps. */
const SIZE_STEPS = 100;
const sizeAt = (step: number) => Math.max(1, Math.round(LARGEST_BRUSH_PX ** (step / SIZE_STEPS)));
const stepAt = (size: number) => (SIZE_STEPS * Math.log(size)) / Math.log(LARGEST_BRUSH_PX);

/** How masks are painted and how they are shown. */
export function MaskPanel() {
  const { t } = useI18n();
  const canEdit = useBench((state) => state.canEdit);
  return (
    <Stack gap="sm">
      {canEdit && (
        <>
          <ToolSettings />
          <Smooth />
          <Choice setting="removesUnderlying" label={t("workspace.maskUnderlying")} />
        </>
      )}
      <Colouring />
      <Opacity />
      <Choice setting="showsUnlabelled" label={t("workspace.maskUnlabelled")} />
      <Unlabelled />
    </Stack>
  );
}

/** Of the tool in the hand. */
export function ToolSettings() {
  const tool = useBench((state) => state.tool);
  if (tool === "brush" || tool === "eraser") return <BrushSize />;
  if (toolOf(tool).kind !== "mask") return null;
  return (
    <>
      <Mode />
      {tool === "wand" && <Tolerance />}
    </>
  );
}

function Mode() {
  const { t } = useI18n();
  const { masks, change } = useMasks();
  return (
    <SegmentedControl
      size="xs"
      fullWidth
      aria-label={t("workspace.maskMode")}
      value={masks.takesAway ? "take" : "add"}
      onChange={(value) => change({ takesAway: value === "take" })}
      data={[
        { value: "add", label: t("workspace.maskAdd") },
        { value: "take", label: t("workspace.maskTake") },
      ]}
    />
  );
}

function Tolerance() {
  const { t, number } = useI18n();
  const { masks, change } = useMasks();
  return (
    <div>
      <Head label={t("workspace.maskTolerance")} value={number(masks.tolerance)} />
      <Slider
        min={0}
        max={128}
        value={masks.tolerance}
        onChange={(tolerance) => change({ tolerance })}
        thumbLabel={t("workspace.maskTolerance")}
        label={null}
      />
    </div>
  );
}

/** A bend of so many image pixels is taken for a slip of the hand. */
const SMOOTH_PX = 1.5;

function Smooth() {
  const { t } = useI18n();
  const run = useRun();
  const image = useBench((state) => state.image);
  const isLocked = useBench((state) => state.lockedIds.has(state.chosenId ?? ""));
  const shape = useBench((state) => shapeOf(state.document, state.chosenId));
  if (shape?.kind !== "mask" || isLocked) return null;
  const smooth = () => {
    const geometry = maskOf(simplifiedRegion(regionOf(shape.geometry), SMOOTH_PX, image));
    if (geometry === null) return;
    run({ type: "edit_masks", edits: [{ shapeId: shape.id, label: shape.label, geometry }] });
  };
  return (
    <Button size="xs" onClick={smooth}>
      {t("workspace.maskSmooth")}
    </Button>
  );
}

function useMasks() {
  const run = useRun();
  const masks = useBench((state) => state.masks);
  const change = (settings: Partial<MaskSettings>) => run({ type: "set_masks", settings });
  return { masks, change };
}

function BrushSize() {
  const { t, number } = useI18n();
  const { masks, change } = useMasks();
  return (
    <div>
      <Head
        label={t("workspace.maskSize")}
        value={t("workspace.maskPixels", { px: number(masks.brushPx) })}
      />
      <Slider
        min={0}
        max={SIZE_STEPS}
        value={stepAt(masks.brushPx)}
        onChange={(step) => change({ brushPx: sizeAt(step) })}
        thumbLabel={t("workspace.maskSize")}
        label={null}
      />
    </div>
  );
}

function Opacity() {
  const { t, share } = useI18n();
  const { masks, change } = useMasks();
  const percent = Math.round(masks.opacity * 100);
  return (
    <div>
      <Head label={t("workspace.maskOpacity")} value={share(percent, 100)} />
      <Slider
        min={0}
        max={100}
        step={5}
        value={percent}
        onChange={(value) => change({ opacity: value / 100 })}
        thumbLabel={t("workspace.maskOpacity")}
        label={null}
      />
    </div>
  );
}

function Head({ label, value }: { label: string; value: string }) {
  return (
    <div className={classes.head}>
      <span>{label}</span>
      <bdi>{value}</bdi>
    </div>
  );
}

/** A colour for each label, or one for each object; of every kind of shape. */
export function Colouring() {
  const { t } = useI18n();
  const { masks, change } = useMasks();
  return (
    <div className={classes.line}>
      <span>{t("workspace.maskColouring")}</span>
      <SegmentedControl
        size="xs"
        aria-label={t("workspace.maskColouring")}
        value={masks.colouring}
        onChange={(value) => change({ colouring: value === "class" ? "class" : "instance" })}
        data={[
          { value: "class", label: t("workspace.maskByClass") },
          { value: "instance", label: t("workspace.maskByObject") },
        ]}
      />
    </div>
  );
}

function Choice({
  setting,
  label,
}: {
  setting: "removesUnderlying" | "showsUnlabelled";
  label: string;
}) {
  const { masks, change } = useMasks();
  return (
    <Switch
      size="xs"
      label={label}
      checked={masks[setting]}
      onChange={(event) => change({ [setting]: event.currentTarget.checked })}
    />
  );
}

/** Counted only where it is asked for. */
function Unlabelled() {
  const isShown = useBench((state) => state.masks.showsUnlabelled);
  return isShown ? <UnlabelledShare /> : null;
}

function UnlabelledShare() {
  const { t, share } = useI18n();
  const shapes = useBench((state) => state.document.shapes);
  const image = useBench((state) => state.image);
  const all = image.width_px * image.height_px;
  const covered = useMemo(
    () => areaOf(unionOfAll(shapes.filter(isMask).map(({ geometry }) => regionOf(geometry)))),
    [shapes],
  );
  return (
    <p className={classes.note}>
      {t("workspace.maskUnlabelledShare", { share: share(all - covered, all) })}
    </p>
  );
}

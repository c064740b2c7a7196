import { SegmentedControl, Slider, Stack, Switch } from "@mantine/core";
import { useMemo } from "react";
import { regionOf } from "@/model/masks/geometry";
import { areaOf, unionOfAll } from "@/model/masks/region";
import { useI18n } from "@/panels/shared";
import { LARGEST_BRUSH_PX, type MaskSettings } from "@/tools/masks/settings";
import { isMask } from "@/tools/masks/target";
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
          <BrushSize />
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

function useMasks() {
  const run = useRun();
  const masks = useBench((state) => state.masks);
  const change = (settings: Partial<MaskSettings>) => run({ type: "set_masks", settings });
  return { masks, change };
}

export function BrushSize() {
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

function Colouring() {
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

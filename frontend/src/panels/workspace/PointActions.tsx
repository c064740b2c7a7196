import { IconCircleMinus, IconCirclePlus, IconEyeOff, IconShape } from "@tabler/icons-react";
import type { Shape } from "@/model/document";
import { IconButton, useI18n } from "@/panels/shared";
import { useBench, useEngine } from "./engine/context";
import classes from "./StageArea.module.css";

const ICON = { size: 18, stroke: 1.6, "aria-hidden": true } as const;

/** What can be done with the held point of a shape, and a hole for a polygon. */
export function PointActions({ shape, size = 30 }: { shape: Shape; size?: number }) {
  const { t } = useI18n();
  const { bench } = useEngine();
  const isNamed = shape.kind === "keypoints";
  const hasPoint = useBench((state) => state.chosenHandle !== null);
  return (
    <>
      {isNamed && (
        <IconButton
          size={size}
          label={t("workspace.missingPoints")}
          shortcut="I"
          icon={<IconCirclePlus {...ICON} />}
          onClick={() => bench.carryOut("point.insert")}
        />
      )}
      {hasPoint && (
        <>
          {isNamed ? (
            <IconButton
              size={size}
              label={t("workspace.pointVisible")}
              shortcut="U"
              icon={<IconEyeOff {...ICON} />}
              onClick={() => bench.carryOut("point.visible")}
            />
          ) : (
            <IconButton
              size={size}
              label={t("workspace.pointInsert")}
              shortcut="I"
              icon={<IconCirclePlus {...ICON} />}
              onClick={() => bench.carryOut("point.insert")}
            />
          )}
          <IconButton
            size={size}
            label={t("workspace.pointDelete")}
            shortcut="Del"
            icon={<IconCircleMinus {...ICON} />}
            onClick={() => bench.carryOut("shape.delete")}
          />
        </>
      )}
      {shape.kind === "polygon" && !hasPoint && (
        <IconButton
          size={size}
          label={t("workspace.addHole")}
          shortcut="Shift P"
          icon={<IconShape {...ICON} />}
          onClick={() => bench.carryOut("shape.hole")}
        />
      )}
    </>
  );
}

/** On a phone: the same for a held point, where a finger can reach it. */
export function PointBar({ shape }: { shape: Shape }) {
  return (
    <div className={classes.touchBar}>
      <PointActions shape={shape} size={44} />
    </div>
  );
}

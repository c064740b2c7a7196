import { Button } from "@mantine/core";
import {
  IconCircleMinus,
  IconCirclePlus,
  IconEyeOff,
  IconShape,
  type Icon,
} from "@tabler/icons-react";
import { shapeOf, type Shape } from "@/model/document";
import { IconButton, useI18n } from "@/panels/shared";
import type { KeyAction } from "@/tools/key-table";
import { useBench, useEngine } from "./engine/context";
import { useShortcut } from "./stored-keys";
import classes from "./StageArea.module.css";

const ICON = { size: 18, stroke: 1.6, "aria-hidden": true } as const;

/** What can be done with the held point of a shape, and a hole for a polygon. */
export function PointActions({ shape, size = 30 }: { shape: Shape; size?: number }) {
  const { t } = useI18n();
  const { bench } = useEngine();
  const isNamed = shape.kind === "keypoints";
  const keys = usePointKeys();
  const hasPoint = useBench((state) => state.chosenHandle !== null);
  return (
    <>
      {isNamed && (
        <IconButton
          size={size}
          label={t("workspace.missingPoints")}
          shortcut={keys.insert}
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
              shortcut={keys.visible}
              icon={<IconEyeOff {...ICON} />}
              onClick={() => bench.carryOut("point.visible")}
            />
          ) : (
            <IconButton
              size={size}
              label={t("workspace.pointInsert")}
              shortcut={keys.insert}
              icon={<IconCirclePlus {...ICON} />}
              onClick={() => bench.carryOut("point.insert")}
            />
          )}
          <IconButton
            size={size}
            label={t("workspace.pointDelete")}
            shortcut={keys.remove}
            icon={<IconCircleMinus {...ICON} />}
            onClick={() => bench.carryOut("shape.delete")}
          />
        </>
      )}
      {shape.kind === "polygon" && !hasPoint && (
        <IconButton
          size={size}
          label={t("workspace.addHole")}
          shortcut={keys.hole}
          icon={<IconShape {...ICON} />}
          onClick={() => bench.carryOut("shape.hole")}
        />
      )}
    </>
  );
}

function usePointKeys() {
  return {
    insert: useShortcut("point.insert"),
    visible: useShortcut("point.visible"),
    remove: useShortcut("shape.delete"),
    hole: useShortcut("shape.hole"),
  };
}

/** On a phone: what a finger can do with the held point, in words. */
export function PointBar() {
  const { t } = useI18n();
  const isNamed = useBench(({ document, chosenId }) => shapeOf(document, chosenId)?.kind === "keypoints"); // prettier-ignore
  return (
    <div className={classes.touchBar} role="group" aria-label={t("workspace.heldPoint")}>
      {isNamed ? (
        <PointButton action="point.visible" text={t("workspace.pointVisible")} icon={IconEyeOff} />
      ) : (
        <PointButton
          action="point.insert"
          text={t("workspace.pointInsert")}
          icon={IconCirclePlus}
        />
      )}
      <PointButton action="shape.delete" text={t("workspace.pointDelete")} icon={IconCircleMinus} />
    </div>
  );
}

function PointButton(props: { action: KeyAction; text: string; icon: Icon }) {
  const { action, text, icon: Glyph } = props;
  const { bench } = useEngine();
  return (
    <Button
      size="sm"
      variant="subtle"
      leftSection={<Glyph {...ICON} />}
      onClick={() => bench.carryOut(action)}
    >
      {text}
    </Button>
  );
}

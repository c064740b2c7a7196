import { IconArrowsMaximize, IconMinus, IconPlus, IconRotateClockwise } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { IconButton, useI18n } from "@/panels/shared";
import { useBench, useRun } from "./engine/context";
import { DeskPeek } from "./PeekButton";
import { useShortcut } from "./stored-keys";
import classes from "./StageArea.module.css";

const ICON = { size: 18, stroke: 1.6, "aria-hidden": true } as const;
const STEP = 1.25;

/** Alone, so that a picture that is zoomed does not make its buttons anew with every frame. */
export function ZoomPercent({ className }: { className?: string }) {
  const { t } = useI18n();
  const percent = useBench((state) => Math.round(state.view.scale * 100));
  return <span className={className}>{t("workspace.zoomPercent", { percent })}</span>;
}

/** `children`: what else is done with the view, behind it. */
export function ZoomBar({ children }: { children?: ReactNode }) {
  const { t } = useI18n();
  const run = useRun();
  return (
    <div className={classes.zoom} role="group" aria-label={t("workspace.zoomTitle")}>
      <IconButton
        size={30}
        label={t("workspace.zoomOut")}
        shortcut={useShortcut("view.out")}
        icon={<IconMinus {...ICON} />}
        onClick={() => run({ type: "zoom", factor: 1 / STEP })}
      />
      <ZoomPercent className={classes.percent} />
      <IconButton
        size={30}
        label={t("workspace.zoomIn")}
        shortcut={useShortcut("view.in")}
        icon={<IconPlus {...ICON} />}
        onClick={() => run({ type: "zoom", factor: STEP })}
      />
      <IconButton
        size={30}
        label={t("workspace.zoomFit")}
        shortcut={useShortcut("view.fit")}
        icon={<IconArrowsMaximize {...ICON} />}
        onClick={() => run({ type: "fit_view" })}
      />
      <IconButton
        size={30}
        label={t("workspace.turnRight")}
        shortcut={useShortcut("view.turn_right")}
        icon={<IconRotateClockwise {...ICON} />}
        onClick={() => run({ type: "turn_view", by: 1 })}
      />
      <DeskPeek />
      {children}
    </div>
  );
}

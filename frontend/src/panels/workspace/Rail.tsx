import { Tooltip, UnstyledButton, Kbd } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconHandStop,
  IconPointer,
  IconSquare,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { asksForShapes } from "@/model/schema";
import { useI18n } from "@/panels/shared";
import type { ToolName } from "@/tools/commands";
import { useBench, useRun } from "./engine/context";
import { PictureSettings } from "./PictureSettings";
import classes from "./Rail.module.css";

const ICON = { size: 20, stroke: 1.6, "aria-hidden": true } as const;

/** Tools the schema needs, with their keys; undo, redo and the look of the picture below. */
export function Rail() {
  const { t } = useI18n();
  const run = useRun();
  const hasShapes = useBench((state) => asksForShapes(state.schema));
  const canEdit = useBench((state) => state.canEdit);
  const canUndo = useBench((state) => state.canUndo);
  const canRedo = useBench((state) => state.canRedo);
  return (
    <div
      className={classes.rail}
      role="toolbar"
      aria-label={t("workspace.tools")}
      aria-orientation="vertical"
    >
      {canEdit && hasShapes && (
        <>
          <ToolButton
            tool="select"
            label={t("workspace.toolSelect")}
            shortcut="V"
            icon={<IconPointer {...ICON} />}
          />
          <ToolButton
            tool="box"
            label={t("workspace.toolBox")}
            shortcut="B"
            icon={<IconSquare {...ICON} />}
          />
        </>
      )}
      {canEdit && (
        <ToolButton
          tool="pan"
          label={t("workspace.toolPan")}
          shortcut="M"
          icon={<IconHandStop {...ICON} />}
        />
      )}
      <span className={classes.space} />
      {canEdit && (
        <>
          <RailButton
            label={t("workspace.undo")}
            shortcut="Ctrl Z"
            icon={<IconArrowBackUp {...ICON} />}
            isIdle={!canUndo}
            onClick={() => run({ type: "undo" })}
          />
          <RailButton
            label={t("workspace.redo")}
            shortcut="Ctrl Shift Z"
            icon={<IconArrowForwardUp {...ICON} />}
            isIdle={!canRedo}
            onClick={() => run({ type: "redo" })}
          />
          <span className={classes.line} />
        </>
      )}
      <PictureSettings />
    </div>
  );
}

function ToolButton({
  tool,
  label,
  shortcut,
  icon,
}: {
  tool: ToolName;
  label: string;
  shortcut: string;
  icon: ReactNode;
}) {
  const run = useRun();
  const isOn = useBench((state) => state.tool === tool);
  return (
    <Tooltip label={<Named label={label} shortcut={shortcut} />} position="right">
      <UnstyledButton
        className={classes.button}
        aria-label={label}
        aria-pressed={isOn}
        aria-keyshortcuts={shortcut}
        onClick={() => run({ type: "use_tool", tool })}
      >
        {icon}
        <span className={classes.key} aria-hidden>
          {shortcut}
        </span>
      </UnstyledButton>
    </Tooltip>
  );
}

interface RailButtonProps {
  label: string;
  shortcut: string;
  icon: ReactNode;
  /** There is nothing to do: it stays reachable and says so. */
  isIdle: boolean;
  onClick: () => void;
}

function RailButton({ label, shortcut, icon, isIdle, onClick }: RailButtonProps) {
  return (
    <Tooltip label={<Named label={label} shortcut={shortcut} />} position="right">
      <UnstyledButton
        className={classes.button}
        aria-label={label}
        aria-disabled={isIdle}
        onClick={onClick}
      >
        {icon}
      </UnstyledButton>
    </Tooltip>
  );
}

function Named({ label, shortcut }: { label: string; shortcut: string }) {
  return (
    <>
      {label} <Kbd size="xs">{shortcut}</Kbd>
    </>
  );
}

import { UnstyledButton, Kbd } from "@mantine/core";
import { IconMagnet } from "@tabler/icons-react";
import { Tip, useI18n } from "@/panels/shared";
import type { ToolName } from "@/tools/commands";
import { useBench, useEngine, useRun } from "./engine/context";
import { STEPS, type HistoryStep } from "./history-steps";
import { PictureSettings } from "./PictureSettings";
import { useShortcut } from "./stored-keys";
import { keyOfTool, TOOL_LOOKS, useHasSnapping, useTools } from "./tool-looks";
import classes from "./Rail.module.css";

const ICON = { size: 20, stroke: 1.6, "aria-hidden": true } as const;

/** With so many tools the rail is as high as a small screen. */
const MOST_IN_A_ROW = 12;

/** Tools the schema needs, with their keys; undo, redo and the look of the picture below. */
export function Rail() {
  const { t } = useI18n();
  const tools = useTools();
  const hasSnapping = useHasSnapping();
  const canEdit = useBench((state) => state.canEdit);
  return (
    <div
      className={classes.rail}
      role="toolbar"
      aria-label={t("workspace.tools")}
      aria-orientation="vertical"
      data-wide={tools.length > MOST_IN_A_ROW || undefined}
    >
      <div className={classes.tools}>
        {tools.map((tool) => (
          <ToolButton key={tool} tool={tool} />
        ))}
      </div>
      {hasSnapping && (
        <>
          <span className={classes.line} />
          <SnapButton />
        </>
      )}
      <span className={classes.space} />
      {canEdit && (
        <>
          <StepButton step={STEPS.undo} />
          <StepButton step={STEPS.redo} />
          <span className={classes.line} />
        </>
      )}
      <PictureSettings />
    </div>
  );
}

function ToolButton({ tool }: { tool: ToolName }) {
  const { t } = useI18n();
  const run = useRun();
  const isOn = useBench((state) => state.tool === tool);
  const { icon: Icon, text } = TOOL_LOOKS[tool];
  const shortcut = useShortcut(keyOfTool(tool)).replace("Shift ", "⇧");
  return (
    <Tip label={<Named label={t(text)} shortcut={shortcut} />} position="right">
      <UnstyledButton
        className={classes.button}
        aria-label={t(text)}
        aria-pressed={isOn}
        aria-keyshortcuts={shortcut.replace("⇧", "Shift+")}
        onClick={() => run({ type: "use_tool", tool })}
      >
        <Icon {...ICON} />
        <span className={classes.key} data-key={shortcut} />
      </UnstyledButton>
    </Tip>
  );
}

/** Whether new points are drawn to their neighbours. */
function SnapButton() {
  const { t } = useI18n();
  const run = useRun();
  const isOn = useBench((state) => state.isSnapping);
  const shortcut = useShortcut("tool.snap");
  return (
    <Tip label={<Named label={t("workspace.snap")} shortcut={shortcut} />} position="right">
      <UnstyledButton
        className={classes.button}
        aria-label={t("workspace.snap")}
        aria-pressed={isOn}
        aria-keyshortcuts={shortcut}
        onClick={() => run({ type: "toggle_snapping" })}
      >
        <IconMagnet {...ICON} />
        <span className={classes.key} data-key={shortcut} />
      </UnstyledButton>
    </Tip>
  );
}

/** With nothing to do it stays reachable and says so. */
function StepButton({ step: { action, text, icon: Glyph, isThere } }: { step: HistoryStep }) {
  const { t } = useI18n();
  const { bench } = useEngine();
  const isIdle = !useBench(isThere);
  const shortcut = useShortcut(action);
  return (
    <Tip label={<Named label={t(text)} shortcut={shortcut} />} position="right">
      <UnstyledButton
        className={classes.button}
        aria-label={t(text)}
        aria-disabled={isIdle}
        onClick={() => bench.carryOut(action)}
      >
        <Glyph {...ICON} />
      </UnstyledButton>
    </Tip>
  );
}

function Named({ label, shortcut }: { label: string; shortcut: string }) {
  return (
    <>
      {label} <Kbd size="xs">{shortcut}</Kbd>
    </>
  );
}

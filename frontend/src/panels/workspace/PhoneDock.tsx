import { UnstyledButton } from "@mantine/core";
import { IconBook, IconListDetails } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { asksForShapes, labelOf } from "@/model/schema";
import { SchemaSwatch, useI18n } from "@/panels/shared";
import type { ToolName } from "@/tools/commands";
import { toolOf } from "@/tools/registry";
import { useBench, useEngine, useRun } from "./engine/context";
import { STEPS, type HistoryStep } from "./history-steps";
import { labelInUse, ParentName, useLabelChoice } from "./LabelList";
import { TOOL_LOOKS, useTools } from "./tool-looks";
import classes from "./PhoneStage.module.css";

const ICON = { size: 20, stroke: 1.6, "aria-hidden": true } as const;

/** Labels as chips in a row that scrolls. */
export function PhoneLabels() {
  const chosen = useRef<HTMLButtonElement>(null);
  const { t } = useI18n();
  const labels = useBench((state) => state.schema.labels);
  const inUse = useBench(labelInUse);
  const use = useLabelChoice();
  useEffect(() => {
    chosen.current?.scrollIntoView({ inline: "nearest", block: "nearest" });
  }, [inUse]);
  return (
    <div className={classes.chips} role="group" aria-label={t("workspace.labels")}>
      {labels.map((label) => (
        <UnstyledButton
          key={label.key}
          ref={label.key === inUse ? chosen : undefined}
          className={classes.chip}
          aria-pressed={label.key === inUse}
          onClick={() => use(label.key)}
        >
          <SchemaSwatch color={label.color} />
          <span>
            {label.name}
            <ParentName label={label} />
          </span>
        </UnstyledButton>
      ))}
    </div>
  );
}

/** Undo, the lists, and the tools. */
export function PhoneTools({ onOpen }: { onOpen: (tab: string) => void }) {
  const { t } = useI18n();
  const hasLabels = useBench((state) => asksForShapes(state.schema));
  const count = useBench((state) => state.document.shapes.length);
  const canEdit = useBench((state) => state.canEdit);
  const tools = useToolsInUse();
  return (
    <div className={classes.tools} role="toolbar" aria-label={t("workspace.tools")}>
      {canEdit && (
        <>
          <StepButton step={STEPS.undo} />
          <StepButton step={STEPS.redo} />
        </>
      )}
      {hasLabels ? (
        <UnstyledButton className={classes.tool} onClick={() => onOpen("shapes")}>
          <IconListDetails {...ICON} />
          <span>
            {t("workspace.shapes")} {count}
          </span>
        </UnstyledButton>
      ) : (
        <UnstyledButton className={classes.tool} onClick={() => onOpen("guideline")}>
          <IconBook {...ICON} />
          {t("workspace.guidelineTitle")}
        </UnstyledButton>
      )}
      {tools.map((tool) => (
        <ToolButton key={tool} tool={tool} />
      ))}
    </div>
  );
}

function StepButton({ step: { action, text, icon: Glyph, isThere } }: { step: HistoryStep }) {
  const { t } = useI18n();
  const { bench } = useEngine();
  const isIdle = !useBench(isThere);
  return (
    <UnstyledButton
      className={classes.tool}
      aria-disabled={isIdle}
      onClick={() => bench.carryOut(action)}
    >
      <Glyph {...ICON} />
      {t(text)}
    </UnstyledButton>
  );
}

/** On a phone there is room for the tools of the label in use alone; a chip brings the others. */
function useToolsInUse(): readonly ToolName[] {
  const tools = useTools();
  const kind = useBench((state) => labelOf(state.schema, state.labelKey ?? "")?.kind);
  return tools.filter((tool) => [null, kind].includes(toolOf(tool).kind));
}

function ToolButton({ tool }: { tool: ToolName }) {
  const { t } = useI18n();
  const run = useRun();
  const isOn = useBench((state) => state.tool === tool);
  const { icon: Icon, text } = TOOL_LOOKS[tool];
  return (
    <UnstyledButton
      className={classes.tool}
      aria-pressed={isOn}
      onClick={() => run({ type: "use_tool", tool })}
    >
      <Icon {...ICON} />
      {t(text)}
    </UnstyledButton>
  );
}

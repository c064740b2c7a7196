import { UnstyledButton } from "@mantine/core";
import {
  IconArrowBackUp,
  IconBook,
  IconHandStop,
  IconListDetails,
  IconPointer,
  IconSquare,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { asksForShapes } from "@/model/schema";
import { SchemaSwatch, useI18n } from "@/panels/shared";
import type { ToolName } from "@/tools/commands";
import { useBench, useRun } from "./engine/context";
import { labelInUse } from "./LabelList";
import classes from "./PhoneStage.module.css";

const ICON = { size: 20, stroke: 1.6, "aria-hidden": true } as const;

/** Labels as chips in a row that scrolls. */
export function PhoneLabels() {
  const { t } = useI18n();
  const run = useRun();
  const labels = useBench((state) => state.schema.labels);
  const inUse = useBench(labelInUse);
  const chosenId = useBench((state) => (state.tool === "select" ? state.chosenId : null));
  return (
    <div className={classes.chips} role="group" aria-label={t("workspace.labels")}>
      {labels.map((label) => (
        <UnstyledButton
          key={label.key}
          className={classes.chip}
          aria-pressed={label.key === inUse}
          onClick={() => {
            if (chosenId !== null) run({ type: "relabel", shapeId: chosenId, label: label.key });
            run({ type: "use_label", label: label.key });
          }}
        >
          <SchemaSwatch color={label.color} />
          {label.name}
        </UnstyledButton>
      ))}
    </div>
  );
}

/** Undo, the lists, and the tools. */
export function PhoneTools({ onOpen }: { onOpen: (tab: string) => void }) {
  const { t } = useI18n();
  const run = useRun();
  const hasLabels = useBench((state) => asksForShapes(state.schema));
  const count = useBench((state) => state.document.shapes.length);
  const canUndo = useBench((state) => state.canUndo);
  const canEdit = useBench((state) => state.canEdit);
  return (
    <div className={classes.tools} role="toolbar" aria-label={t("workspace.tools")}>
      {canEdit && (
        <UnstyledButton
          className={classes.tool}
          aria-disabled={!canUndo}
          onClick={() => run({ type: "undo" })}
        >
          <IconArrowBackUp {...ICON} />
          {t("workspace.undo")}
        </UnstyledButton>
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
      {canEdit && hasLabels && (
        <>
          <ToolButton
            tool="select"
            label={t("workspace.toolSelect")}
            icon={<IconPointer {...ICON} />}
          />
          <ToolButton tool="box" label={t("workspace.toolBox")} icon={<IconSquare {...ICON} />} />
        </>
      )}
      {canEdit && (
        <ToolButton tool="pan" label={t("workspace.toolPan")} icon={<IconHandStop {...ICON} />} />
      )}
    </div>
  );
}

function ToolButton({ tool, label, icon }: { tool: ToolName; label: string; icon: ReactNode }) {
  const run = useRun();
  const isOn = useBench((state) => state.tool === tool);
  return (
    <UnstyledButton
      className={classes.tool}
      aria-pressed={isOn}
      onClick={() => run({ type: "use_tool", tool })}
    >
      {icon}
      {label}
    </UnstyledButton>
  );
}

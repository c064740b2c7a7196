import { Kbd } from "@mantine/core";
import { useCallback, useState } from "react";
import { Rich, useI18n } from "@/panels/shared";
import type { BenchState } from "@/tools/bench-state";
import type { Notice } from "@/tools/commands";
import { useBench, useEngine, useNotices } from "./engine/context";
import { countHintUse, HINTS_UNTIL, hintUses, type HintTool } from "./hint-uses";
import classes from "./StageArea.module.css";

const HINTS = {
  "box.idle": "workspace.hintBox",
  "box.drawing": "workspace.hintLetGo",
  "box.placing_second_corner": "workspace.hintSecondCorner",
  "box.by_keys": "workspace.hintByKeys",
  "select.idle": "workspace.hintSelect",
  "select.dragging_shape": "workspace.hintLetGo",
  "select.dragging_handle": "workspace.hintLetGo",
} as const;

/** One line on what the hand can do now. It goes away after ten uses, but not in the keyboard's way. */
export function HintLine() {
  const { t } = useI18n();
  const { bench } = useEngine();
  const [, setUses] = useState(0);
  const hear = useCallback(
    (notice: Notice) => {
      const tool = bench.state.tool;
      if (notice.type !== "shape_added" && notice.type !== "shape_changed") return;
      if (tool !== "box" && tool !== "select") return;
      countHintUse(tool);
      setUses(hintUses(tool));
    },
    [bench],
  );
  useNotices(hear);
  const key = useBench(hintKey);
  if (key === null) return null;
  return (
    <div className={classes.hint}>
      <span>
        <Rich text={key} parts={{ key: (words) => <Kbd size="xs">{words}</Kbd> }} />
        {key === "workspace.hintSelect" && <ChosenHint words={t("workspace.hintChosen")} />}
      </span>
    </div>
  );
}

function ChosenHint({ words }: { words: string }) {
  const hasChosen = useBench((state) => state.chosenId !== null);
  return hasChosen ? ` ${words}` : null;
}

function hintKey({ stateName, canEdit }: BenchState): string | null {
  if (!canEdit || !(stateName in HINTS)) return null;
  if (stateName === "box.by_keys") return HINTS[stateName];
  const tool: HintTool = stateName.startsWith("box") ? "box" : "select";
  return hintUses(tool) < HINTS_UNTIL ? HINTS[stateName as keyof typeof HINTS] : null;
}

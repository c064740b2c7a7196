import { Kbd } from "@mantine/core";
import { useCallback, useState } from "react";
import { Rich, useI18n } from "@/panels/shared";
import { shapeOf, type Kind } from "@/model/document";
import { kindOf } from "@/model/shapes/registry";
import type { BenchState } from "@/tools/bench-state";
import type { Notice } from "@/tools/commands";
import { chordWords } from "@/tools/key-mapping";
import { useBench, useEngine, useNotices } from "./engine/context";
import { countHintUse, HINTS_UNTIL, hintUses } from "./hint-uses";
import { noticeWords, promptWords } from "./words";
import classes from "./StageArea.module.css";

const HINTS: Readonly<Record<string, string>> = {
  "box.idle": "workspace.hintBox",
  "box.drawing": "workspace.hintLetGo",
  "box.placing_second_corner": "workspace.hintSecondCorner",
  "box.by_keys": "workspace.hintByKeys",
  "polygon.idle": "workspace.hintPolygon",
  "polygon.drawing": "workspace.hintPolygonGoOn",
  "polygon.freehand": "workspace.hintFreehand",
  "polygon.by_keys": "workspace.hintPathByKeys",
  "area.idle": "workspace.hintArea",
  "area.tracing": "workspace.hintTrace",
  "scissors.idle": "workspace.hintScissors",
  "scissors.tracing": "workspace.hintTrace",
  "wand.idle": "workspace.hintWand",
  "wand.pressing": "workspace.hintLetGo",
  "cutout.idle": "workspace.hintCutout",
  "cutout.drawing": "workspace.hintLetGo",
  "cutout.working": "workspace.hintCutoutWorking",
  "superpixels.idle": "workspace.hintSuperpixels",
  "superpixels.sweeping": "workspace.hintLetGo",
  "fill.idle": "workspace.hintFill",
  "brush.idle": "workspace.hintBrush",
  "brush.painting": "workspace.hintLetGo",
  "brush.by_keys": "workspace.hintBrushByKeys",
  "eraser.idle": "workspace.hintEraser",
  "eraser.painting": "workspace.hintLetGo",
  "polyline.idle": "workspace.hintPolyline",
  "polyline.drawing": "workspace.hintPolylineGoOn",
  "polyline.freehand": "workspace.hintLetGo",
  "polyline.by_keys": "workspace.hintPathByKeys",
  "ellipse.idle": "workspace.hintEllipse",
  "ellipse.drawing": "workspace.hintLetGo",
  "ellipse.placing_second_corner": "workspace.hintSecondCorner",
  "ellipse.by_keys": "workspace.hintTurnByKeys",
  "rotated_box.idle": "workspace.hintRotatedBox",
  "rotated_box.dragging_side": "workspace.hintLetGo",
  "rotated_box.placing": "workspace.hintRotatedBoxGoOn",
  "rotated_box.by_keys": "workspace.hintTurnByKeys",
  "box_extremes.idle": "workspace.hintExtremes",
  "box_extremes.by_keys": "workspace.hintPlacingByKeys",
  "keypoints.idle": "workspace.hintKeypoints",
  "keypoints.placing": "workspace.hintKeypointsGoOn",
  "keypoints.by_keys": "workspace.hintPlacingByKeys",
  "slice.drawing": "workspace.hintSlice",
  "slice.by_keys": "workspace.hintPathByKeys",
  "redraw.drawing": "workspace.hintRedraw",
  "redraw.by_keys": "workspace.hintPathByKeys",
  "join.picking": "workspace.hintJoin",
  "group.picking": "workspace.hintGroup",
  "select.idle": "workspace.hintSelect",
  "select.dragging_shape": "workspace.hintLetGo",
  "select.dragging_handle": "workspace.hintLetGo",
};

/**
 * One line on what the hand can do now, or why something was not done. Hints go away after ten
 * uses of a tool, but not those for the keyboard's way.
 */
export function HintLine() {
  const { t } = useI18n();
  const { bench } = useEngine();
  const [, setUses] = useState(0);
  const hear = useCallback(
    (notice: Notice) => {
      const tool = bench.state.tool;
      if (notice.type !== "shape_added" && notice.type !== "shape_changed") return;
      countHintUse(tool);
      setUses(hintUses(tool));
    },
    [bench],
  );
  useNotices(hear);
  const key = useBench(hintKey);
  const prompt = useBench((state) => state.prompt);
  const refusal = useBench((state) => state.refusal);
  if (refusal !== null) return <Refusal notice={refusal} className={classes.hint} />;
  if (key === null && prompt === null) return null;
  return (
    <div className={classes.hint}>
      <span>
        {prompt !== null && (
          <>
            <b>{promptWords(prompt, t)}</b>{" "}
          </>
        )}
        {key !== null && <Keyed text={key} />}
        {key === "workspace.hintSelect" && <ChosenHint />}
      </span>
    </div>
  );
}

/** What a screen reader was told is shown to everybody else. */
function Refusal({ notice, className }: { notice: Notice; className: string | undefined }) {
  const { t } = useI18n();
  const schema = useBench((state) => state.schema);
  return (
    <div className={className} aria-hidden>
      <span className={classes.refusal}>{noticeWords(notice, schema, t)}</span>
    </div>
  );
}

/** On a phone there is room for no hints, but for why something was not done. */
export function PhoneRefusal() {
  const refusal = useBench((state) => state.refusal);
  return refusal === null ? null : <Refusal notice={refusal} className={classes.phoneHint} />;
}

function Keyed({ text }: { text: string }) {
  return <Rich text={text} parts={{ key: (words) => <HintKey words={words} /> }} />;
}

/** The name of an action stands for its key as it is now; Enter, Esc and Shift are what they are. */
function HintKey({ words }: { words: string }) {
  const keys = useBench((state) => state.keys);
  const binding = keys.find(({ action }) => action === words);
  return <Kbd size="xs">{binding === undefined ? words : chordWords(binding)}</Kbd>;
}

function ChosenHint() {
  const chosen = useBench((state) => shapeOf(state.document, state.chosenId));
  if (chosen === null) return null;
  const hint =
    CHOSEN_HINTS[chosen.kind] ??
    (kindOf(chosen.kind).points === undefined
      ? "workspace.hintChosen"
      : "workspace.hintChosenPoints");
  return (
    <>
      {" "}
      <Keyed text={hint} />
    </>
  );
}

const CHOSEN_HINTS: Readonly<Partial<Record<Kind, string>>> = {
  keypoints: "workspace.hintChosenKeypoints",
};

function hintKey({ stateName, canEdit }: BenchState): string | null {
  const hint = HINTS[stateName];
  if (!canEdit || hint === undefined) return null;
  if (stateName.endsWith(".by_keys")) return hint;
  return hintUses(toolIn(stateName)) < HINTS_UNTIL ? hint : null;
}

const toolIn = (stateName: string): string => stateName.split(".")[0] ?? "";

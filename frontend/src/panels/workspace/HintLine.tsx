import { Kbd } from "@mantine/core";
import { useEffect, useState } from "react";
import { late, Rich, useI18n } from "@/panels/shared";
import { shapeOf, type Kind } from "@/model/document";
import { kindOf } from "@/model/shapes/registry";
import type { BenchState } from "@/tools/bench-state";
import type { Notice } from "@/tools/commands";
import { chordWords } from "@/tools/key-mapping";
import { useBench, useEngine } from "./engine/context";
import { countUses, hintOf, HINTS_UNTIL, hintUses } from "./hint-uses";
import { noticeWords, promptWords } from "./words";
import classes from "./StageArea.module.css";

/** Over the drawing, where nothing can be pressed: if it does not come, nothing is said of that. */
const PromptFigure = late(
  () => import("./PromptFigure").then((script) => script.PromptFigure),
  undefined,
  null,
);

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
 * uses, but not those for the keyboard's way.
 */
export function HintLine() {
  const { t } = useI18n();
  useUsesCounted();
  const key = useBench(hintKey);
  const prompt = useBench((state) => state.prompt);
  const refusal = useBench((state) => state.refusal);
  if (refusal !== null) return <Refusal notice={refusal} className={classes.hint} />;
  if (key === null && prompt === null) return null;
  return (
    <div className={classes.hint}>
      {prompt !== null && prompt.name !== null && prompt.of > 1 && <PromptFigure />}
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

/** On a phone: why something was not done, and of a tool that is new to the hand what it does. */
export function PhoneHint() {
  useUsesCounted();
  const { t } = useI18n();
  const key = useBench(hintKey);
  const isIdle = useBench(({ stateName }) => stateName.endsWith(".idle"));
  const isChosen = useBench(({ chosenId }) => chosenId !== null);
  const refusal = useBench((state) => state.refusal);
  if (refusal !== null) return <Refusal notice={refusal} className={classes.phoneHint} />;
  const words = key === null ? "" : withoutKeys(t(key));
  // Once something is in the hand, its bar says what can be done.
  if (!isIdle || isChosen || words === "") return null;
  return (
    <div className={classes.phoneHint}>
      <span>{words}</span>
    </div>
  );
}

/** The sentences that name no key, and no button of a mouse: there is none on a phone. */
function withoutKeys(words: string): string {
  return words
    .split(/(?<=\.)\s+/)
    .filter((sentence) => !/<(key|mouse)>/.test(sentence))
    .join(" ");
}

/** Draws the hint anew when it has been used once more. */
function useUsesCounted(): void {
  const { bench } = useEngine();
  const [, setCount] = useState(0);
  useEffect(() => countUses(bench, () => setCount((count) => count + 1)), [bench]);
}

function Keyed({ text }: { text: string }) {
  return (
    <Rich
      text={text}
      parts={{ key: (words) => <HintKey words={words} />, mouse: (words) => words }}
    />
  );
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
  return hintUses(hintOf(stateName)) < HINTS_UNTIL ? hint : null;
}

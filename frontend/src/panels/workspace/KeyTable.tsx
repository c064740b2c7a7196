import { Kbd, Modal, Switch } from "@mantine/core";
import { useEffect, useState } from "react";
import { useI18n } from "@/panels/shared";
import { DEFAULT_KEYS, type KeyBinding, type KeyGroup } from "@/tools/key-table";
import { useEngine } from "./engine/context";
import classes from "./KeyTable.module.css";

const GROUPS: Readonly<Record<KeyGroup, string>> = {
  shapes: "workspace.keysShapes",
  points: "workspace.keysPoints",
  tools: "workspace.keysTools",
  view: "workspace.keysView",
  task: "workspace.keysTask",
};

/** What an action is called; keys of a family, such as the arrows, share a line. */
const ACTIONS: Readonly<Record<string, string>> = {
  digit: "workspace.keyDigit",
  move: "workspace.keyMove",
  size: "workspace.keySize",
  "shape.new": "workspace.keyNew",
  "gesture.finish": "workspace.keyFinish",
  "gesture.cancel": "workspace.keyCancel",
  "shape.next": "workspace.keyNext",
  "shape.previous": "workspace.keyPrevious",
  "shape.delete": "workspace.keyDelete",
  "shape.duplicate": "workspace.keyDuplicate",
  "shape.copy": "workspace.keyCopy",
  "shape.paste": "workspace.keyPaste",
  "shape.forward": "workspace.keyForward",
  "shape.backward": "workspace.keyBackward",
  "shape.to_front": "workspace.toFront",
  "shape.to_back": "workspace.toBack",
  "shape.hole": "workspace.keyHole",
  "shape.slice": "workspace.slice",
  "shape.join": "workspace.join",
  "shape.redraw": "workspace.redraw",
  "point.next": "workspace.keyPointNext",
  "point.previous": "workspace.keyPointPrevious",
  "point.insert": "workspace.keyPointInsert",
  "point.visible": "workspace.keyPointVisible",
  "tool.snap": "workspace.keySnap",
  "shape.hide": "workspace.keyHide",
  "shape.lock": "workspace.keyLock",
  "edit.undo": "workspace.keyUndo",
  "edit.redo": "workspace.keyRedo",
  "tool.select": "workspace.keySelect",
  "tool.box": "workspace.keyBox",
  "tool.box_extremes": "workspace.toolBoxExtremes",
  "tool.rotated_box": "workspace.toolRotatedBox",
  "tool.polygon": "workspace.toolPolygon",
  "tool.ellipse": "workspace.toolEllipse",
  "tool.polyline": "workspace.toolPolyline",
  "tool.keypoints": "workspace.toolKeypoints",
  "tool.pan": "workspace.keyPan",
  "tool.brush": "workspace.toolBrush",
  "tool.eraser": "workspace.toolEraser",
  "tool.scissors": "workspace.toolScissors",
  "tool.wand": "workspace.toolWand",
  "tool.fill": "workspace.toolFill",
  "brush.smaller": "workspace.keyBrushSmaller",
  "brush.larger": "workspace.keyBrushLarger",
  "view.hold_pan": "workspace.keyHoldPan",
  "view.fit": "workspace.keyFit",
  "view.actual": "workspace.keyActual",
  "view.in": "workspace.keyIn",
  "view.out": "workspace.keyOut",
  "task.submit": "workspace.keySubmit",
  "task.nothing_here": "workspace.keyNothing",
  "task.skip": "workspace.keySkip",
  "verdict.accept": "workspace.keyAccept",
  "verdict.fix": "workspace.keyFix",
  "verdict.reject": "workspace.keyReject",
  "panel.rail": "workspace.keyRail",
  "panel.side": "workspace.keySide",
  "panel.keys": "workspace.keyKeys",
};

const FAMILY_KEYS: Readonly<Record<string, readonly string[]>> = {
  digit: ["1", "…", "0"],
  move: ["← ↑ ↓ →"],
  size: ["Shift", "← ↑ ↓ →"],
};

const NAMES: Readonly<Record<string, string>> = { " ": "Space", Escape: "Esc", Delete: "Del" };

/** All keys in one dialog, and a way to turn single keys off. */
export function KeyTable({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size="xl"
      title={t("workspace.keysTitle")}
      closeButtonProps={{ "aria-label": t("workspace.close") }}
    >
      <SingleKeys />
      <div className={classes.groups}>
        {(Object.keys(GROUPS) as KeyGroup[]).map((group) => (
          <section key={group}>
            <h3 className={classes.title}>{t(GROUPS[group])}</h3>
            <dl className={classes.list}>
              {linesOf(group).map(({ words, chords }) => (
                <div key={words} className={classes.line}>
                  <dt>{t(words)}</dt>
                  <dd>
                    {chords.map((chord) => (
                      <Kbd key={chord} size="xs">
                        {chord}
                      </Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

/** Speech input and switches can press single keys by accident. */
function SingleKeys() {
  const { t } = useI18n();
  const engine = useEngine();
  const [areOn, setOn] = useState(true);
  useEffect(() => engine.useSingleKeys(areOn), [engine, areOn]);
  return (
    <Switch
      label={t("workspace.keysSingle")}
      checked={areOn}
      onChange={(event) => setOn(event.currentTarget.checked)}
    />
  );
}

interface Line {
  readonly words: string;
  readonly chords: readonly string[];
}

function linesOf(group: KeyGroup): readonly Line[] {
  const lines = new Map<string, string[]>();
  for (const binding of DEFAULT_KEYS.filter((one) => one.group === group)) {
    const family = binding.action.split(".")[0] ?? "";
    const name = family in FAMILY_KEYS ? family : binding.action;
    const words = ACTIONS[name];
    if (words === undefined) throw new Error(`No words for the key of ${binding.action}`);
    const chords = FAMILY_KEYS[name] ?? [...(lines.get(words) ?? []), chordWords(binding)];
    lines.set(words, [...chords]);
  }
  return [...lines].map(([words, chords]) => ({ words, chords }));
}

function chordWords({ key, ctrl, shift }: KeyBinding): string {
  const name = NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [ctrl && "Ctrl", shift && "Shift", name].filter(Boolean).join(" ");
}

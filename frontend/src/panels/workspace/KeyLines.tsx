import { Button, Kbd, Switch, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { useEffect, useState } from "react";
import { useI18n } from "@/panels/shared";
import { keyInput } from "./engine/dom-input";
import { chordPressed, chordWords, holderOf, isFixed, isReserved } from "@/tools/key-mapping";
import { DEFAULT_KEYS, type KeyAction, type KeyBinding, type KeyGroup } from "@/tools/key-table";
import { labelPicked } from "@/tools/label-keys";
import { useBench, useEngine, useRun } from "./engine/context";
import { actionWords, FAMILIES, GROUPS } from "./key-words";
import {
  areSingleKeysOn,
  keysInUse,
  readMapping,
  storeMapping,
  storeSingleKeys,
} from "./stored-keys";
import classes from "./KeyTable.module.css";

const FAMILY_KEYS: Readonly<Record<string, readonly string[]>> = {
  digit: ["1", "…", "0"],
  layer: ["1", "…", "9", "0"],
  move: ["← ↑ ↓ →"],
  size: ["Shift", "← ↑ ↓ →"],
};

/** All keys, to read and to change, and a way to turn single keys off. */
export function KeyLines() {
  return (
    <>
      <SingleKeys />
      <Keys />
    </>
  );
}

function Keys() {
  const { t } = useI18n();
  const run = useRun();
  const { keys, schema } = useKeys();
  const { changing, refusal, change } = useChange();
  return (
    <>
      <p className={classes.how} role="status">
        {refusal ?? (changing === null ? t("workspace.keysHow") : t("workspace.keysPress"))}
      </p>
      <div className={classes.groups}>
        {groupsOf(keys).map((group) => (
          <section key={group}>
            <h3 className={classes.title}>{t(GROUPS[group])}</h3>
            <dl className={classes.list}>
              {linesOf(keys, group, (action) => actionWords(action, schema, t)).map((line) => (
                <div key={line.id} className={classes.line}>
                  <dt>{line.name}</dt>
                  <dd>
                    <LineKeys line={line} isChanging={changing === line.action} onChange={change} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Button
        size="xs"
        onClick={() => {
          storeMapping({});
          run({ type: "use_keys", keys: DEFAULT_KEYS });
        }}
      >
        {t("workspace.keysReset")}
      </Button>
    </>
  );
}

/** Where somebody only looks, nothing is drawn. */
function groupsOf(keys: readonly KeyBinding[]): readonly KeyGroup[] {
  return (Object.keys(GROUPS) as KeyGroup[]).filter((group) =>
    keys.some((binding) => binding.group === group),
  );
}

interface LineKeysProps {
  line: Line;
  isChanging: boolean;
  onChange: (action: KeyAction | null) => void;
}

function LineKeys({ line, isChanging, onChange }: LineKeysProps) {
  const { t } = useI18n();
  const chords = line.chords.map((chord) => (
    <Kbd key={chord} size="xs">
      {chord}
    </Kbd>
  ));
  if (line.action === null) return <>{chords}</>;
  return (
    <UnstyledButton
      className={classes.change}
      aria-pressed={isChanging}
      onClick={() => onChange(isChanging ? null : line.action)}
    >
      <VisuallyHidden>{t("workspace.keysChange", { action: line.name })} </VisuallyHidden>
      {isChanging ? <Kbd size="xs">…</Kbd> : chords}
    </UnstyledButton>
  );
}

/** Those of the work on the stage, its labels' own among them. */
function useKeys() {
  const keys = useBench((state) => state.keys);
  const schema = useBench((state) => state.schema);
  return { keys, schema };
}

/** The next chord that is pressed becomes the key, unless it is taken. */
function useChange() {
  const { t } = useI18n();
  const run = useRun();
  const { keys, schema } = useKeys();
  const [changing, setChanging] = useState<KeyAction | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(() => {
    if (changing === null) return undefined;
    const take = (event: KeyboardEvent) => {
      const chord = chordPressed(keyInput(event));
      if (chord === null) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.repeat) return; // Enter, held since it chose this line
      // What is kept is judged as a whole, so a key of another place counts as well.
      const own = keys.filter(({ action }) => labelPicked(action) !== null);
      const holder = holderOf([...own, ...keysInUse()], changing, chord, event.code);
      if (chord.key === "Escape") setRefusal(null);
      else if (isReserved(chord))
        setRefusal(t("workspace.keysReserved", { chord: chordWords(chord) }));
      else if (holder !== null)
        setRefusal(
          t("workspace.keysTaken", {
            chord: chordWords(chord),
            action: actionWords(holder, schema, t),
          }),
        );
      else {
        setRefusal(null);
        storeMapping({ ...readMapping(), [changing]: chord });
        run({ type: "use_keys", keys: keysInUse() });
      }
      setChanging(null);
    };
    window.addEventListener("keydown", take, { capture: true });
    return () => window.removeEventListener("keydown", take, { capture: true });
  }, [changing, keys, run, schema, t]);
  const change = (action: KeyAction | null) => {
    setRefusal(null);
    setChanging(action);
  };
  return { changing, refusal, change };
}

/** Speech input and switches can press single keys by accident. */
function SingleKeys() {
  const { t } = useI18n();
  const engine = useEngine();
  const [areOn, setOn] = useState(areSingleKeysOn);
  const change = (areWanted: boolean) => {
    storeSingleKeys(areWanted);
    engine.useSingleKeys(areWanted);
    setOn(areWanted);
  };
  return (
    <Switch
      label={t("workspace.keysSingle")}
      checked={areOn}
      onChange={(event) => change(event.currentTarget.checked)}
    />
  );
}

interface Line {
  readonly id: string;
  /** As a person reads it. */
  readonly name: string;
  readonly chords: readonly string[];
  /** Null for keys that stay as they are. */
  readonly action: KeyAction | null;
}

function linesOf(
  keys: readonly KeyBinding[],
  group: KeyGroup,
  nameOf: (action: KeyAction) => string,
): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const binding of keys.filter((one) => one.group === group)) {
    const { action } = binding;
    const family = action.split(".")[0] ?? "";
    // Two labels may have one name, and a tool may be called as a label.
    const id = FAMILIES.has(family) ? family : action;
    const chords = FAMILIES.has(family)
      ? (FAMILY_KEYS[family] ?? [])
      : [...(lines.get(id)?.chords ?? []), chordWords(binding)];
    lines.set(id, { id, name: nameOf(action), chords, action: isFixed(action) ? null : action });
  }
  return [...lines.values()];
}

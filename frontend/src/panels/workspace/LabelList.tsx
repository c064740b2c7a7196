import { UnstyledButton } from "@mantine/core";
import { shapeOf } from "@/model/document";
import { labelOf, type SchemaLabel } from "@/model/schema";
import { SchemaSwatch } from "@/panels/shared";
import { labelPressed } from "@/tools/key-commands";
import { labelAction } from "@/tools/label-keys";
import type { BenchState } from "@/tools/bench-state";
import { useBench, useEngine, useRun } from "./engine/context";
import { useShortcut } from "./stored-keys";
import classes from "./Side.module.css";

/** With a shape chosen by the select tool its label is marked, and another one changes it. */
export function labelInUse(state: BenchState): string | null {
  const chosen = state.tool === "select" ? shapeOf(state.document, state.chosenId) : null;
  return chosen?.label ?? state.labelKey;
}

/** Picks a label, ready to draw. */
export function useLabelChoice(): (label: string) => void {
  const run = useRun();
  const { bench } = useEngine();
  return (label) => run(...labelPressed(label, bench.state));
}

export function LabelList() {
  const labels = useBench((state) => state.schema.labels);
  const inUse = useBench(labelInUse);
  const use = useLabelChoice();
  return (
    <div className={classes.labels}>
      {labels.map((label, index) => (
        <UnstyledButton
          key={label.key}
          className={classes.label}
          aria-pressed={label.key === inUse}
          onClick={() => use(label.key)}
        >
          <SchemaSwatch color={label.color} />
          <span className={classes.labelName}>
            {label.name}
            <ParentName label={label} />
          </span>
          <LabelKey label={label.key} index={index} />
        </UnstyledButton>
      ))}
    </div>
  );
}

/** What the label is part of, after its name. */
export function ParentName({ label }: { label: SchemaLabel }) {
  const parent = useBench(({ schema }) => labelOf(schema, label.parent ?? "")?.name);
  return parent === undefined ? null : <small className={classes.parent}> · {parent}</small>;
}

/** Its own letter where it has one that is free, else the digit of its place. */
function LabelKey({ label, index }: { label: string; index: number }) {
  const own = useShortcut(labelAction(label));
  if (own === "") return <Digit index={index} />;
  return (
    <span className={classes.digit} aria-hidden>
      {own.replace("Shift ", "⇧")}
    </span>
  );
}

/** The key of the label at `index`; beyond the tenth it takes Shift, beyond the twentieth none. */
export function Digit({ index }: { index: number }) {
  if (index >= 20) return null;
  const digit = (index + 1) % 10;
  return (
    <span className={classes.digit} aria-hidden>
      {index < 10 ? digit : `⇧${digit}`}
    </span>
  );
}

import { Kbd, UnstyledButton } from "@mantine/core";
import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { EMPTY_DOCUMENT, type AnnotationDocument, type Shape } from "@/model/document";
import type { LabelSchema } from "@/model/schema";
import { useI18n } from "@/panels/shared";
import { labelLook } from "@/render/palette";
import type { ShapeLayer } from "@/render/scene";
import { LAYERS_PLAIN, MOST_LAYERS, type KeyAction } from "@/tools/key-table";
import { Announcer } from "./Announcer";
import { EngineProvider } from "./engine/context";
import { layerOf, lookOf, type Surroundings } from "./engine/scene-of";
import type { StageAids, StageEngine, StagePicture } from "./engine/stage-engine";
import { LookingBars, useLookingEngine } from "./looking";
import { StageArea } from "./StageArea";
import { StageKeys, type StageKeysProps } from "./StageKeys";
import classes from "./LayersStage.module.css";

/** One person's answer; here a colour is a person, not a label. */
export interface PersonLayer {
  readonly id: string;
  readonly name: string;
  readonly document: AnnotationDocument;
}

export interface LayersStageProps extends StageKeysProps {
  picture: StagePicture;
  schema: LabelSchema;
  /** Once they are known; null before; left out where there are none. */
  aids?: StageAids | null;
  people: readonly PersonLayer[];
  /** The computed label, white over dark on top; null before there is one. */
  consensus: AnnotationDocument | null;
  /** The shape of the consensus that is chosen, also from a list beside the stage. */
  chosenId?: string | null;
  onChoose?: (shapeId: string | null) => void;
  /** The keys are those of settling: 1 to 9, with Shift from the tenth, show and hide a person, 0 the consensus. */
  hasDigits?: boolean;
  /** Over the picture, such as marks. */
  over?: ReactNode;
  /** Below the list of layers. */
  children?: ReactNode;
}

const CONSENSUS = "consensus";
const LAYER = "layer.";

/** Everybody's shapes as coloured layers over the picture, and the consensus on top. Read-only. */
export function LayersStage(props: LayersStageProps) {
  const { picture, schema, people, consensus, chosenId = null, onChoose, children } = props;
  const { hasDigits = false } = props;
  const { t } = useI18n();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const engine = useLookingEngine({
    picture,
    schema,
    document: consensus ?? EMPTY_DOCUMENT,
    aids: props.aids,
    keysFor: hasDigits ? "review" : "looking",
  });
  const isConsensusShown = consensus !== null && !hidden.has(CONSENSUS);
  useEffect(() => {
    engine.bench.load(isConsensusShown ? consensus : EMPTY_DOCUMENT);
  }, [engine, isConsensusShown, consensus]);
  const around = useSurroundings(people, hidden, schema);
  useEffect(() => engine.surround(around), [engine, around]);
  useChosen(engine, chosenId, onChoose);
  const toggle = useCallback((id: string) => setHidden((now) => withToggled(now, id)), []);
  const keyed = (action: KeyAction) => {
    const id = layerOfKey(action, people);
    if (id === undefined) return props.onKey?.(action) ?? false;
    toggle(id);
    return true;
  };
  return (
    <EngineProvider value={engine}>
      <div className={classes.layers}>
        <aside className={classes.list} aria-label={t("workspace.layers")}>
          <h2 className={classes.title}>{t("workspace.layers")}</h2>
          {consensus !== null && (
            <LayerRow
              id={CONSENSUS}
              name={t("workspace.consensus")}
              hex={null}
              isShown={isConsensusShown}
              digit={hasDigits ? "0" : null}
              onToggle={toggle}
            />
          )}
          {people.map((person, index) => (
            <LayerRow
              key={person.id}
              id={person.id}
              name={person.name}
              hex={labelLook(index).hex}
              isShown={!hidden.has(person.id)}
              digit={hasDigits ? digitAt(index) : null}
              onToggle={toggle}
            />
          ))}
          <p className={classes.note}>{t("workspace.layersNote")}</p>
          {children}
        </aside>
        <StageArea label={t("workspace.stage", { name: picture.alt })} isPhone={false}>
          {props.over}
          <LookingBars />
        </StageArea>
      </div>
      <Announcer />
      <StageKeys onKey={keyed} areKeysShown={props.areKeysShown} onKeysShown={props.onKeysShown} />
    </EngineProvider>
  );
}

interface LayerRowProps {
  id: string;
  name: string;
  /** Null for the consensus, which is white in a dark frame. */
  hex: string | null;
  isShown: boolean;
  /** The key that does it. */
  digit: string | null;
  onToggle: (id: string) => void;
}

function LayerRow({ id, name, hex, isShown, digit, onToggle }: LayerRowProps) {
  const Eye = isShown ? IconEye : IconEyeOff;
  return (
    <UnstyledButton className={classes.row} aria-pressed={isShown} onClick={() => onToggle(id)}>
      <span
        className={classes.swatch}
        data-consensus={hex === null || undefined}
        style={hex === null ? {} : { background: hex }}
      />
      <bdi className={classes.name}>{name}</bdi>
      <Eye size={16} stroke={1.6} aria-hidden />
      {digit !== null && <Kbd aria-hidden>{digit}</Kbd>}
    </UnstyledButton>
  );
}

function digitAt(index: number): string | null {
  if (index < LAYERS_PLAIN) return String(index + 1);
  return index < MOST_LAYERS ? `⇧${index + 1 - LAYERS_PLAIN}` : null;
}

/** Undefined of other keys, and of layers that are not there. */
function layerOfKey(action: KeyAction, people: readonly PersonLayer[]): string | undefined {
  if (!action.startsWith(LAYER)) return undefined;
  const layer = Number(action.slice(LAYER.length));
  return layer === 0 ? CONSENSUS : people[layer - 1]?.id;
}

function useSurroundings(
  people: readonly PersonLayer[],
  hidden: ReadonlySet<string>,
  schema: LabelSchema,
): Surroundings {
  return useMemo(() => {
    const below = people.flatMap((person, index): readonly ShapeLayer[] => {
      if (hidden.has(person.id)) return [];
      const look = (shape: Shape) => ({
        ...lookOf(schema, shape.label),
        ...labelLook(index),
        tag: "",
        name: person.name,
      });
      return [{ ...layerOf(person.id, person.document, look, "label"), fill: 0 }];
    });
    return { below, above: [], stroke: "consensus" };
  }, [people, hidden, schema]);
}

/** The choice goes both ways: from the stage to the page, and from a list of the page to the stage. */
function useChosen(
  engine: StageEngine,
  chosenId: string | null,
  onChoose: LayersStageProps["onChoose"],
): void {
  useEffect(() => {
    if (engine.bench.state.chosenId === chosenId) return;
    engine.bench.run({ type: "choose", shapeId: chosenId });
    if (chosenId !== null) engine.bench.run({ type: "reveal", shapeId: chosenId });
  }, [engine, chosenId]);
  useEffect(() => {
    let told = engine.bench.state.chosenId;
    return engine.bench.subscribe(() => {
      const now = engine.bench.state.chosenId;
      if (now === told) return;
      told = now;
      onChoose?.(now);
    });
  }, [engine, onChoose]);
}

function withToggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const copy = new Set(ids);
  if (!copy.delete(id)) copy.add(id);
  return copy;
}

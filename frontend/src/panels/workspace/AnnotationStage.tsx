import { useCallback, useEffect, useState, type ReactNode } from "react";
import type { AnnotationDocument } from "@/model/document";
import { hindrances } from "@/model/hindrances";
import { missingAnswers, type Missing } from "@/model/missing";
import { isSameJson } from "@/model/same-json";
import { asksForShapes, type LabelSchema } from "@/model/schema";
import type { Unfinished } from "@/model/unfinished";
import { startingTool } from "@/tools/registry";
import { late } from "@/panels/shared";
import { Announcer } from "./Announcer";
import { ChoiceFinder, choicesOf } from "./ChoiceFinder";
import { DeskStage } from "./DeskStage";
import { EngineProvider } from "./engine/context";
import { layerOf, lookOf, type Surroundings } from "./engine/scene-of";
import { StageEngine, type StageAids, type StagePicture } from "./engine/stage-engine";
import { goToMissing } from "./go-to-missing";
import type { AroundText } from "./GuidelineBox";
import type { Guideline } from "@/model/guideline";
import { useClipboardKept, type KeptClipboard } from "./kept-clipboard";
import { keptHand, useHandKept } from "./kept-hand";
import { KeyTable } from "./KeyTable";
import { areSingleKeysOn, keysInUse } from "./stored-keys";
import { keptLook, useLookKept } from "./stored-look";
import {
  Suggestions,
  SuggestionsProvider,
  useAnswersByHand,
  type Confidences,
} from "./suggestions";
import { isPhoneNow, useIsPhone } from "./use-is-phone";
import { useStageAids } from "./use-stage-aids";

const phoneScript = () => import("./PhoneStage").then((script) => script.PhoneStage);
const PhoneStage = late(phoneScript);
// On its way together with the first task, so that no frame is without it.
if (isPhoneNow()) phoneScript().catch(() => undefined);

export interface AnnotationStageProps {
  picture: StagePicture;
  schema: LabelSchema;
  /** Where the work begins; later changes of this property are not read. Give another task a key. */
  document: AnnotationDocument;
  /** A shape that was under way when the page went; as `document`, read once. */
  unfinished?: Unfinished | null;
  /** After every point of a shape that is not whole yet, and null once none is. */
  onUnfinished?: (unfinished: Unfinished | null) => void;
  /** False shows the document and takes no changes. */
  canEdit?: boolean;
  guideline?: Guideline | null;
  /** Puts a way to ask about the guideline round its text, where people may. */
  withQuestions?: AroundText;
  /** Once they are known; null before; left out where there are none. */
  aids?: StageAids | null;
  /** Where what is copied is kept from picture to picture. Its `read` is asked once. */
  clipboard?: KeptClipboard;
  /** A known answer drawn dashed over one's own, after a question was answered. */
  reference?: AnnotationDocument | null;
  /** A model's draft that the document began with: dashed until touched or confirmed. Read once. */
  suggested?: AnnotationDocument | null;
  /** How sure the model was of it. Read once. */
  confidences?: Confidences;
  /** After every change, undo and redo included. */
  onChange?: (document: AnnotationDocument) => void;
  /** Called with a document that lacks nothing; pressed too early, the stage goes to what is missing. */
  onSubmit?: ((document: AnnotationDocument) => void) | undefined;
  /** Another word on the button, such as "Save". */
  submitWords?: string;
  isSubmitting?: boolean;
  /**
   * How often what was handed in came back, where `isSubmitting` comes late: the document stays as
   * it was from the press on, and is open again with every refusal.
   */
  refusals?: number;
  /** In place of "Nothing here" and "Submit": what else can be done with the document. */
  actions?: ReactNode;
  /** Above the lists beside the stage; on a phone above the actions. */
  aside?: ReactNode;
  /** On the picture, such as marks. */
  over?: ReactNode;
  /** At the start of the foot: Skip, Bad image. On a phone they are in the menu of the page. */
  footStart?: ReactNode;
  /** Messages over the stage: a lost connection, a conflict. */
  notes?: ReactNode;
  /** Keys the page answers: `task.skip`. True when it did. */
  onTaskKey?: ((action: string) => boolean) | undefined;
  /** The table of keys is opened by the page's own button too. */
  areKeysShown?: boolean;
  onKeysShown?: (areShown: boolean) => void;
}

/** What the two layouts, desk and phone, need to know. */
export interface StageParts {
  label: string;
  guideline: Guideline | null;
  withQuestions: AroundText | undefined;
  footStart: ReactNode;
  actions: ReactNode;
  aside: ReactNode;
  over: ReactNode;
  notes: ReactNode;
  submitWords: string | undefined;
  isSubmitting: boolean;
  /** Null where there is nothing to submit. */
  submit: (() => void) | null;
  /** Which part of the panel was asked for last; a number tells one asking from the next. */
  wanted: { part: "shapes" | "questions"; asked: number } | null;
  /** Opens the search for a label. */
  find: () => void;
  isRailShown: boolean;
  isSideShown: boolean;
}

/**
 * The engine with its tools, lists and foot, filling what it is put in. Used by real work, quiz
 * questions, practice, guideline examples and gold.
 */
export function AnnotationStage(props: AnnotationStageProps) {
  const { picture, schema, document, canEdit = true, reference = null } = props;
  const [engine] = useState(() => {
    const made = new StageEngine({
      document,
      schema,
      picture,
      canEdit,
      tool: canEdit ? startingTool(schema) : "browse",
      keys: keysInUse(),
      clipboard: props.clipboard?.read() ?? [],
      awaitsAids: props.aids !== undefined,
    });
    made.useSingleKeys(areSingleKeysOn());
    const { unfinished = null } = props;
    made.bench.run(...keptLook());
    if (canEdit) made.bench.run(...keptHand(made.bench.state));
    if (unfinished !== null) made.bench.run({ type: "resume", unfinished });
    return made;
  });
  useLookKept(engine);
  useHandKept(engine, canEdit);
  useClipboardKept(engine, props.clipboard);
  useReported(engine, props.onChange);
  useUnfinished(engine, props.onUnfinished);
  useStageAids(engine, props.aids);
  const [suggestions] = useState(
    () => new Suggestions(props.suggested ?? null, document, props.confidences),
  );
  useAnswersByHand(engine, suggestions);
  useEffect(() => {
    const surround = () =>
      engine.surround({
        ...surroundings(schema, reference),
        isSuggested: (shape) => suggestions.has(shape),
      });
    surround();
    return suggestions.subscribe(surround);
  }, [engine, schema, reference, suggestions]);
  const isSubmitting = props.isSubmitting ?? false;
  useEffect(() => engine.bench.freeze(isSubmitting), [engine, isSubmitting, props.refusals]);
  const [areKeysShown, showKeys] = useKeysShown(props);
  const [isFinding, setFinding] = useState(false);
  const [wanted, setWanted] = useState<StageParts["wanted"]>(null);
  const submit = useSubmit(engine, props, setWanted);
  const [shown, setShown] = useState({ rail: true, side: true });
  useEffect(() =>
    engine.onKey((action) => {
      if (action === "panel.keys") showKeys(true);
      else if (action === "panel.find" && choicesOf(engine.bench.state).length > 0)
        setFinding(true);
      else if (action === "panel.rail") setShown((now) => ({ ...now, rail: !now.rail }));
      else if (action === "panel.side") setShown((now) => ({ ...now, side: !now.side }));
      else if (action === "task.submit" && submit !== null) submit();
      else if (action === "task.nothing_here" && canEdit) toggleNothing(engine);
      else return props.onTaskKey?.(action) ?? false;
      return true;
    }),
  );
  const parts: StageParts = {
    label: picture.alt,
    guideline: props.guideline ?? null,
    withQuestions: props.withQuestions,
    footStart: props.footStart,
    actions: props.actions,
    aside: props.aside,
    over: props.over,
    notes: props.notes,
    submitWords: props.submitWords,
    isSubmitting,
    submit,
    wanted,
    find: () => setFinding(true),
    isRailShown: shown.rail,
    isSideShown: shown.side,
  };
  const isPhone = useIsPhone();
  return (
    <EngineProvider value={engine}>
      <SuggestionsProvider value={suggestions}>
        {isPhone ? <PhoneStage {...parts} /> : <DeskStage {...parts} />}
        <Announcer />
        <ChoiceFinder isOpen={isFinding} onClose={() => setFinding(false)} />
        <KeyTable isOpen={areKeysShown} onClose={() => showKeys(false)} />
      </SuggestionsProvider>
    </EngineProvider>
  );
}

function surroundings(schema: LabelSchema, reference: AnnotationDocument | null): Surroundings {
  if (reference === null) return { below: [], above: [], stroke: "label" };
  const look = (shape: { label: string }) => ({ ...lookOf(schema, shape.label), tag: "" });
  return {
    below: [],
    above: [layerOf("reference", reference, look, "reference")],
    stroke: "label",
  };
}

function useReported(engine: StageEngine, onChange: AnnotationStageProps["onChange"]): void {
  useEffect(
    () =>
      engine.bench.onChange(({ origin }, document) => {
        if (origin !== "loaded") onChange?.(document);
      }),
    [engine, onChange],
  );
}

function useUnfinished(
  { bench }: StageEngine,
  onUnfinished: AnnotationStageProps["onUnfinished"],
): void {
  useEffect(() => {
    let last = bench.state.unfinished;
    return bench.subscribe(() => {
      const { unfinished } = bench.state;
      if (isSameJson(unfinished, last)) return;
      last = unfinished;
      onUnfinished?.(unfinished);
    });
  }, [bench, onUnfinished]);
}

function useKeysShown({ areKeysShown, onKeysShown }: AnnotationStageProps) {
  const [own, setOwn] = useState(false);
  return [areKeysShown ?? own, onKeysShown ?? setOwn] as const;
}

/** Which part of the panel shows what hinders; the stage shows the rest. */
const PART_OF: Partial<Record<Missing["type"], "shapes" | "questions">> = {
  attribute: "shapes",
  question: "questions",
  wrong_answer: "questions",
};

function useSubmit(
  engine: StageEngine,
  { onSubmit, schema, isSubmitting = false, refusals }: AnnotationStageProps,
  setWanted: (wanted: StageParts["wanted"]) => void,
): StageParts["submit"] {
  const submit = useCallback(() => {
    if (isSubmitting) return;
    engine.bench.finish();
    const { document, image } = engine.bench.state;
    const [first] = hindrances(document, schema, image);
    if (first === undefined) {
      if (refusals !== undefined) engine.bench.freeze(true);
      return onSubmit?.(document);
    }
    const part = PART_OF[first.type];
    if (part !== undefined) setWanted({ part, asked: performance.now() });
    goToMissing(first, engine.bench);
    // What the screen asks for all the time stands in the foot already, in amber; but for what to
    // do where nothing is drawn, which is quiet there until it is asked for.
    if (first.type === "nothing_drawn" || missingAnswers(document, schema, image).length === 0)
      engine.bench.run({ type: "notify", notice: { type: "not_ready", missing: first } });
  }, [engine, onSubmit, schema, isSubmitting, refusals, setWanted]);
  return onSubmit === undefined ? null : submit;
}

/** "Nothing here" and shapes exclude each other; with shapes drawn it says so in the foot. */
export function toggleNothing(engine: StageEngine): void {
  const { document, schema } = engine.bench.state;
  if (!asksForShapes(schema) || document.shapes.length > 0) return;
  engine.bench.run({ type: "set_nothing_here", isNothing: !document.is_nothing_here });
}

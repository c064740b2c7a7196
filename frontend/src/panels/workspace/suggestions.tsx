import { Button } from "@mantine/core";
import { IconSparkles } from "@tabler/icons-react";
import { createContext, useContext, useEffect, useSyncExternalStore } from "react";
import type { AnnotationDocument, Shape } from "@/model/document";
import { listenedBy } from "@/model/listening";
import { isSameJson } from "@/model/same-json";
import type { AnswerValue } from "@/model/schema";
import { useI18n } from "@/panels/shared";
import { useBench, useRun } from "./engine/context";
import type { StageEngine } from "./engine/stage-engine";
import classes from "./Suggestions.module.css";

/** How sure a model was, 0 to 1: by id of shape, and by question. */
export interface Confidences {
  readonly shapes: Readonly<Record<string, number>>;
  readonly answers: Readonly<Record<string, number>>;
}

const UNSAID: Confidences = { shapes: {}, answers: {} };

/**
 * What a model drew and answered, and nobody has touched or confirmed yet. A shape under work is
 * another object after every change, so one that is still the object it began as is as the model
 * drew it. An answer is the model's while it is the same and was not given by hand.
 */
export class Suggestions {
  /** The model was asked and said nothing. */
  readonly isEmpty: boolean;
  private shapes: ReadonlyMap<string, Shape>;
  private answers: ReadonlyMap<string, AnswerValue>;
  private readonly confidences: Confidences;
  private state: object = {};
  private readonly listeners = new Set<() => void>();

  /** `start`: the document that the stage begins with, perhaps with work in it already. */
  constructor(
    suggested: AnnotationDocument | null,
    start: AnnotationDocument,
    confidences: Confidences = UNSAID,
  ) {
    this.confidences = confidences;
    const drawn = new Map(suggested?.shapes.map((shape) => [shape.id, shape]));
    const said = suggested?.answers ?? {};
    this.isEmpty = drawn.size === 0 && Object.keys(said).length === 0;
    this.shapes = new Map(
      start.shapes
        .filter((shape) => isSameJson(drawn.get(shape.id), shape))
        .map((shape) => [shape.id, shape]),
    );
    this.answers = new Map(
      Object.entries(start.answers).filter(([question, value]) =>
        isSameJson(said[question], value),
      ),
    );
  }

  /** Another object after every confirmation. */
  get waiting(): unknown {
    return this.state;
  }

  has(shape: Shape): boolean {
    return this.shapes.get(shape.id) === shape;
  }

  hasAnswer(question: string, value: AnswerValue | undefined): boolean {
    return value !== undefined && isSameJson(this.answers.get(question), value);
  }

  /** How sure the model was of a suggestion, 0 to 1; null where it did not say. */
  confidenceOf({ id }: Shape): number | null {
    return this.confidences.shapes[id] ?? null;
  }

  confidenceOfAnswer(question: string): number | null {
    return this.confidences.answers[question] ?? null;
  }

  /** The suggestion that waits of which the model was least sure; null where it said of none. */
  leastSure(shapes: readonly Shape[]): Shape | null {
    const said = shapes.filter((shape) => this.has(shape) && this.confidenceOf(shape) !== null);
    const sureness = (shape: Shape) => this.confidenceOf(shape) ?? 1;
    return said.sort((one, other) => sureness(one) - sureness(other))[0] ?? null;
  }

  confirm(...ids: readonly string[]): void {
    this.shapes = new Map([...this.shapes].filter(([id]) => !ids.includes(id)));
    this.announce();
  }

  /** Confirmed, or given by hand: it may be just what the model had said. */
  confirmAnswers(...questions: readonly string[]): void {
    if (!questions.some((question) => this.answers.has(question))) return;
    this.answers = new Map([...this.answers].filter(([key]) => !questions.includes(key)));
    this.announce();
  }

  subscribe(listener: () => void): () => void {
    return listenedBy(this.listeners, listener);
  }

  private announce(): void {
    this.state = {};
    for (const listener of this.listeners) listener();
  }
}

const NONE = new Suggestions(null, {
  version: 1,
  is_nothing_here: false,
  shapes: [],
  answers: {},
});
const SuggestionsContext = createContext(NONE);
export const SuggestionsProvider = SuggestionsContext.Provider;

/** The store, and a new rendering when something is confirmed. */
export function useSuggestions(): Suggestions {
  const suggestions = useContext(SuggestionsContext);
  useSyncExternalStore(
    (listener) => suggestions.subscribe(listener),
    () => suggestions.waiting,
  );
  return suggestions;
}

/** An answer that a person gave is theirs, also where it says what the model had said. */
export function useAnswersByHand({ bench }: StageEngine, suggestions: Suggestions): void {
  useEffect(
    () =>
      bench.onEdit((command) => {
        if (command.type === "answer_question") suggestions.confirmAnswers(command.question);
      }),
    [bench, suggestions],
  );
}

/** What is suggested: in words, and how sure the model was of it. */
export function SuggestedWords({ sure }: { sure: number | null }) {
  const { t, share } = useI18n();
  return sure === null
    ? t("workspace.suggested")
    : t("workspace.suggestedSure", { share: share(Math.round(100 * sure), 100) });
}

/** Whose suggestions the work begins with, how many wait, and one button for all of them. */
export function SuggestionNote({ sourceName }: { sourceName: string }) {
  const { t } = useI18n();
  const suggestions = useSuggestions();
  const { shapes, answers } = useBench((state) => state.document);
  const run = useRun();
  const drawn = shapes.filter((shape) => suggestions.has(shape)).map(({ id }) => id);
  const said = Object.keys(answers).filter((key) => suggestions.hasAnswer(key, answers[key]));
  const waiting = drawn.length + said.length;
  const confirmAll = () => {
    suggestions.confirm(...drawn);
    suggestions.confirmAnswers(...said);
  };
  const leastSure = suggestions.leastSure(shapes);
  return (
    <div className={classes.note} role="status">
      <p>
        <IconSparkles size={16} stroke={1.6} aria-hidden />
        {waiting > 0
          ? t("workspace.suggestionsWait", { n: waiting, name: sourceName })
          : t(suggestions.isEmpty ? "workspace.suggestionsNone" : "workspace.suggestionsDone", {
              name: sourceName,
            })}
      </p>
      {waiting > 0 && (
        <Button size="xs" onClick={confirmAll}>
          {t("workspace.confirmAll")}
        </Button>
      )}
      {leastSure !== null && (
        <Button
          size="xs"
          onClick={() =>
            run(
              { type: "choose", shapeId: leastSure.id },
              { type: "reveal", shapeId: leastSure.id },
            )
          }
        >
          {t("workspace.leastSure")}
        </Button>
      )}
    </div>
  );
}

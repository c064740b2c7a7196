import { Button } from "@mantine/core";
import { IconSparkles } from "@tabler/icons-react";
import { createContext, useContext, useSyncExternalStore } from "react";
import type { AnnotationDocument, Shape } from "@/model/document";
import { useI18n } from "@/panels/shared";
import { useBench, useRun } from "./engine/context";
import classes from "./Suggestions.module.css";

/**
 * Shapes that a model drew and nobody has touched or confirmed yet. A shape under work is another
 * object after every change, so one that is still the object it began as is as the model drew it.
 */
export class SuggestedShapes {
  private waiting: ReadonlyMap<string, Shape>;
  private readonly confidences: Readonly<Record<string, number>>;
  private readonly listeners = new Set<() => void>();

  /** `start`: the document that the stage begins with, perhaps with work in it already. */
  constructor(
    suggested: AnnotationDocument | null,
    start: AnnotationDocument,
    confidences: Readonly<Record<string, number>> = {},
  ) {
    this.confidences = confidences;
    const drawn = new Map(suggested?.shapes.map((shape) => [shape.id, JSON.stringify(shape)]));
    this.waiting = new Map(
      start.shapes
        .filter((shape) => drawn.get(shape.id) === JSON.stringify(shape))
        .map((shape) => [shape.id, shape]),
    );
  }

  get shapes(): ReadonlyMap<string, Shape> {
    return this.waiting;
  }

  has(shape: Shape): boolean {
    return this.waiting.get(shape.id) === shape;
  }

  /** How sure the model was of a suggestion, 0 to 1; null where it did not say. */
  confidenceOf({ id }: Shape): number | null {
    return this.confidences[id] ?? null;
  }

  /** The suggestion that waits of which the model was least sure; null where it said of none. */
  leastSure(shapes: readonly Shape[]): Shape | null {
    const said = shapes.filter((shape) => this.has(shape) && this.confidenceOf(shape) !== null);
    const sureness = (shape: Shape) => this.confidenceOf(shape) ?? 1;
    return said.sort((one, other) => sureness(one) - sureness(other))[0] ?? null;
  }

  confirm(...ids: readonly string[]): void {
    this.waiting = new Map([...this.waiting].filter(([id]) => !ids.includes(id)));
    for (const listener of this.listeners) listener();
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

const NONE = new SuggestedShapes(null, {
  version: 1,
  is_nothing_here: false,
  shapes: [],
  answers: {},
});
const SuggestionsContext = createContext(NONE);
export const SuggestionsProvider = SuggestionsContext.Provider;

/** The store, and a new rendering when something is confirmed. */
export function useSuggestions(): SuggestedShapes {
  const suggestions = useContext(SuggestionsContext);
  useSyncExternalStore(
    (listener) => suggestions.subscribe(listener),
    () => suggestions.shapes,
  );
  return suggestions;
}

/** Whose suggestions the work begins with, how many wait, and one button for all of them. */
export function SuggestionNote({ sourceName }: { sourceName: string }) {
  const { t } = useI18n();
  const suggestions = useSuggestions();
  const shapes = useBench((state) => state.document.shapes);
  const run = useRun();
  const waiting = shapes.filter((shape) => suggestions.has(shape));
  const leastSure = suggestions.leastSure(shapes);
  return (
    <div className={classes.note} role="status">
      <p>
        <IconSparkles size={16} stroke={1.6} aria-hidden />
        {waiting.length > 0
          ? t("workspace.suggestionsWait", { n: waiting.length, name: sourceName })
          : t("workspace.suggestionsDone", { name: sourceName })}
      </p>
      {waiting.length > 0 && (
        <Button size="xs" onClick={() => suggestions.confirm(...waiting.map((shape) => shape.id))}>
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

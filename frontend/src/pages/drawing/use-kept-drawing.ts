import { useCallback, useEffect, useRef, useState } from "react";
import type { AnnotationDocument } from "@/model/document";
import { isSameJson } from "@/model/same-json";
import { labelOf, type LabelSchema } from "@/model/schema";
import type { Unfinished } from "@/model/unfinished";
import { forgetInTab, tabKey } from "@/pages/shell/kept-in-tab";
import { useMe } from "@/pages/shell/session";
import { useStash } from "@/pages/shell/use-stash";

interface Drawn {
  readonly document: AnnotationDocument;
  readonly unfinished: Unfinished | null;
  /** What it was begun with. */
  readonly from: AnnotationDocument;
}

/**
 * What is drawn over `begun` without a task: it survives a reload and the back button, and is there
 * when the same is opened again, until it is handed on or left. Read once, as the stage does.
 */
export function useKeptDrawing(name: string, begun: AnnotationDocument, schema: LabelSchema) {
  const key = tabKey(useMe().id, `drawing-${name}`);
  const held = useRef<Drawn | null>(null);
  const { found, changed } = useStash<Drawn>(
    key,
    useCallback(() => held.current, []),
  );
  const [from] = useState(begun);
  const [start, setStart] = useState(() => {
    const kept = found === null ? null : fittingPart(found, schema);
    const leftOutCount = found === null || kept === null ? 0 : sizeOf(found) - sizeOf(kept);
    return { turn: 0, kept, leftOutCount };
  });
  const { document, unfinished } = start.kept ?? { document: from, unfinished: null };
  const [isTouched, setTouched] = useState(false);
  const now = useRef<Pick<Drawn, "document" | "unfinished">>({ document, unfinished });
  useEffect(() => {
    held.current ??= start.kept;
    changed();
  }, [start.kept, changed]);
  const drawn = useCallback(
    (part: Partial<Drawn>) => {
      now.current = { ...now.current, ...part };
      const isAsBegun = now.current.unfinished === null && isSameJson(now.current.document, from);
      held.current = isAsBegun ? null : { ...now.current, from };
      setTouched(true);
      changed();
    },
    [from, changed],
  );
  const onChange = useCallback((document: AnnotationDocument) => drawn({ document }), [drawn]);
  const onUnfinished = useCallback(
    (unfinished: Unfinished | null) => drawn({ unfinished }),
    [drawn],
  );
  const forget = () => {
    held.current = null;
    forgetInTab(key);
  };
  return {
    /** For the stage; another `turn` is another stage. */
    turn: start.turn,
    stage: { document, unfinished, onChange, onUnfinished },
    /** Null once somebody has drawn on, and where nothing was kept. */
    found: isTouched ? null : start.kept,
    /** What is begun with now is not what the kept drawing was begun with. */
    isOvertaken: start.kept !== null && !isSameJson(start.kept.from, from),
    /** How many shapes and answers of the kept drawing the schema has no place for any more. */
    leftOutCount: start.leftOutCount,
    hasDrawn: () => held.current !== null,
    /** It is handed on, or given up. */
    forget,
    beginAnew() {
      forget();
      now.current = { document: from, unfinished: null };
      setStart(({ turn }) => ({ turn: turn + 1, kept: null, leftOutCount: 0 }));
    },
  };
}

/** What the schema still has of all that is drawn and answered. */
function fittingPart({ document, unfinished, from }: Drawn, schema: LabelSchema): Drawn {
  const { shapes, answers } = document;
  const isAskedYet = (key: string) => schema.questions.some((one) => one.key === key);
  return {
    document: {
      ...document,
      shapes: shapes.filter(({ label, kind }) => labelOf(schema, label)?.kind === kind),
      answers: Object.fromEntries(Object.entries(answers).filter(([key]) => isAskedYet(key))),
    },
    unfinished:
      unfinished !== null && labelOf(schema, unfinished.label) !== undefined ? unfinished : null,
    from,
  };
}

/** How many shapes, whole or not, and answers there are. */
function sizeOf({ document, unfinished }: Drawn): number {
  const underWay = unfinished === null ? 0 : 1;
  return document.shapes.length + Object.keys(document.answers).length + underWay;
}

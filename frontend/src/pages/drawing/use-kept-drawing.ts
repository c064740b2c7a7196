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
  const { found } = useStash<Drawn>(
    key,
    useCallback(() => held.current, []),
  );
  const [from] = useState(begun);
  const [start, setStart] = useState(() => {
    const kept = found !== null && isFitting(found.document, schema) ? found : null;
    return { turn: 0, kept, ...(kept ?? { document: begun, unfinished: null }) };
  });
  const [isTouched, setTouched] = useState(false);
  const now = useRef({ document: start.document, unfinished: start.unfinished });
  useEffect(() => {
    held.current ??= start.kept;
  }, [start.kept]);
  const drawn = useCallback(
    (part: Partial<Drawn>) => {
      now.current = { ...now.current, ...part };
      const { document, unfinished } = now.current;
      const isAsBegun = unfinished === null && isSameJson(document, from);
      held.current = isAsBegun ? null : { document, unfinished, from };
      setTouched(true);
    },
    [from],
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
    stage: {
      document: start.document,
      unfinished: start.unfinished,
      onChange,
      onUnfinished,
    },
    /** Null once somebody has drawn on, and where nothing was kept. */
    found: isTouched ? null : start.kept,
    /** What is begun with now is not what the kept drawing was begun with. */
    isOvertaken: start.kept !== null && !isSameJson(start.kept.from, from),
    hasDrawn: () => held.current !== null,
    /** It is handed on, or given up. */
    forget,
    beginAnew() {
      forget();
      now.current = { document: from, unfinished: null };
      setStart(({ turn }) => ({
        turn: turn + 1,
        kept: null,
        document: from,
        unfinished: null,
      }));
    },
  };
}

/** Whether the schema still has all that is drawn and answered. */
function isFitting({ shapes, answers }: AnnotationDocument, schema: LabelSchema): boolean {
  return (
    shapes.every(({ label, kind }) => labelOf(schema, label)?.kind === kind) &&
    Object.keys(answers).every((key) => schema.questions.some((one) => one.key === key))
  );
}

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type AnnotationDocument, EMPTY_DOCUMENT } from "@/model/document";
import { isSameJson } from "@/model/same-json";
import { type LabelSchema, labelOf } from "@/model/schema";
import type { Unfinished } from "@/model/unfinished";
import { fitting } from "@/pages/schema/fitting";
import { tabKey } from "@/pages/shell/kept-in-tab";
import { useMe } from "@/pages/shell/session";
import { useKept } from "@/pages/shell/use-kept";
import type { Stand } from "./PracticeItem";

interface Drawn {
  readonly document: AnnotationDocument;
  readonly unfinished: Unfinished | null;
}

const EMPTY: Drawn = { document: EMPTY_DOCUMENT, unfinished: null };

interface Start extends Drawn {
  /** It was drawn after the last try. */
  readonly isUnchecked: boolean;
}

/**
 * What is drawn on a practice item since the last try: kept on this device until it is checked, over
 * a closed tab too. What was checked the server has.
 */
export function useDrawnOn(stand: Stand, schema: LabelSchema) {
  const held = useRef<Drawn | null>(null);
  const { found, changed, renew } = useKept<Drawn>(
    tabKey(useMe().id, `practised-${stand.id}`),
    useCallback(() => held.current, []),
  );
  const now = useRef<Drawn | null>(null);
  const [checked] = useState((stand.document as AnnotationDocument | null) ?? EMPTY_DOCUMENT);
  const lastChecked = useRef(checked);
  const start = useMemo<Start | null>(() => {
    if (found === undefined) return null;
    if (found === null) return { document: checked, unfinished: null, isUnchecked: false };
    const { document, unfinished } = found;
    const isKnown = unfinished !== null && labelOf(schema, unfinished.label) !== undefined;
    return {
      document: fitting(document, schema, schema), // which may have changed since
      unfinished: isKnown ? unfinished : null,
      isUnchecked: true,
    };
  }, [found, schema, checked]);
  useEffect(() => {
    if (start?.isUnchecked !== true) return;
    // No try was made of it: it goes along when this page goes too.
    held.current ??= { document: start.document, unfinished: start.unfinished };
    changed();
  }, [start, changed]);
  const drawn = (part: Partial<Drawn>) => {
    const { document, unfinished } = now.current ?? start ?? EMPTY;
    now.current = { document, unfinished, ...part };
    const isAsChecked =
      now.current.unfinished === null && isSameJson(now.current.document, lastChecked.current);
    held.current = isAsChecked ? null : now.current;
    changed();
  };
  const taken = (document: AnnotationDocument) => {
    lastChecked.current = document;
    held.current = null;
    renew();
  };
  return {
    /** Null while it is looked up. */
    start,
    drawn,
    /** A try was made of it. */
    taken,
  };
}

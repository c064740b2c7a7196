import { useMemo } from "react";
import type { Answered } from "@/api/query";
import { isSameJson } from "@/model/same-json";
import type { SchemaDefinition } from "@/model/schema";
import { tabKey } from "@/pages/shell/kept-in-tab";
import { useMe } from "@/pages/shell/session";
import { useUnsaved } from "@/pages/shell/use-unsaved";
import { fromDefinition, type SchemaDraft, toDefinition } from "./draft";
import type { NamesEver } from "./names";

type Project = Answered<"/api/v1/projects/{project_id}">;
type Version = Pick<NonNullable<Project["schema_version"]>, "number" | "definition">;

/** A schema as it is written, and the number of the version it is written over: 0 for none. */
interface Written extends Pick<SchemaDraft, "labels" | "questions"> {
  readonly number: number;
}

/**
 * What is written over the schema in force, also after a reload. A version that comes into force
 * meanwhile replaces nothing that is written: a person chooses. `ever` is what keys were called.
 */
export function useSchemaDraft({ id, schema_version: version }: Project, ever: NamesEver) {
  const me = useMe();
  const saved = useMemo(() => writtenOf(version), [version]);
  const { value, set, rebase, isOvertaken, takeSaved } = useUnsaved<Written>(
    tabKey(me.id, `schema-${id}`),
    saved,
  );
  const draft: SchemaDraft = useMemo(
    () => ({ labels: value.labels, questions: value.questions, ever }),
    [value, ever],
  );
  return {
    draft,
    number: value.number,
    change: (part: Partial<SchemaDraft>) => set((before) => ({ ...before, ...part })),
    isOvertaken,
    takeTheirs: takeSaved,
    keepMine() {
      rebase(saved);
      set((before) => ({ ...before, number: saved.number }));
    },
    /** It is in force as `now`, sent as `sent`; what was written since goes over that. */
    taken(now: Version, sent: SchemaDefinition) {
      const base = writtenOf(now);
      rebase(base);
      set((before) =>
        isSameJson(toDefinition({ ...before, ever }), sent)
          ? base
          : { ...before, number: base.number },
      );
    },
  };
}

function writtenOf(version: Version | null): Written {
  // JSON that the server judged by the rules of a schema.
  const { labels, questions } = fromDefinition(version?.definition as SchemaDefinition | undefined);
  return { number: version?.number ?? 0, labels, questions };
}

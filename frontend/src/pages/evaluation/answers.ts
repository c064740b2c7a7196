import type { SchemaDefinition } from "@/model/schema";
import type { Report } from "./types";

/** An option, several of them, or a number; as a document has it, or as a model said it. */
export type Said = string | number | boolean | readonly string[];

/** What was said to one question, and what the label says, in words of the schema. */
export interface AnswerWords {
  readonly key: string;
  readonly question: string;
  /** Null where nothing was said; no words where none of several options was chosen. */
  readonly said: readonly (string | number)[] | null;
  readonly known: readonly (string | number)[];
}

/** The questions that a report evaluates; others a model need not answer. */
export function evaluatedIn({ questions, several = [], numbers = [] }: Report): Set<string> {
  return new Set([...questions, ...several, ...numbers].map(({ key }) => key));
}

/**
 * What a model answered to the questions of a picture, beside the label. Of those in `due` what it
 * left out is there too: to say nothing is an error as well.
 */
export function answerWords(
  schema: SchemaDefinition | undefined,
  known: Readonly<Record<string, Said>>,
  predicted: Readonly<Record<string, { readonly option: Said }>>,
  due: ReadonlySet<string>,
): readonly AnswerWords[] {
  const fields = new Map(schema?.questions.map((one) => [one.key, one]));
  const words = (key: string, answer: Said) =>
    [answer].flat().map((one) => {
      if (typeof one === "number") return one;
      const text = String(one);
      return fields.get(key)?.options?.find((option) => option.key === text)?.name ?? text;
    });
  return Object.entries(known).flatMap(([key, answer]) => {
    const said = predicted[key];
    if (said === undefined && !due.has(key)) return [];
    return [
      {
        key,
        question: fields.get(key)?.text ?? key,
        said: said === undefined ? null : words(key, said.option),
        known: words(key, answer),
      },
    ];
  });
}

import type { AnnotationDocument } from "@/model/document";
import type { AnswerValue, SchemaDefinition } from "@/model/schema";
import { colorsOf, edgesOf } from "@/pages/gold/colors";
import { useI18n } from "@/panels/shared";
import type { FrozenItem, Release } from "./state";

/** The label of a frozen picture. */
export function documentOf(item: FrozenItem): AnnotationDocument {
  // An annotation document, which the server checked when it came in.
  return item.document as AnnotationDocument;
}

/** Names, colours and questions as the release has them: the project may have others now. */
export function useFrozenLooks(release: Release | undefined) {
  const schema = release?.definition as SchemaDefinition | undefined;
  const names = namesOf(schema);
  return {
    /** True until the release is there: it may ask for shapes. */
    asksForShapes: schema === undefined || schema.labels.length > 0,
    nameOf: (key: string) => names.get(key) ?? key,
    questionOf: (key: string) => schema?.questions.find((one) => one.key === key)?.text ?? key,
    colorOf: colorsOf(schema),
    edgesOf: edgesOf(schema),
  };
}

/** By key of a label, and of an option as `question=option`. */
function namesOf(schema: SchemaDefinition | undefined): ReadonlyMap<string, string> {
  const options = (schema?.questions ?? []).flatMap((question) =>
    (question.options ?? []).map(({ key, name }) => [`${question.key}=${key}`, name] as const),
  );
  return new Map([
    ...(schema?.labels ?? []).map(({ key, name }) => [key, name] as const),
    ...options,
  ]);
}

/** Answers as people read them: options by name, yes or no and numbers in their language. */
export function useAnswerWords({ nameOf }: ReturnType<typeof useFrozenLooks>) {
  const { t, number, list } = useI18n();
  function wordOf(question: string, value: string | number | boolean): string {
    if (typeof value === "boolean") return value ? t("releases.yes") : t("releases.no");
    if (typeof value === "number") return inFull(value);
    const key = `${question}=${value}`;
    const name = nameOf(key);
    return name === key ? value : name;
  }
  /** All that was typed: two decimals would make 0.004 a 0. */
  function inFull(value: number): string {
    const decimals = decimalsOf(value);
    return decimals > MOST_DECIMALS ? String(value) : number(value, decimals);
  }
  return (question: string, value: AnswerValue) =>
    list([value].flat().map((one) => wordOf(question, one)));
}

/** More of them some browsers refuse to write. */
const MOST_DECIMALS = 20;

/** As many as were typed: also of 1e-7, as a browser writes 0.0000001. */
function decimalsOf(value: number): number {
  const [digits = "", exponent = "0"] = String(value).split("e");
  return Math.max(0, (digits.split(".")[1]?.length ?? 0) - Number(exponent));
}

interface ShapeConfidence {
  readonly exists: number;
  readonly class: number;
  readonly expected_iou: number | null;
}

/** How sure a shape is (that it is there and is what it is called), and how well it should lie. */
export function sureOf(item: FrozenItem, shapeId: string) {
  const { shapes } = item.confidence as { shapes: Readonly<Record<string, ShapeConfidence>> };
  const found = shapes[shapeId];
  if (found === undefined) return null;
  return { sure: found.exists * found.class, iou: found.expected_iou };
}

/** How sure an answer is, by the key of its question. */
export function answerSureOf(item: FrozenItem, question: string): number | null {
  const { answers } = item.confidence as {
    answers: Readonly<Record<string, { readonly probability: number }>>;
  };
  return answers[question]?.probability ?? null;
}

import type { AnnotationDocument } from "@/model/document";
import type { AnswerValue, SchemaDefinition } from "@/model/schema";
import { colorsOf, edgesOf } from "@/pages/gold/colors";
import { useProject } from "@/pages/shell/project";
import { useI18n } from "@/panels/shared";
import type { FrozenItem, Release } from "./state";

/** The label of a frozen picture. */
export function documentOf(item: FrozenItem): AnnotationDocument {
  // An annotation document, which the server checked when it came in.
  return item.document as AnnotationDocument;
}

/** Names and colours as the release has them: it may call labels otherwise than the project now. */
export function useFrozenLooks(release: Release | undefined) {
  const schema = useProject().schema_version?.definition as SchemaDefinition | undefined;
  const own = new Map(release?.figures?.labels.map((label) => [label.key, label]));
  const colorNow = colorsOf(schema);
  const ownLabels = [...own.keys()].filter((key) => !key.includes("="));
  return {
    /** True until the release is there: it may ask for shapes. */
    asksForShapes: own.size === 0 || ownLabels.length > 0,
    nameOf: (key: string) => own.get(key)?.name ?? key,
    questionOf: (key: string) => schema?.questions.find((one) => one.key === key)?.text ?? key,
    colorOf: (key: string) => own.get(key)?.color ?? colorNow(key),
    edgesOf: edgesOf(schema),
  };
}

/** Answers as people read them: options by name, yes or no and numbers in their language. */
export function useAnswerWords({ nameOf }: ReturnType<typeof useFrozenLooks>) {
  const { t, number, list } = useI18n();
  function wordOf(question: string, value: string | number | boolean): string {
    if (typeof value === "boolean") return value ? t("releases.yes") : t("releases.no");
    // All that was typed: two decimals would make 0.004 a 0.
    if (typeof value === "number") return number(value, decimalsOf(value));
    const key = `${question}=${value}`;
    const name = nameOf(key);
    return name === key ? value : name;
  }
  return (question: string, value: AnswerValue) =>
    list([value].flat().map((one) => wordOf(question, one)));
}

function decimalsOf(value: number): number {
  return String(value).split(".")[1]?.length ?? 0;
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

/** A guideline as the server gives it: to read before the work, and beside it. */

import type { AnnotationDocument } from "./document";
import type { SchemaDefinition, Skeleton } from "./schema";

export type Verdict = "right" | "wrong" | "borderline";

export interface GuidelineExample {
  readonly id: number;
  /** A label, or an option by `question/option`; empty for none. */
  readonly label_key: string;
  readonly verdict: Verdict;
  readonly caption: string;
  readonly item: {
    readonly width_px: number;
    readonly height_px: number;
    readonly image_url: string;
  };
  readonly document: AnnotationDocument;
}

export interface Guideline {
  readonly number: string;
  /** Of a translation; empty for the text as it was written. */
  readonly language: string;
  readonly body_html: string;
  /** What the headings of a translation say in the original, in order; none where it has others. */
  readonly original_headings: readonly string[];
  readonly examples: readonly GuidelineExample[];
  /** Of the labels of the schema in force, by key. */
  readonly label_colors: Readonly<Record<string, string>>;
  /** The lines of their skeletons, for labels that have one. */
  readonly label_edges: Readonly<Record<string, Skeleton["edges"]>>;
  /** Of that schema, to say what examples answer. */
  readonly questions: SchemaDefinition["questions"];
}

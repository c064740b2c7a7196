/** Calls of the workspace: a task is claimed, drafted, submitted, skipped or given back. */

import type { Course } from "@/model/course";
import type { AnnotationDocument } from "@/model/document";
import type { SchemaDefinition } from "@/model/schema";
import { answerOf, api } from "./client";
import { Intent } from "./intent";
import type { Problem } from "./problem";
import type { components } from "./schema";

export interface Draft {
  readonly revision: number;
  readonly document: AnnotationDocument;
  /** The window that saved it; empty where none was named. */
  readonly window_id: string;
}

export interface Assignment {
  readonly id: number;
  readonly project_id: number;
  readonly project_name: string;
  readonly item: {
    readonly id: number;
    readonly name: string;
    readonly width_px: number;
    readonly height_px: number;
    readonly image_url: string;
    /** Null of a picture of 8 bits. */
    readonly levels: { readonly url: string; readonly low: number; readonly high: number } | null;
  };
  readonly step: string;
  readonly state: string;
  /** Of the server's clock; this device's may be wrong. */
  readonly lease_seconds_left: number;
  readonly extensions_left: number;
  readonly price: { readonly amount_minor: number; readonly currency: string };
  readonly schema_version: {
    readonly id: number;
    readonly number: number;
    readonly definition: SchemaDefinition;
  };
  readonly guideline_version: { readonly id: number; readonly number: string };
  readonly draft: Draft | null;
  /** The label a verifier judges; null where one draws. */
  readonly subject: AnnotationDocument | null;
  /** Why the work came back to its author; null when it did not. */
  readonly sent_back: SentBack | null;
}

/** What somebody says is wrong. Marks are places in image pixels. */
export interface Objection {
  readonly reason_code: string;
  readonly note: string;
  readonly marks: readonly { readonly x: number; readonly y: number; readonly text: string }[];
}

export interface SentBack extends Objection {
  readonly number: number;
}

export type LabelVerdict =
  | { readonly outcome: "accept" }
  | ({ readonly outcome: "reject" } & Objection)
  | ({ readonly outcome: "fix"; readonly document: AnnotationDocument } & Objection);

export type EmptyReason =
  | "nothing_left"
  | "all_leased"
  | "comparing"
  | "not_eligible"
  | "daily_cap"
  | "share_cap"
  | "paused"
  | "opens_later"
  | "other_audience"
  | "closed";

export interface EmptyClaim {
  readonly outcome: "empty";
  readonly reason: EmptyReason;
  readonly detail: string;
  readonly retry_after_seconds: number | null;
  /** Somebody, or a rule, decided so; the person can appeal. */
  readonly is_restricted: boolean;
}

export type Claim = { readonly outcome: "leased"; readonly assignment: Assignment } | EmptyClaim;

const at = (assignmentId: number) => ({ path: { assignment_id: assignmentId } });

/** The next task of a project; the one held already, when there is one. */
export async function claimNext(projectId: number, key: string): Promise<Claim> {
  return claim(projectId, key, false);
}

/** The task after the one in hand: it is held, and begins with the next claim. */
export async function prefetchNext(projectId: number, key: string): Promise<Claim> {
  return claim(projectId, key, true);
}

async function claim(projectId: number, key: string, prefetch: boolean): Promise<Claim> {
  const call = api.POST("/api/v1/projects/{project_id}/next", {
    params: { path: { project_id: projectId } },
    body: { prefetch },
    headers: { "Idempotency-Key": key },
  });
  // The document and the definition are any JSON to the generated types; the server checked them.
  return (await answerOf(call)) as unknown as Claim;
}

export async function saveDraft(assignmentId: number, draft: Draft): Promise<{ revision: number }> {
  return answerOf(
    api.PUT("/api/v1/assignments/{assignment_id}/draft", { params: at(assignmentId), body: draft }),
  );
}

/** The newer draft that lies on the server, when a save or an answer was refused for it. */
export function conflictingDraft(problem: Problem): Draft | null {
  if (problem.code !== "draft_conflict") return null;
  return (problem.body as { draft?: Draft }).draft ?? null;
}

/** Staff took the task back; the detail says why. Nothing is taken for it any more. */
export const isTakenBack = (problem: Problem): boolean => problem.code === "taken_back";

/** The task is no longer the person's. */
export const isOverFor = (problem: Problem): boolean =>
  problem.code === "assignment_over" || isTakenBack(problem);

/** A draft that a model made, with which a task begins. */
export interface Suggestion {
  readonly source_name: string;
  readonly document: AnnotationDocument;
  /** The model's scores, 0 to 1, by id of shape; not every shape has one. */
  readonly confidences: Readonly<Record<string, number>>;
  /** The same of its answers, by question. */
  readonly answer_confidences: Readonly<Record<string, number>>;
}

/** Whether tasks of a project may begin with a suggestion: only then is one asked for. */
export async function isSuggesting(projectId: number): Promise<boolean> {
  const found = await answerOf(
    api.GET("/api/v1/projects/{project_id}/suggesting", {
      params: { path: { project_id: projectId } },
    }),
  );
  return found.is_suggesting;
}

/** What a task begins with. Drawn by lot once, and the same whenever it is asked. */
export async function drawSuggestion(assignmentId: number): Promise<Suggestion | null> {
  const call = api.POST("/api/v1/assignments/{assignment_id}/suggestion", {
    params: at(assignmentId),
  });
  // The document is any JSON to the generated types; the server checked it.
  return (await answerOf(call)).suggestion as Suggestion | null;
}

export interface Lease {
  /** Of the server's clock; this device's may be wrong. */
  readonly lease_seconds_left: number;
  readonly extensions_left: number;
}

export async function extendLease(assignmentId: number): Promise<Lease> {
  return answerOf(
    api.POST("/api/v1/assignments/{assignment_id}/heartbeat", { params: at(assignmentId) }),
  );
}

export interface Submission {
  readonly document: AnnotationDocument;
  readonly secondsSpent: number;
  /** When its shapes came, for who plays it back; not of a verdict. */
  readonly course?: Course;
  /**
   * The draft it was made of, 0 for none: the server passes over no later one. Of a verdict only
   * where it is a correction.
   */
  readonly draftRevision?: number;
  /** In place of the document, where one verifies. */
  readonly verdict?: LabelVerdict;
  /** The same for every try, so that it has one effect. */
  readonly key: string;
}

export async function submitAssignment(assignmentId: number, submission: Submission) {
  const { document, secondsSpent, course, draftRevision, verdict, key } = submission;
  const said = verdict === undefined ? { document, course } : { verdict };
  return answerOf(
    api.POST("/api/v1/assignments/{assignment_id}/submit", {
      params: at(assignmentId),
      // The reason is any text to this file; the server knows which there are.
      body: {
        ...said,
        draft_revision: draftRevision,
        seconds_spent: secondsSpent,
      } as components["schemas"]["SubmitInRequest"],
      headers: { "Idempotency-Key": key },
    }),
  );
}

export type SkipReason = "bad_image" | "cannot_tell" | "other";

export async function skipAssignment(assignmentId: number, reason: SkipReason, note: string) {
  return answerOf(
    api.POST("/api/v1/assignments/{assignment_id}/skip", {
      params: at(assignmentId),
      body: { reason, note },
    }),
  );
}

export async function releaseAssignment(assignmentId: number) {
  return answerOf(
    api.POST("/api/v1/assignments/{assignment_id}/release", { params: at(assignmentId) }),
  );
}

/** A key for one thing a person means to do, kept over its retries. */
export function newIntentKey(): string {
  return new Intent().keyFor(null);
}

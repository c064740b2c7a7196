/** One thing wrong at one place of what was sent. */
export interface FieldProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

export interface ProblemDetails {
  readonly type?: string;
  readonly title: string;
  readonly detail?: string;
  readonly status: number;
  readonly code: string;
  readonly errors?: readonly FieldProblem[];
}

/** Codes of our own, for what never reached the server's rules. */
export const UNREACHABLE = "unreachable";
export const FAULT = "fault";

/**
 * A refusal of the server (RFC 9457), or the failure to reach it: the one error that calls throw.
 *
 * `status` is 0 when no answer came. `body` is the whole answer, for refusals that carry more.
 */
export class Problem extends Error {
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly code: string;
  readonly status: number;
  readonly errors: readonly FieldProblem[];
  readonly retryAfterSeconds: number | null;
  readonly body: unknown;

  constructor(details: ProblemDetails, retryAfterSeconds: number | null = null, body?: unknown) {
    super(details.title);
    this.name = "Problem";
    this.type = details.type ?? "about:blank";
    this.title = details.title;
    this.detail = details.detail ?? "";
    this.code = details.code;
    this.status = details.status;
    this.errors = details.errors ?? [];
    this.retryAfterSeconds = retryAfterSeconds;
    this.body = body ?? details;
  }

  /** Sending the same again may help: no answer, or a server that is busy or restarting. */
  get isTransient(): boolean {
    return this.status === 0 || [502, 503, 504].includes(this.status);
  }

  /** A change may have been made all the same: no answer, or a server that failed on the way. */
  get mayHaveHappened(): boolean {
    return this.status === 0 || this.status >= 500;
  }

  /** What is wrong with one field: `problem.fieldMessage("definition.labels[0].name")`. */
  fieldMessage(path: string): string | undefined {
    return this.errors.find((error) => error.path === path)?.message;
  }
}

/** No answer came: the network, or the server is down. */
export function unreachable(cause: unknown): Problem {
  return new Problem(
    { title: "The server did not answer", status: 0, code: UNREACHABLE },
    null,
    cause,
  );
}

/** The problem in a refused answer, also when its body is not one of ours (a proxy's page). */
export function problemOf(response: Response, body: unknown): Problem {
  const retryAfter = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  const seconds = Number.isNaN(retryAfter) ? null : retryAfter;
  if (isProblemDetails(body)) return new Problem(body, seconds);
  const details = { title: "The server failed", status: response.status, code: FAULT };
  return new Problem(details, seconds, body);
}

function isProblemDetails(body: unknown): body is ProblemDetails {
  return (
    typeof body === "object" &&
    body !== null &&
    "code" in body &&
    typeof body.code === "string" &&
    "title" in body &&
    "status" in body
  );
}

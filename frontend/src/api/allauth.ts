import { csrfToken } from "./csrf";
import { languageHeader } from "./language";
import { type FieldProblem, Problem, unreachable } from "./problem";

/**
 * The doors of django-allauth's headless API for browsers.
 *
 * Its answers are `{status, data, meta, errors}`; errors become a `Problem` like every other
 * refusal, with the form's field as `path`.
 */
const BASE = "/_allauth/browser/v1";

export interface Envelope {
  status: number;
  /** What it is depends on the door. */
  data?: unknown;
  meta?: { is_authenticated?: boolean; [more: string]: unknown };
  errors?: { code: string; message: string; param?: string }[];
}

/** What a door of somebody who comes in answers: 401 without errors says "not (yet) signed in". */
export async function enter(method: string, path: string, body?: unknown): Promise<Envelope> {
  const { response, envelope } = await ask(method, path, body);
  if (response.ok || isUnsigned(response, envelope)) return envelope;
  throw problemOfEnvelope(envelope, response);
}

/** What a door of the signed-in answers; without a session it is refused like any other. */
export async function manage(method: string, path: string, body?: unknown): Promise<Envelope> {
  const { response, envelope } = await ask(method, path, body);
  if (response.ok) return envelope;
  throw problemOfEnvelope(envelope, response);
}

/** As `manage`, for a door whose 404 says that there is none yet, and what one could become. */
export async function manageOrNone(path: string): Promise<Envelope> {
  const { response, envelope } = await ask("GET", path);
  if (response.ok || response.status === 404) return { ...envelope, status: response.status };
  throw problemOfEnvelope(envelope, response);
}

function isUnsigned(response: Response, { errors }: Envelope): boolean {
  return response.status === 401 && !errors?.length;
}

interface Answer {
  response: Response;
  envelope: Envelope;
}

async function ask(method: string, path: string, body?: unknown): Promise<Answer> {
  try {
    if (csrfToken() === "") await request("GET", "/config");
    const response = await request(method, path, body);
    return { response, envelope: await envelopeOf(response) };
  } catch (error) {
    if (error instanceof TypeError) throw unreachable(error);
    throw error;
  }
}

async function request(method: string, path: string, body?: unknown): Promise<Response> {
  const headers: Record<string, string> = {
    Accept: "application/json",
    ...languageHeader(),
    "X-CSRFToken": csrfToken(),
  };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const init = { method, headers, body: body === undefined ? null : JSON.stringify(body) };
  return fetch(BASE + path, init);
}

async function envelopeOf(response: Response): Promise<Envelope> {
  const isJson = response.headers.get("Content-Type")?.includes("json") === true;
  return isJson ? ((await response.json()) as Envelope) : { status: response.status };
}

/** What a status means at every door, whatever the answer says of fields. */
const OF_STATUS: Readonly<Record<number, string>> = { 401: "signed_out", 429: "too_many_tries" };

function problemOfEnvelope({ errors = [] }: Envelope, response: Response): Problem {
  const fields = errors.map((error): FieldProblem => ({
    path: error.param ?? "",
    code: error.code,
    message: error.message,
  }));
  const first = fields[0];
  const ofStatus = OF_STATUS[response.status];
  const details = {
    title: first?.message ?? "The server failed",
    code: ofStatus ?? first?.code ?? "fault",
    status: response.status,
    errors: fields,
  };
  const wait = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  return new Problem(details, Number.isNaN(wait) ? null : wait);
}

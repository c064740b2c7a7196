import { csrfToken } from "./csrf";
import { languageHeader } from "./language";
import { type FieldProblem, Problem, unreachable } from "./problem";

/**
 * Signing in and out, through django-allauth's headless API for browsers.
 *
 * Its answers are `{status, data, meta, errors}`; errors become a `Problem` like every other
 * refusal, with the form's field as `path`.
 */
const BASE = "/_allauth/browser/v1";

interface Envelope {
  status: number;
  data?: { flows?: { id: string; is_pending?: boolean }[] } | { verified: boolean }[];
  meta?: { is_authenticated?: boolean };
  errors?: { code: string; message: string; param?: string }[];
}

/** Where a sign-in or sign-up led: in, or to a step that is still to be done. */
export type SignIn = { outcome: "signed_in" } | { outcome: "pending"; step: string };

export interface Credentials {
  email: string;
  password: string;
}

export async function signIn(credentials: Credentials): Promise<SignIn> {
  return entered(await send("POST", "/auth/login", credentials));
}

export async function signUp(credentials: Credentials): Promise<SignIn> {
  return entered(await send("POST", "/auth/signup", credentials));
}

/** Ends the session; being signed out already is fine. */
export async function signOut(): Promise<void> {
  await send("DELETE", "/auth/session");
}

/** Asks for the mail with the link; the answer is the same whether the address is known or not. */
export async function requestPasswordReset(email: string): Promise<void> {
  await send("POST", "/auth/password/request", { email });
}

/** Sets a new password by the key of the mail. It does not sign in. */
export async function resetPassword(key: string, password: string): Promise<void> {
  await send("POST", "/auth/password/reset", { key, password });
}

/** Confirms an address by the key of the mail. */
export async function verifyEmail(key: string): Promise<void> {
  await send("POST", "/auth/email/verify", { key });
}

/** Whether the address the person signed up with was confirmed by the link of a mail. */
export async function isAddressConfirmed(): Promise<boolean> {
  const { data } = await send("GET", "/account/email");
  return Array.isArray(data) && data.some(({ verified }) => verified);
}

/** Sends the link that confirms the person's own address once more. */
export async function sendConfirmation(email: string): Promise<void> {
  await send("PUT", "/account/email", { email });
}

function entered({ meta, data }: Envelope): SignIn {
  if (meta?.is_authenticated === true) return { outcome: "signed_in" };
  const flows = Array.isArray(data) ? [] : data?.flows;
  const pending = flows?.find((flow) => flow.is_pending === true);
  return { outcome: "pending", step: pending?.id ?? "unknown" };
}

async function send(method: string, path: string, body?: unknown): Promise<Envelope> {
  if (csrfToken() === "") await request("GET", "/config");
  const response = await request(method, path, body);
  const envelope = await envelopeOf(response);
  // 401 without errors is not a refusal: it says "not signed in (yet)".
  if (response.ok || (response.status === 401 && !envelope.errors?.length)) return envelope;
  // 409 at the sign-in: already signed in, in another tab.
  if (response.status === 409) return { status: 200, meta: { is_authenticated: true } };
  throw problemOfEnvelope(envelope, response);
}

async function request(method: string, path: string, body?: unknown): Promise<Response> {
  const headers: Record<string, string> = {
    Accept: "application/json",
    ...languageHeader(),
    "X-CSRFToken": csrfToken(),
  };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const init = { method, headers, body: body === undefined ? null : JSON.stringify(body) };
  try {
    return await fetch(BASE + path, init);
  } catch (error) {
    if (error instanceof TypeError) throw unreachable(error);
    throw error;
  }
}

async function envelopeOf(response: Response): Promise<Envelope> {
  const isJson = response.headers.get("Content-Type")?.includes("json") === true;
  return isJson ? ((await response.json()) as Envelope) : { status: response.status };
}

function problemOfEnvelope({ errors = [] }: Envelope, response: Response): Problem {
  const fields = errors.map((error): FieldProblem => ({
    path: error.param ?? "",
    code: error.code,
    message: error.message,
  }));
  const first = fields[0];
  const tooMany = response.status === 429;
  const details = {
    title: first?.message ?? "The server failed",
    code: tooMany ? "too_many_tries" : (first?.code ?? "fault"),
    status: response.status,
    errors: fields,
  };
  const wait = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  return new Problem(details, Number.isNaN(wait) ? null : wait);
}

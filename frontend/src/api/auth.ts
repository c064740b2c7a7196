/** Signing in and out. */
import { type Envelope, enter } from "./allauth";
import { Problem } from "./problem";

/** Where a sign-in or sign-up led: in, or to a step that is still to be done. */
export type SignIn = { outcome: "signed_in" } | { outcome: "pending"; step: string };

export interface Credentials {
  email: string;
  password: string;
}

export async function signIn(credentials: Credentials): Promise<SignIn> {
  return comeIn("/auth/login", credentials);
}

export async function signUp(credentials: Credentials): Promise<SignIn> {
  return comeIn("/auth/signup", credentials);
}

/** The second step of a sign-in: a code of the authenticator app, or a recovery code. */
export async function confirmSignIn(code: string): Promise<void> {
  const came = entered(await enter("POST", "/auth/2fa/authenticate", { code }));
  // The service keeps the first step for a quarter of an hour, and for this browser alone; a try
  // before this one may have done the second, without an answer that came.
  if (came.outcome === "pending" && !(await isSignedIn())) throw new Problem(TOO_LATE);
}

/** Ends the session; being signed out already is fine. */
export async function signOut(): Promise<void> {
  await enter("DELETE", SESSION);
}

/** Asks for the mail with the link; the answer is the same whether the address is known or not. */
export async function requestPasswordReset(email: string): Promise<void> {
  await enter("POST", "/auth/password/request", { email });
}

/** Sets a new password by the key of the mail. It does not sign in. */
export async function resetPassword(key: string, password: string): Promise<void> {
  await enter("POST", "/auth/password/reset", { key, password });
}

/** Confirms an address by the key of the mail. */
export async function verifyEmail(key: string): Promise<void> {
  await enter("POST", "/auth/email/verify", { key });
}

/** Whether the service knows who asks. */
export async function isSignedIn(): Promise<boolean> {
  return entered(await enter("GET", SESSION)).outcome === "signed_in";
}

const SESSION = "/auth/session";
const TOO_LATE = { title: "The first step is too long ago", code: "sign_in_over", status: 401 };

async function comeIn(path: string, credentials: Credentials): Promise<SignIn> {
  try {
    return entered(await enter("POST", path, credentials));
  } catch (error) {
    // 409: already signed in, in another tab.
    if (error instanceof Problem && error.status === 409) return { outcome: "signed_in" };
    throw error;
  }
}

function entered({ meta, data }: Envelope): SignIn {
  if (meta?.is_authenticated === true) return { outcome: "signed_in" };
  const { flows } = (data ?? {}) as { flows?: { id: string; is_pending?: boolean }[] };
  const pending = flows?.find((flow) => flow.is_pending === true);
  return { outcome: "pending", step: pending?.id ?? "unknown" };
}

/** One's own password and address. */
import { queryOptions } from "@tanstack/react-query";
import { manage } from "./allauth";
import { type Credentials, type SignIn, isSignedIn, signIn } from "./auth";
import { answerOf, api } from "./client";
import { Problem } from "./problem";

const EMAIL = "/account/email";

/** The address somebody signs in with, and the one it may become. */
export interface Addresses {
  /** Whether the present one was confirmed by the link of a mail. */
  isConfirmed: boolean;
  /** Waits for the link of its mail to be opened. */
  next: string | null;
}

export const addressKey = ["/_allauth/browser/v1/account/email", {}, {}] as const;

export const addressQuery = queryOptions({ queryKey: addressKey, queryFn: addresses });

async function addresses(): Promise<Addresses> {
  const { data } = await manage("GET", EMAIL);
  const held = data as readonly { email: string; verified: boolean; primary: boolean }[];
  return {
    isConfirmed: held.some(({ primary, verified }) => primary && verified),
    next: held.find(({ primary, verified }) => !primary && !verified)?.email ?? null,
  };
}

/** Sends the link that confirms an address of the person once more. */
export async function sendConfirmation(email: string): Promise<void> {
  await manage("PUT", EMAIL, { email });
}

/** Has a link sent to a new address; once it is opened, that address takes the old one's place. */
export async function changeAddress(wish: { email: string; password: string }): Promise<void> {
  await askedAnew(wish.password);
  await manage("POST", EMAIL, { email: wish.email });
}

/**
 * What sets another password, by the present one; all other sessions of the person end. A change
 * whose answer was lost may have happened, and then it is done: this session has another key, which
 * came with that answer or was lost with it. Without it the person is signed in anew by the new
 * password; where a second factor is on, its step follows.
 */
export function changingPassword(email: string) {
  const lost = lostAnswers();
  return async (wish: { present: string; next: string }): Promise<SignIn> => {
    const body = { current_password: wish.present, new_password: wish.next };
    try {
      await lost.noticed(manage("POST", "/account/password/change", body));
    } catch (error) {
      if (!lost.any()) throw error;
      if (await isSessionOver(error)) return signedInAnew({ email, password: wish.next });
      const isWrong = error instanceof Problem && error.code === "enter_current_password";
      if (!isWrong) throw error;
      await askedAnew(wish.next).catch(() => {
        throw error;
      });
    }
    return { outcome: "signed_in" };
  };
}

/**
 * What closes the account for good. Refused with a sentence for the last owner of an organisation.
 * Where the answer was lost, or is that the server failed, being signed out says that it is done.
 */
export function closingAccount() {
  const lost = lostAnswers();
  return async (password: string): Promise<void> => {
    try {
      await askedAnew(password);
      await lost.noticed(answerOf(api.DELETE("/api/v1/me/account")));
    } catch (error) {
      if (!lost.any() || !(await isSessionOver(error))) throw error;
    }
  };
}

/** Whether a change was asked for of which no answer says that it was refused. */
function lostAnswers() {
  let isAny = false;
  return {
    any: () => isAny,
    async noticed(answer: Promise<unknown>): Promise<void> {
      try {
        await answer;
      } catch (error) {
        if (error instanceof Problem && error.mayHaveHappened) isAny = true;
        throw error;
      }
    },
  };
}

async function isSessionOver(error: unknown): Promise<boolean> {
  if (!(error instanceof Problem)) return false;
  return error.status === 401 || (error.mayHaveHappened && !(await isSignedIn()));
}

/** By a password that may be the person's now. Throws `MAYBE_CHANGED` where it does not let in. */
async function signedInAnew(credentials: Credentials): Promise<SignIn> {
  try {
    return await signIn(credentials);
  } catch (error) {
    if (error instanceof Problem && error.isTransient) throw error;
    throw new Problem(MAYBE_CHANGED);
  }
}

// Not 401: the page with its sentence would give way to the sign-in.
const MAYBE_CHANGED = { title: "You are signed out", code: "maybe_changed", status: 409 };

/** The service wants the password once more, within five minutes before such a change. */
export async function askedAnew(password: string): Promise<void> {
  await manage("POST", "/auth/reauthenticate", { password });
}

/** One's own password and address. */
import { queryOptions } from "@tanstack/react-query";
import { manage } from "./allauth";
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
 * What sets another password, by the present one; all other sessions of the person end. Whoever
 * tries again because no answer came may have the new one already: then it is done.
 */
export function changingPassword() {
  const lost = lostAnswers();
  return async (wish: { present: string; next: string }): Promise<void> => {
    const body = { current_password: wish.present, new_password: wish.next };
    try {
      await lost.noticed(manage("POST", "/account/password/change", body));
    } catch (error) {
      const isWrong = error instanceof Problem && error.code === "enter_current_password";
      if (!isWrong || !lost.any()) throw error;
      await askedAnew(wish.next).catch(() => {
        throw error;
      });
    }
  };
}

/**
 * What closes the account for good. Refused with a sentence for the last owner of an organisation.
 * Whoever tries again because no answer came may be signed out already: then it is done.
 */
export function closingAccount() {
  const lost = lostAnswers();
  return async (password: string): Promise<void> => {
    try {
      await askedAnew(password);
      await lost.noticed(answerOf(api.DELETE("/api/v1/me/account")));
    } catch (error) {
      const isSignedOut = error instanceof Problem && error.status === 401;
      if (!isSignedOut || !lost.any()) throw error;
    }
  };
}

/** Whether a change was asked for to which no answer came: it may have happened. */
function lostAnswers() {
  let isAny = false;
  return {
    any: () => isAny,
    async noticed(answer: Promise<unknown>): Promise<void> {
      try {
        await answer;
      } catch (error) {
        if (error instanceof Problem && error.isTransient) isAny = true;
        throw error;
      }
    },
  };
}

/** The service wants the password once more, within five minutes before such a change. */
export async function askedAnew(password: string): Promise<void> {
  await manage("POST", "/auth/reauthenticate", { password });
}

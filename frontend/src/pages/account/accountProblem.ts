import { Problem } from "@/api/problem";
import type { Translate } from "@/model/i18n";

/** Our sentences for the refusals of signing in; the library's own words for the rest. */
const WORDS: Record<string, string> = {
  email_password_mismatch: "account.mismatch",
  too_many_login_attempts: "account.tooMany",
  too_many_tries: "account.tooMany",
  email_taken: "account.taken",
  password_too_short: "account.tooShort",
  password_too_common: "account.tooCommon",
  password_entirely_numeric: "account.allDigits",
  password_too_similar: "account.tooSimilar",
  invalid_password_reset: "account.linkUsed",
  invalid_or_expired_key: "account.linkUsed",
  incorrect_code: "account.wrongCode",
  incorrect_password: "account.wrongPassword",
  enter_current_password: "account.wrongPassword",
  duplicate_email: "account.sameAddress",
  add_email_blocked: "account.factorFirst",
  unverified_email: "account.confirmFirst",
  rate_limited: "account.tooMany",
  sign_in_over: "account.startAgain",
  signed_out: "account.signedOut",
  maybe_changed: "account.maybeChanged",
  required: "account.required",
};

/** The same problem in our words. */
export function accountProblem(error: Error | null, t: Translate): Error | null {
  if (!(error instanceof Problem)) return error;
  const wordsFor = (code: string, otherwise: string) => {
    const key = WORDS[code];
    return key === undefined ? otherwise : t(key);
  };
  const errors = error.errors.map((place) => ({
    ...place,
    message: wordsFor(place.code, place.message),
  }));
  const title = wordsFor(error.code, error.title);
  const { type, code, status } = error;
  return new Problem({ type, code, status, title, errors }, error.retryAfterSeconds);
}

/** The second factor of one's own sign-in: an authenticator app, and recovery codes. */
import { type Envelope, manage, manageOrNone } from "./allauth";
import { askedAnew } from "./own-account";
import { Problem } from "./problem";

const ALL = "/account/authenticators";
const APP = `${ALL}/totp`;
const CODES = `${ALL}/recovery-codes`;

export interface SecondFactor {
  isOn: boolean;
  /** Recovery codes that were not used yet. */
  codesLeft: number;
}

/** What an authenticator app is told: by hand, or through a link or a picture. */
export interface AppKey {
  secret: string;
  /** `otpauth://totp/...` */
  link: string;
}

export async function secondFactor(): Promise<SecondFactor> {
  const { data } = await manage("GET", ALL);
  const held = data as readonly { type: string; unused_code_count?: number }[];
  const codes = held.find(({ type }) => type === "recovery_codes");
  return {
    isOn: held.some(({ type }) => type === "totp"),
    codesLeft: codes?.unused_code_count ?? 0,
  };
}

/** A new key for an app: another one each time. Null where the second factor is on already. */
export async function newAppKey(): Promise<AppKey | null> {
  const { status, meta } = await manageOrNone(APP);
  if (status !== 404) return null;
  return { secret: String(meta?.["secret"]), link: String(meta?.["totp_url"]) };
}

/**
 * Turns it on by a code of the app; the recovery codes are told this once. Whoever tries again
 * because no answer came finds it on, and is told codes, made anew where the first ones were told.
 */
export async function turnOn(proof: { password: string; code: string }): Promise<string[]> {
  await askedAnew(proof.password);
  if (!(await secondFactor()).isOn) await activate(proof.code);
  const told = codesIn(await manage("GET", CODES));
  return told.length > 0 ? told : codesIn(await manage("POST", CODES));
}

/** The key ends with the first code that is taken: the same code is called wrong from then on. */
async function activate(code: string): Promise<void> {
  try {
    await manage("POST", APP, { code });
  } catch (error) {
    const isWrong = error instanceof Problem && error.code === "incorrect_code";
    if (!isWrong || !(await secondFactor()).isOn) throw error;
  }
}

/** Makes the recovery codes anew: the old ones end. */
export async function newRecoveryCodes(password: string): Promise<string[]> {
  await askedAnew(password);
  return codesIn(await manage("POST", CODES));
}

export async function turnOff(password: string): Promise<void> {
  await askedAnew(password);
  await manage("DELETE", APP);
}

function codesIn({ data }: Envelope): string[] {
  return (data as { unused_codes?: string[] }).unused_codes ?? [];
}

const KEY = "guildmark-language";

/** The language chosen on this device; "" where none was, or where storage is forbidden. */
export function deviceLanguage(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/** Keeps the choice for the next visit; "" forgets it. */
export function keepDeviceLanguage(code: string): void {
  try {
    if (code === "") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, code);
  } catch {
    // Storage can be forbidden; the choice then lasts as long as the page.
  }
}

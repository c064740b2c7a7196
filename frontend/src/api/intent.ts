/**
 * The Idempotency-Key of what a person means to do, kept until the server has answered it.
 *
 * Pressing "Send" again after a broken connection is the same intent, so it carries the same key
 * and has one effect. A changed body, or a new press after an answer, is a new intent.
 */
export class Intent {
  private pending: { fingerprint: string; key: string } | null = null;

  /** The key for this body: the pending one when the body is the same, else a new one. */
  keyFor(body: unknown): string {
    const fingerprint = JSON.stringify(body) ?? "";
    if (this.pending?.fingerprint !== fingerprint) {
      this.pending = { fingerprint, key: newKey() };
    }
    return this.pending.key;
  }

  /** The server has decided; the next press is a new intent. */
  settle(): void {
    this.pending = null;
  }
}

/** 128 random bits; `crypto.randomUUID` is missing on plain http in a local network. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

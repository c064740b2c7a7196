const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** Django's token for unsafe requests, from its cookie; "" before the first page. */
export function csrfToken(): string {
  const found = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie);
  return found?.[1] === undefined ? "" : decodeURIComponent(found[1]);
}

export function isUnsafe(method: string): boolean {
  return !SAFE.has(method.toUpperCase());
}

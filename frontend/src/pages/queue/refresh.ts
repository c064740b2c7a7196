/** How often the page looks again; the server's answers are up to five seconds old. */
export const REFRESH_MS = 10_000;

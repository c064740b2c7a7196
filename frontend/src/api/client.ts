import createClient, { type Middleware } from "openapi-fetch";
import { csrfToken, isUnsafe } from "./csrf";
import { languageHeader } from "./language";
import { problemOf, unreachable } from "./problem";
import type { paths } from "./schema";
import { serverClock } from "./server-clock";

const signed: Middleware = {
  onRequest({ request }) {
    if (isUnsafe(request.method)) request.headers.set("X-CSRFToken", csrfToken());
    for (const [name, value] of Object.entries(languageHeader())) request.headers.set(name, value);
    return request;
  },
  onResponse({ response }) {
    serverClock.hear(response.headers.get("Date"));
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === "AbortError") return undefined;
    return unreachable(error);
  },
};

/** The typed client of the whole API: `api.GET("/api/v1/projects/{project_id}", {params})`. */
export const api = createClient<paths>({
  baseUrl: globalThis.location.origin,
  // Looked up at each call, so that a test can put another in its place.
  fetch: (request) => globalThis.fetch(request),
});
api.use(signed);

/** What openapi-fetch answers, as far as `answerOf` reads it. */
export interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The data of a call; throws `Problem` when it was refused or no answer came. */
export async function answerOf<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(response, error);
  // A 204 has no body, and its type says so: `Data` is then `undefined`.
  return data as Data;
}

/** What a request was: what it narrows to, its body as JSON and its headers. */
export interface Sent {
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly headers: Headers;
}

type Reply = unknown | ((sent: Sent) => unknown);

/** Answers by "METHOD /path": a value (200), a `Response`, or a function of what was sent. */
export type Replies = Readonly<Record<string, Reply>>;

/**
 * Stands in for the network: the one thing that leaves the process. A route without an answer is
 * a 404, so a forgotten one shows. Returns what was sent, in order.
 */
export function fakeServer(replies: Replies): Sent[] {
  const sent: Sent[] = [];
  globalThis.fetch = async (input, init) => {
    const request = input instanceof Request ? input : new Request(absolute(input), init);
    const url = new URL(request.url);
    const route = `${request.method} ${url.pathname}`;
    const text = await request.text();
    const one = {
      route,
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      body: text === "" ? null : JSON.parse(text),
    };
    sent.push(one);
    if (!(route in replies)) return json({ title: route, status: 404, code: "not_found" }, 404);
    const reply = replies[route];
    const answer = typeof reply === "function" ? (reply as (sent: Sent) => unknown)(one) : reply;
    const value = await answer;
    return value instanceof Response ? value : json(value, 200);
  };
  return sent;
}

/** An answer in JSON; problems too. */
export function json(value: unknown, status: number): Response {
  const type = status >= 400 ? "application/problem+json" : "application/json";
  return new Response(JSON.stringify(value), { status, headers: { "Content-Type": type } });
}

/** An answer that says, as every answer of a server does, when it was given; ISO 8601. */
export function dated(value: unknown, at: string): Response {
  const answer = json(value, 200);
  answer.headers.set("Date", new Date(at).toUTCString());
  return answer;
}

function absolute(input: string | URL): string {
  return new URL(input, globalThis.location.origin).href;
}

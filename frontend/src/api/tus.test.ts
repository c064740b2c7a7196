import { expect, it, vi } from "vitest";
import { sendInParts, Unreadable } from "./tus";

const URL = "/api/v1/imports/1/uploads";
const AT = "/api/v1/uploads/7";

/** A server that holds bytes; `breaks` says how many bytes of the nth part arrive before it ends. */
function tusServer(breaks: Readonly<Record<number, number>> = {}) {
  let held = "";
  let parts = 0;
  const asked: string[] = [];
  globalThis.fetch = async (input, init) => {
    const { method = "GET", headers, body } = init ?? {};
    asked.push(`${method} ${String(input)}`);
    const state = () => ({ "Upload-Offset": String(held.length) });
    if (method === "POST") return new Response(null, { status: 201, headers: { Location: AT } });
    if (method === "HEAD") return new Response(null, { headers: state() });
    const said = new Headers(headers).get("Upload-Offset");
    if (said !== String(held.length)) {
      const problem = { title: "elsewhere", status: 409, code: "offset_differs" };
      return new Response(JSON.stringify(problem), { status: 409 });
    }
    const text = await (body as Blob).text();
    const most = breaks[parts];
    parts += 1;
    held += text.slice(0, most);
    if (most !== undefined) throw new TypeError("network");
    return new Response(null, { status: 204, headers: state() });
  };
  return { asked, held: () => held };
}

const file = new File(["the whole file"], "a.txt");

it("announces a file and sends it", async () => {
  const server = tusServer();

  await sendInParts(URL, file, { metadata: { filename: "ä.txt" } });

  expect(server.held()).toBe("the whole file");
  expect(server.asked).toEqual([`POST ${URL}`, `PATCH ${AT}`]);
});

it("goes on where the server stands after the connection broke", async () => {
  const server = tusServer({ 0: 4, 1: 5 });
  const seen: number[] = [];

  await sendInParts(URL, file, { metadata: {}, onProgress: (bytes) => seen.push(bytes) });

  expect(server.held()).toBe("the whole file");
  expect(seen).toEqual([0, 4, 9, 14]);
});

it("goes on with an upload that was begun before", async () => {
  const server = tusServer({ 0: 6 });
  const stopped = new AbortController();
  await sendInParts(URL, file, {
    metadata: {},
    signal: stopped.signal,
    onProgress: (bytes) => bytes > 0 && stopped.abort(),
  }).catch(() => undefined);

  await sendInParts(URL, file, { metadata: {}, address: AT });

  expect(server.held()).toBe("the whole file");
});

it("waits for a server that is away, and stops at a refusal", async () => {
  vi.useFakeTimers();
  let calls = 0;
  globalThis.fetch = () => {
    calls += 1;
    if (calls < 3) return Promise.reject(new TypeError("network"));
    const problem = { title: "Too large", status: 413, code: "upload_too_large" };
    return Promise.resolve(new Response(JSON.stringify(problem), { status: 413 }));
  };

  const refused = expect(sendInParts(URL, file, { metadata: {} })).rejects.toMatchObject({
    code: "upload_too_large",
  });
  await vi.advanceTimersByTimeAsync(2_000);
  await refused;

  expect(calls).toBe(3);
  vi.useRealTimers();
});

it("gives a file up that the browser cannot read, instead of waiting for the server", async () => {
  const server = tusServer();
  const gone = new File(["the whole file"], "gone.jpg");
  gone.slice = () => {
    const part = new Blob(["the"]);
    part.arrayBuffer = () => Promise.reject(new DOMException("moved", "NotFoundError"));
    return part;
  };

  const sent = sendInParts(URL, gone, { metadata: {} });

  await expect(sent).rejects.toThrow(Unreadable);
  await expect(sent).rejects.toMatchObject({ fileName: "gone.jpg" });
  expect(server.asked).toEqual([`POST ${URL}`]);
});

it("says that it waits, and that it does no longer", async () => {
  vi.useFakeTimers();
  const server = tusServer();
  const answering = globalThis.fetch;
  let lost = 2;
  globalThis.fetch = (input, init) => {
    lost -= 1;
    return lost < 0 ? answering(input, init) : Promise.reject(new TypeError("network"));
  };
  const waits: boolean[] = [];

  const sent = sendInParts(URL, file, { metadata: {}, onWait: (is) => waits.push(is) });
  await vi.advanceTimersByTimeAsync(2_000);
  await sent;

  expect(waits).toEqual([true, true, false]);
  expect(server.held()).toBe("the whole file");
  vi.useRealTimers();
});

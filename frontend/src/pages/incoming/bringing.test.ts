import { expect, it, vi } from "vitest";
import { sendForm } from "@/api/upload";
import { bring } from "./bringing";

vi.mock("@/api/upload", () => ({
  uploadFile: vi.fn(async (url: string) => ({ by: `file ${url}` })),
  sendForm: vi.fn(async (url: string, fields: object) => ({ by: `form ${url}`, fields })),
}));

const file = new File(["the whole file"], "labels.zip", { lastModified: 5 });

const NOTHING = { count: 0, next: null, previous: null, results: [] };

/**
 * A server with parcels, 9 for the file of the tests and 8 for any other, of which 9 has begun to
 * take something; the connection breaks after so many bytes, once.
 */
function importing(breaksAfter: number, begun: object[] = []) {
  const parcels = (fingerprint: string) => (fingerprint === "labels.zip 14 5" ? 9 : 8);
  let held = "";
  let isBroken = false;
  const asked: string[] = [];
  globalThis.fetch = async (input, init) => {
    const request = input instanceof Request ? input : null;
    const url = request?.url ?? String(input);
    const method = request?.method ?? init?.method ?? "GET";
    const path = new URL(url, "http://here").pathname;
    asked.push(`${method} ${path}`);
    const json = (body: unknown, status = 200) =>
      new Response(JSON.stringify(body), {
        status,
        headers: { "Content-Type": "application/json" },
      });
    if (path === "/api/v1/projects/2/label-parcels") {
      const { fingerprint } = (await request?.json()) as { fingerprint: string };
      return json({ id: parcels(fingerprint), is_collecting: true }, 201);
    }
    if (path === "/api/v1/imports/8/uploads" && method === "GET") return json(NOTHING);
    if (path === "/api/v1/imports/9/uploads" && method === "GET") {
      return json({ count: begun.length, next: null, previous: null, results: begun });
    }
    const state = { "Upload-Offset": String(held.length), Location: "/api/v1/uploads/7" };
    if (method === "POST") return new Response(null, { status: 201, headers: state });
    if (method === "HEAD") return new Response(null, { headers: state });
    const text = await (init?.body as Blob).text();
    held += isBroken ? text : text.slice(0, breaksAfter);
    if (!isBroken) {
      isBroken = true;
      throw new TypeError("network");
    }
    return new Response(null, { status: 204, headers: { "Upload-Offset": String(held.length) } });
  };
  return { asked, held: () => held };
}

const asked = (more: object) => ({
  projectId: 2,
  file,
  isInParts: true,
  fields: { purpose: "truth" },
  headers: { "Idempotency-Key": "k" },
  parcels: new Map<string, number>(),
  onProgress: () => undefined,
  onWait: () => undefined,
  ...more,
});

it("sends a large file in parts, goes on after a break, and names the import", async () => {
  const server = importing(6);
  const shares: number[] = [];

  const made = await bring(asked({ onProgress: (share: number) => shares.push(share) }));

  expect(server.held()).toBe("the whole file");
  expect(shares.at(-1)).toBe(1);
  expect(server.asked.slice(-4)).toEqual([
    "POST /api/v1/imports/9/uploads",
    "PATCH /api/v1/uploads/7",
    "HEAD /api/v1/uploads/7",
    "PATCH /api/v1/uploads/7",
  ]);
  expect(made).toEqual({
    by: "form /api/v1/projects/2/label-imports",
    fields: { purpose: "truth", import_id: "9" },
  });
});

it("does not send again what the server has of the same file", async () => {
  const whole = { id: 7, fingerprint: "labels.zip 14 5", received: 14, byte_count: 14 };
  const server = importing(6, [whole]);

  await bring(asked({}));

  expect(server.asked.filter((one) => one.startsWith("PATCH"))).toEqual([]);
});

it("sends a file that was made anew into a parcel of its own, from its beginning", async () => {
  const half = { id: 7, fingerprint: "labels.zip 14 5", received: 6, byte_count: 14 };
  const server = importing(99, [half]);
  const anew = new File(["the whole file"], "labels.zip", { lastModified: 6 });

  const made = await bring(asked({ file: anew }));

  expect(server.asked).toContain("POST /api/v1/imports/8/uploads");
  expect(server.held()).toBe("the whole file");
  expect(made).toMatchObject({ fields: { import_id: "8" } });
});

it("says what the server refuses before anything is sent", async () => {
  const server = importing(6);
  const answers = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.endsWith("/label-parcels")) return answers(input, init);
    const problem = { code: "project_not_labelled", title: "It needs a dataset", status: 409 };
    return new Response(JSON.stringify(problem), {
      status: 409,
      headers: { "Content-Type": "application/problem+json" },
    });
  };

  await expect(bring(asked({}))).rejects.toMatchObject({ code: "project_not_labelled" });

  expect(server.asked).toEqual([]);
});

it("sends a small file with its form", async () => {
  const server = importing(6);

  const small = await bring(asked({ isInParts: false }));

  expect(small).toEqual({ by: "file /api/v1/projects/2/label-imports" });
  expect(server.asked).toEqual([]);
});

it("sends the form alone again when its answer was lost, and the file with another intent", async () => {
  const server = importing(99);
  const parcels = new Map<string, number>();
  const ofParcels = () => server.asked.filter((one) => one.endsWith("/label-parcels")).length;
  vi.mocked(sendForm).mockRejectedValueOnce(new TypeError("network"));
  await expect(bring(asked({ parcels }))).rejects.toThrow("network");
  const before = server.asked.length;

  const made = await bring(asked({ parcels }));
  const after = server.asked.length;
  await bring(asked({ parcels, headers: { "Idempotency-Key": "another" } }));

  expect(made).toMatchObject({ fields: { import_id: "9" } });
  expect([after, ofParcels()]).toEqual([before, 2]);
});

import { csrfToken } from "./csrf";
import { languageHeader } from "./language";
import { Problem, problemOf, unreachable } from "./problem";

/** What the protocol calls itself. */
const TUS = { "Tus-Resumable": "1.0.0" };
/** What is sent at once; less than this needs no parts. */
export const PART_BYTES = 8 * 1024 * 1024;
const WAITS_MS = [500, 1_000, 2_000, 4_000, 8_000];

/** The browser cannot read the file any more: it was moved, changed or taken away. */
export class Unreadable extends Error {
  readonly fileName: string;

  constructor(fileName: string, cause: unknown) {
    super(`${fileName} cannot be read`, { cause });
    this.name = "Unreadable";
    this.fileName = fileName;
  }
}

interface TusOptions {
  /** Told to the server with the file. */
  metadata: Readonly<Record<string, string>>;
  /** Bytes of the file that the server has. */
  onProgress?: (bytes: number) => void;
  /** Whether the server is waited for, which does not answer. */
  onWait?: (isWaiting: boolean) => void;
  signal?: AbortSignal;
  /** The address of an upload that was begun before. */
  address?: string;
}

/**
 * Sends a file in parts (tus 1.0.0) to the uploads at `url`. A lost connection is waited for, and
 * the upload goes on where the server stands. Rejects with `Problem` where the server refuses, and
 * with `Unreadable`.
 */
export async function sendInParts(url: string, file: File, options: TusOptions): Promise<void> {
  const address = options.address ?? (await patiently(() => open(url, file, options), options));
  let offset = options.address === undefined ? 0 : await standing(address, options);
  while (offset < file.size) {
    options.onProgress?.(offset);
    offset = await nextOffset(address, file, offset, options);
  }
  options.onProgress?.(file.size);
}

/** Where the upload stands after one more part; after a broken one, where the server says. */
async function nextOffset(address: string, file: File, offset: number, options: TusOptions) {
  try {
    return await sendPart(address, file, offset, options);
  } catch (error) {
    if (!isWorthATry(error)) throw error;
    return standing(address, options);
  }
}

async function open(url: string, file: File, { metadata, signal }: TusOptions): Promise<string> {
  const told = Object.entries(metadata).map(([name, value]) => `${name} ${base64(value)}`);
  const response = await ask("POST", url, signal, {
    "Upload-Length": String(file.size),
    "Upload-Metadata": told.join(","),
  });
  return response.headers.get("Location") ?? "";
}

/** How many bytes the server has. */
function standing(address: string, options: TusOptions): Promise<number> {
  return patiently(async () => {
    const response = await ask("HEAD", address, options.signal, {});
    return Number(response.headers.get("Upload-Offset"));
  }, options);
}

async function sendPart(address: string, file: File, offset: number, { signal }: TusOptions) {
  const headers = {
    "Upload-Offset": String(offset),
    "Content-Type": "application/offset+octet-stream",
  };
  const part = await bytesOf(file, offset);
  const response = await ask("PATCH", address, signal, headers, part);
  return Number(response.headers.get("Upload-Offset"));
}

/**
 * The next part of the file, read before it is sent: a file that cannot be read would look to fetch
 * like a server that cannot be reached, and would be tried again for ever.
 */
async function bytesOf(file: File, offset: number): Promise<Blob> {
  try {
    return new Blob([await file.slice(offset, offset + PART_BYTES).arrayBuffer()]);
  } catch (error) {
    throw new Unreadable(file.name, error);
  }
}

async function ask(
  method: string,
  url: string,
  signal: AbortSignal | undefined,
  headers: Record<string, string>,
  body?: Blob,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers: { ...TUS, "X-CSRFToken": csrfToken(), ...languageHeader(), ...headers },
      ...(signal === undefined ? {} : { signal }),
      ...(body === undefined ? {} : { body }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw unreachable(error);
  }
  const said = await bodyOf(response); // read in any case: a body nobody reads holds its connection
  if (!response.ok) throw problemOf(response, said);
  return response;
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return (await response.json()) as unknown;
  } catch {
    return null; // HEAD has none, and a proxy's page says nothing to us
  }
}

/** Tries again while the server cannot be reached, slower each time, at most every 8 seconds. */
async function patiently<Value>(what: () => Promise<Value>, { signal, onWait }: TusOptions) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const found = await what();
      if (attempt > 0) onWait?.(false);
      return found;
    } catch (error) {
      if (!isWorthATry(error)) throw error;
      onWait?.(true);
      await pause(WAITS_MS[Math.min(attempt, WAITS_MS.length - 1)] ?? 0, signal);
    }
  }
}

/** A connection that broke, a server that is away, a part that another tab has sent. */
function isWorthATry(error: unknown): boolean {
  return error instanceof Problem && (error.isTransient || error.code === "offset_differs");
}

/** Ends early when the browser says that it is online again. */
function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener("online", done);
    signal?.addEventListener("abort", () => reject(new DOMException("Stopped", "AbortError")));
  });
}

/** Base64 of UTF-8. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

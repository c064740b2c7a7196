import { csrfToken } from "./csrf";
import { languageHeader } from "./language";
import type { Problem } from "./problem";
import { problemOf, unreachable } from "./problem";

interface UploadOptions {
  /** The form's other fields. */
  fields?: Readonly<Record<string, string>>;
  headers?: Record<string, string>;
  /** From 0 to 1, as bytes leave. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
}

/**
 * Sends one file as the form field `file`; resolves with the answer's JSON, rejects with `Problem`.
 *
 * By XMLHttpRequest, for fetch does not tell how much of a body has left.
 */
export function uploadFile<Data>(
  url: string,
  file: File,
  options: UploadOptions = {},
): Promise<Data> {
  const form = formOf(options.fields ?? {});
  form.append("file", file, file.name);
  return sendBody(url, form, options);
}

/** Sends a form without a file; resolves and rejects alike. */
export function sendForm<Data>(
  url: string,
  fields: Readonly<Record<string, string>>,
  options: Omit<UploadOptions, "fields"> = {},
): Promise<Data> {
  return sendBody(url, formOf(fields), options);
}

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

function sendBody<Data>(url: string, form: FormData, options: UploadOptions): Promise<Data> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("X-CSRFToken", csrfToken());
    for (const [name, value] of Object.entries({ ...languageHeader(), ...options.headers })) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = ({ loaded, total }) => options.onProgress?.(loaded / total);
    request.onerror = () => reject(unreachable(null));
    request.onabort = () => reject(new DOMException("The upload was stopped", "AbortError"));
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(body as Data);
      else reject(refusal(request, body));
    };
    options.signal?.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // A proxy's page, not ours: the status says what is to be said.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function refusal(request: XMLHttpRequest, body: unknown): Problem {
  const retryAfter = request.getResponseHeader("Retry-After");
  const headers = retryAfter === null ? undefined : { "Retry-After": retryAfter };
  return problemOf(new Response(null, { status: request.status, headers }), body);
}

/**
 * Uploads a file with tus-js-client, as a program of somebody else's would.
 *
 * node tus-upload.mjs ENDPOINT KEY FILE; writes what happened as one JSON object.
 */
import console from "node:console";
import { createReadStream, statSync } from "node:fs";
import { basename } from "node:path";
import process from "node:process";
import { Upload } from "tus-js-client";

const [endpoint, key, path] = process.argv.slice(2);
let retries = 0;
let resumedAt = 0;

const upload = new Upload(createReadStream(path), {
  endpoint,
  uploadSize: statSync(path).size,
  chunkSize: Infinity,
  retryDelays: [100, 500, 1000],
  headers: { Authorization: `Bearer ${key}` },
  metadata: { filename: basename(path), filetype: "image/png" },
  onShouldRetry() {
    retries += 1;
    return true;
  },
  onAfterResponse(request, response) {
    if (request.getMethod() === "HEAD") resumedAt = Number(response.getHeader("Upload-Offset"));
  },
  onError(error) {
    console.error(String(error));
    process.exit(1);
  },
  onSuccess() {
    console.log(JSON.stringify({ url: upload.url, retries, resumed_at: resumedAt }));
  },
});
upload.start();

/** Runs a plug-in of the installation beside the page: it is handed a crop, no more. */

import { askPlugin, type Plugin } from "@/model/cutout/plugin";
import type { CutAsked, CutFound } from "./worker-cutter";

let plugin: Promise<Plugin> | null = null;

async function loaded(url: string): Promise<Plugin> {
  const found = (await import(/* @vite-ignore */ url)) as Plugin;
  await found.load?.();
  return found;
}

self.addEventListener("message", ({ data }: MessageEvent<CutAsked | { url: string }>) => {
  if ("url" in data) plugin = loaded(data.url);
  else void answer(data);
});

/** Whatever a stranger's program throws is said as one thing: it failed. */
async function answer({ number, ...wanted }: CutAsked): Promise<void> {
  let found: CutFound = { number, marks: null, hasFailed: true };
  try {
    if (plugin !== null) found = { number, marks: await askPlugin(await plugin, wanted) };
  } finally {
    self.postMessage(found);
  }
}

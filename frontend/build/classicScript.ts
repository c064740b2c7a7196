import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

/**
 * Puts one classic, blocking script of our own at the head of the page, as a hashed file.
 *
 * Module scripts run after the first paint; the colour scheme must be known before it, and the
 * content security policy allows no inline script.
 */
export function classicScript(path: string): Plugin {
  let reference = "";
  let isBuild = false;
  return {
    name: "guildmark-classic-script",
    configResolved(config) {
      isBuild = config.command === "build";
    },
    buildStart() {
      if (!isBuild) return;
      const source = readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
      reference = this.emitFile({ type: "asset", name: "scheme.js", source });
    },
    transformIndexHtml: {
      order: "post",
      handler(_html, context) {
        const built = Object.values(context.bundle ?? {}).find(
          (file) => file.type === "asset" && reference !== "" && file.names.includes("scheme.js"),
        );
        const src = built ? `/${built.fileName}` : `/${path}`;
        return [{ tag: "script", attrs: { src }, injectTo: "head" }];
      },
    },
  };
}

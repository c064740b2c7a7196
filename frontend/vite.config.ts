import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { classicScript } from "./build/classicScript.ts";

const SERVER = process.env.GUILDMARK_SERVER ?? "http://127.0.0.1:8000";

/** The policy the server sends; the preview sends it too, so that a breach shows before release. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'nonce-__CSP_NONCE__'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
].join("; ");

const proxy = Object.fromEntries(
  ["/api", "/_allauth", "/media", "/healthz", "/readyz"].map((path) => [path, SERVER]),
);

const OFTEN =
  /\/Icon(Check|Dots|InfoCircle|Lock|LockOpen|Minus|PlayerSkipForward|Plus|Square|Trash)\.mjs$/;

/** What stands beside a picture, in work and in practice: in files of their own they are larger. */
const BESIDE = /src\/pages\/(guideline\/asking|work\/use-(aids|guideline|guideline-change))\./;

export default defineConfig(({ mode }) => ({
  base: "/",
  plugins: [react(), classicScript("src/pages/shell/scheme.js")],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  define: {
    // The page of all shared parts exists for people who build, not in what is released.
    __WITH_PARTS__: JSON.stringify(mode !== "production"),
  },
  build: {
    outDir: mode === "test" ? "dist-test" : "dist",
    assetsDir: "assets",
    assetsInlineLimit: 0,
    target: "baseline-widely-available",
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: "tanstack", test: /node_modules\/@tanstack\// },
            {
              name: "icon",
              test: /icons-react\/dist\/esm\/(createReactComponent|defaultAttributes)/,
            },
            // What the workspace shows first, and others too: alone each would be a file.
            { name: "icons", test: OFTEN },
            { name: "beside", test: BESIDE },
          ],
        },
      },
    },
  },
  server: { proxy },
  preview: { proxy, headers: { "Content-Security-Policy": POLICY } },
}));

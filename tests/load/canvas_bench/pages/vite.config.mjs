import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** One engine a build, so that the size of what is loaded is that engine's own. */
export default {
  root: here("."),
  base: "./",
  resolve: {
    alias: {
      "@engine": here(`./engines/${process.env.BENCH_ENGINE}.ts`),
      "@": here("../../../../frontend/src"),
    },
  },
  define: { __WITH_PARTS__: "false" },
  build: { outDir: process.env.BENCH_OUT, emptyOutDir: true, assetsInlineLimit: 0 },
  worker: { format: "es" },
};

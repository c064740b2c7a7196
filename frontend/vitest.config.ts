import { defineConfig, mergeConfig } from "vitest/config";
import vite from "./vite.config.ts";

/** Tests of what must work without a browser; they would fail on the first touch of its DOM. */
const HEADLESS = ["src/{model,tools}/**/*.test.ts"];

// Apart from vite's own configuration, which builds where nothing for tests is installed.
export default defineConfig((environment) =>
  mergeConfig(vite(environment), {
    test: {
      restoreMocks: true,
      testTimeout: 60_000,
      // Pages are drawn and thrown away: with little room for what is young, a tenth of all time
      // goes into looking it through.
      execArgv: ["--max-semi-space-size=64"],
      projects: [
        {
          // What draws nothing needs no page, which is made anew for every file, and may share
          // what it imports: the model has no state but what is passed in.
          extends: true,
          test: { name: "model", environment: "node", isolate: false, include: HEADLESS },
        },
        {
          extends: true,
          test: {
            name: "page",
            environment: "happy-dom",
            // Each file would import the whole application anew, longer than its tests take.
            isolate: false,
            include: ["src/**/*.test.{ts,tsx}"],
            exclude: HEADLESS,
            setupFiles: ["./src/testing/setup.ts"],
          },
        },
      ],
      // Nothing is laid out here, so a focus trap finds nothing to focus and prints the whole page.
      onConsoleLog: (text: string) => !text.includes("use-focus-trap"),
    },
  }),
);

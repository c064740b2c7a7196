/**
 * The product's build with the libraries of the shell in a chunk of their own, so that a bench can
 * say what the application itself weighs: `vite build --config build/split.config.ts`.
 */

import { mergeConfig } from "vite";
import product from "../vite.config.ts";

/** Icons and the index of shapes belong to what uses them. */
const LIBRARIES = /node_modules\/(?!@tabler\/|flatbush\/|flatqueue\/)/;

export default (env: Parameters<typeof product>[0]) =>
  mergeConfig(product(env), {
    build: {
      rolldownOptions: {
        output: { codeSplitting: { groups: [{ name: "libraries", test: LIBRARIES }] } },
      },
    },
  });

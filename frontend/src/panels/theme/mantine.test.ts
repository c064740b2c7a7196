import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";

const SRC = resolve(import.meta.dirname, "../..");
const STYLES = resolve(SRC, "../node_modules/@mantine/core/styles");

function sources(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".tsx"))
    .map((path) => readFileSync(join(SRC, path), "utf8"));
}

function mantineNames(source: string): string[] {
  const imports = source.matchAll(/import\s*\{([^}]*)\}\s*from "@mantine\/core"/g);
  return [...imports].flatMap(([, names]) =>
    (names ?? "").split(",").map((name) => name.trim().replace(/^type /, "")),
  );
}

it("loads the style sheet of every Mantine component in use", () => {
  const listed = readFileSync(join(import.meta.dirname, "mantine.ts"), "utf8");
  const used = new Set(sources().flatMap(mantineNames));
  const withSheet = [...used].filter((name) => existsSync(join(STYLES, `${name}.layer.css`)));

  const missing = withSheet.filter((name) => !listed.includes(`/${name}.layer.css`));

  expect(withSheet.length).toBeGreaterThan(3);
  expect(missing).toEqual([]);
});

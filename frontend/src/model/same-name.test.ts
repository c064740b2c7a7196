import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { repeated } from "./same-name";
import type { SchemaDefinition } from "./schema";

interface Case {
  name: string;
  definition: SchemaDefinition;
  problems: { code: string; path: string }[];
}

const TABLE = resolve(import.meta.dirname, "../../../tests/cases/schemas.json");
const { cases } = JSON.parse(readFileSync(TABLE, "utf8")) as { cases: Case[] };
const whole = cases.filter(({ problems }) =>
  problems.every(({ code }) => code === "duplicate_name"),
);

type Named = readonly { readonly name?: string }[] | undefined;

/** Every list of a schema whose names people tell apart, by where it stands. */
function lists({ labels, questions }: SchemaDefinition): readonly [string, Named][] {
  const ofLabels = labels.flatMap(({ attributes, skeleton }, at): [string, Named][] => [
    [`/labels/${at}/attributes`, attributes],
    [`/labels/${at}/skeleton/points`, skeleton?.points],
    ...(attributes ?? []).map(({ options }, place): [string, Named] => [
      `/labels/${at}/attributes/${place}/options`,
      options,
    ]),
  ]);
  const ofQuestions = questions.map(({ options }, at): [string, Named] => [
    `/questions/${at}/options`,
    options,
  ]);
  return [["/labels", labels], ...ofLabels, ...ofQuestions];
}

it.each(whole)("names are used twice where the shared table says: $name", (one) => {
  const found = lists(one.definition).flatMap(([path, entries]) =>
    [...repeated((entries ?? []).map(({ name }) => name ?? ""))].map((at) => `${path}/${at}/name`),
  );

  expect(found).toEqual(one.problems.map(({ path }) => path));
});

it("entries without a name have none in common", () => {
  expect([...repeated(["", " ", "Coin", "", "coin"])]).toEqual([4]);
});

import { expect, it } from "vitest";
import { fakeServer, json } from "@/testing/fakeServer";
import { PROJECT } from "@/testing/staff";
import { makeDataset, type NameKeys } from "./first-dataset";

const TAKEN = { title: "Another has this name", status: 409, code: "dataset_name_taken" };

it("takes the next name where the project's own is taken, and says so to the project", async () => {
  const sent = fakeServer({
    "POST /api/v1/organisations/4/datasets": ({ body }: { body: unknown }) =>
      (body as { name: string }).name === "Coins" ? json(TAKEN, 409) : { id: 9 },
    "PATCH /api/v1/projects/1": {},
  });

  expect(await makeDataset(PROJECT, new Map())).toBe(9);

  expect(sent.map(({ body }) => body)).toEqual([
    { name: "Coins" },
    { name: "Coins 2" },
    { dataset_id: 9 },
  ]);
});

it("asks for the same dataset again after an answer that was lost, whatever names were taken", async () => {
  let isLost = true;
  const sent = fakeServer({
    "POST /api/v1/organisations/4/datasets": ({ body }: { body: unknown }) => {
      if ((body as { name: string }).name === "Coins") return json(TAKEN, 409);
      if (isLost) throw new TypeError("Failed to fetch");
      return { id: 9 };
    },
    "PATCH /api/v1/projects/1": {},
  });
  const keys: NameKeys = new Map();
  await expect(makeDataset(PROJECT, keys)).rejects.toThrow();
  isLost = false;

  await makeDataset(PROJECT, keys);

  const asked = sent.filter(({ route }) => route.startsWith("POST"));
  const said = asked.map(({ body, headers }) => [
    (body as { name: string }).name,
    headers.get("Idempotency-Key"),
  ]);
  expect(said.slice(2)).toEqual(said.slice(0, 2));
  expect(said.map(([name]) => name)).toEqual(["Coins", "Coins 2", "Coins", "Coins 2"]);
});

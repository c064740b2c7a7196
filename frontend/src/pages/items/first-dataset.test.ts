import { expect, it } from "vitest";
import { fakeServer, json } from "@/testing/fakeServer";
import { PROJECT } from "@/testing/staff";
import { makeDataset } from "./first-dataset";

const TAKEN = { title: "Another has this name", status: 409, code: "dataset_name_taken" };

it("takes the next name where the project's own is taken, and says so to the project", async () => {
  const sent = fakeServer({
    "POST /api/v1/organisations/4/datasets": ({ body }: { body: unknown }) =>
      (body as { name: string }).name === "Coins" ? json(TAKEN, 409) : { id: 9 },
    "PATCH /api/v1/projects/1": {},
  });

  expect(await makeDataset(PROJECT)).toBe(9);

  expect(sent.map(({ body }) => body)).toEqual([
    { name: "Coins" },
    { name: "Coins 2" },
    { dataset_id: 9 },
  ]);
});

it("asks for the same dataset again after an answer that was lost", async () => {
  let isLost = true;
  const sent = fakeServer({
    "POST /api/v1/organisations/4/datasets": () => {
      if (isLost) throw new TypeError("Failed to fetch");
      return { id: 9 };
    },
    "PATCH /api/v1/projects/1": {},
  });
  await expect(makeDataset(PROJECT)).rejects.toThrow();
  isLost = false;

  await makeDataset(PROJECT);

  const [first, second] = sent.map(({ headers }) => headers.get("Idempotency-Key"));
  expect(second).toBe(first);
});

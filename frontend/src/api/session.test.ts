import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { fakeServer } from "@/testing/fakeServer";
import { meQuery } from "./session";

it("comes for the way to a page though what looked at it on the last one is gone", async () => {
  let answer: (me: unknown) => void = () => undefined;
  fakeServer({ "GET /api/v1/me": () => new Promise((resolve) => (answer = resolve)) });
  const client = new QueryClient();
  const asked = client.ensureQueryData(meQuery);
  const leave = new QueryObserver(client, { ...meQuery, enabled: false }).subscribe(
    () => undefined,
  );

  leave();
  await new Promise((resolve) => setTimeout(resolve, 0));
  answer({ id: 3, staff_of: [] });

  expect(await asked).toMatchObject({ id: 3 });
});

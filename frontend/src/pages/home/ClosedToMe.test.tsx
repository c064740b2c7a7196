import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { serverNow } from "@/api/server-clock";
import { renderPart } from "@/testing/renderPage";
import { ClosedToMe } from "./ClosedToMe";
import type { ClosedProject } from "./feed";

const WITH_OTHERS: ClosedProject = {
  project_id: 1,
  name: "Coins",
  code: "all_leased",
  reason: "Everything left is being worked on by others. Something may come back.",
  asked: [],
  opens_at: new Date(serverNow() + 20 * 60_000 + 1000).toISOString(),
};
const FOR_OTHERS: ClosedProject = {
  project_id: 2,
  name: "Signs",
  code: "other_audience",
  reason: "What is left here is meant for people with another profile.",
  asked: ["lives in Portugal", "speaks Portuguese"],
  opens_at: null,
};

it("says of each project why there is nothing, and when there may be more", async () => {
  renderPart(<ClosedToMe count={2} projects={[WITH_OTHERS, FOR_OTHERS]} isOpen={false} />);

  const list = await screen.findByRole("list", {
    name: "Nothing for you at the moment",
    hidden: true,
  });
  const [coins, signs] = within(list).getAllByRole("listitem", { hidden: true });

  expect(screen.getByText(/2 more projects have nothing for you at the moment/)).toBeTruthy();
  expect(coins?.textContent).toBe(
    "Coins: Everything left is being worked on by others. Something may come back. There may be more in 20 minutes.",
  );
  expect(signs?.textContent?.trim()).toBe(
    "Signs: What is left here is meant for people with another profile. What it asks of people: lives in Portugal; speaks Portuguese.",
  );
});

it("says why at once to who has nothing else to do", async () => {
  renderPart(<ClosedToMe count={1} projects={[FOR_OTHERS]} isOpen />);

  const list = await screen.findByRole("list", { name: "Nothing for you at the moment" });

  expect(list.closest("details")?.open).toBe(true);
});

import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { pageOf } from "@/testing/staff";
import { NO_DOORS } from "./criteria";
import { TryOnOne } from "./TryOnOne";

const MEMBERS = [
  { user_id: 5, pseudonym: "A-17", state: "active" },
  { user_id: 6, pseudonym: "A-18", state: "left" },
];
const DOORS = {
  ...NO_DOORS,
  take: [
    [{ trait: "country", operator: "in" as const, value: ["PT"] }],
    [{ trait: "age", operator: "=" as const, value: "" }],
  ],
};

it("says of one member which clause is met, and sends no clause that says nothing yet", async () => {
  const { sent } = renderPart(<TryOnOne communityId={7} doors={DOORS} />, {
    server: {
      "GET /api/v1/communities/7/members": pageOf(MEMBERS),
      "POST /api/v1/communities/7/criteria-trials": {
        doors: { discover: true, preview: true, take: false },
        clauses: [{ door: "take", sentence: "lives in Portugal", is_met: false }],
      },
    },
  });
  const user = userEvent.setup();

  await user.click(await screen.findByRole("combobox", { name: "Member" }));
  expect(screen.queryByRole("option", { name: "A-18", hidden: true })).toBeNull();
  await user.click(await screen.findByRole("option", { name: "A-17", hidden: true }));
  await user.click(screen.getByRole("button", { name: "Try" }));

  await screen.findByText("lives in Portugal");
  screen.getByText("Not met");
  expect(screen.getAllByText("open")).toHaveLength(2);
  expect(sent.find(({ route }) => route.startsWith("POST"))?.body).toEqual({
    doors: { ...NO_DOORS, take: [[{ trait: "country", operator: "in", value: ["PT"] }]] },
    user_id: 5,
  });
});

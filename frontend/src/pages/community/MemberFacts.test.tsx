import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { pageOf } from "@/testing/staff";
import { MemberFacts } from "./MemberFacts";

const PATH = "/api/v1/communities/7/members/5/traits";
const SHOE = {
  key: "o3-shoe",
  value: "wide",
  source: "verified",
  updated_at: "2026-03-02T09:00:00Z",
  name: "Shoe",
  options: [{ key: "wide", name: "Wide" }],
  is_retired: true,
};

it("takes back what was verified in a fact that nobody is asked for any more", async () => {
  const { sent } = renderPart(<MemberFacts organisationId={3} communityId={7} userId={5} />, {
    server: {
      "GET /api/v1/organisations/3/traits": pageOf([]),
      [`GET ${PATH}`]: [SHOE],
      [`DELETE ${PATH}/o3-shoe`]: {},
    },
  });

  await screen.findByText("Shoe: Wide (asked of nobody any more)");
  await userEvent.click(screen.getByRole("button", { name: "Take back Shoe" }));

  expect(sent.map(({ route }) => route)).toContain(`DELETE ${PATH}/o3-shoe`);
});

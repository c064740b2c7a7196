import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { pageOf } from "@/testing/staff";
import type { Community } from "@/pages/organisation/criteria";
import { Funnel } from "./Funnel";

const COMMUNITY = { id: 7, organisation_id: 3 } as Community; // what is read of it
const ALL = { value: 20, is_under_10: false, is_without_own_facts: false };
const WORDS = /Facts that your organisation can say itself are not counted/;

function show(eligible: typeof ALL) {
  return renderPart(<Funnel community={COMMUNITY} />, {
    server: {
      "GET /api/v1/organisations/3/projects": pageOf([]),
      "GET /api/v1/communities/7/numbers": {
        can_see: ALL,
        eligible,
        applied: 4,
        waiting: 1,
        active: 3,
        paused: 0,
        ineligible: 0,
      },
    },
  });
}

it("says so where a fact of the organisation's own was left out of a count, and only then", async () => {
  const { unmount } = show(ALL);
  await screen.findAllByText("20+");
  const before = screen.queryByText(WORDS);
  unmount();

  show({ ...ALL, is_without_own_facts: true });

  expect(await screen.findByText(WORDS)).toBeTruthy();
  expect(before).toBeNull();
});

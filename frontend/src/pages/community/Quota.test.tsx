import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { Quota } from "./Quota";

const stratum = (name: string, seats: number, members: number, eligible: number | null) => ({
  key: name,
  name,
  seats,
  members,
  missing: Math.max(0, seats - members),
  eligible: { value: eligible, is_under_10: eligible === null },
});
const shown = (...strata: ReturnType<typeof stratum>[]) => ({
  "GET /api/v1/communities/7/quota": { trait: "country", strata },
});

it("names the answers that too few people give, and no others", async () => {
  renderPart(<Quota communityId={7} />, {
    server: shown(
      stratum("Portugal", 50, 3, 40), // 49 at most
      stratum("Brazil", 49, 3, 40), // may be 49
      stratum("Spain", 10, 2, null), // 9 at most
      stratum("France", 9, 2, null), // may be 9
      stratum("Peru", 5, 5, null), // full
      stratum("Chile", 1300, 5, 1200), // 1,299 at most
    ),
  });

  const said = await screen.findByText(/Too few people meet what is asked/);

  expect(said.textContent).toBe("Too few people meet what is asked: Portugal, Spain, Chile");
});

it("says nothing of it where there are enough people", async () => {
  renderPart(<Quota communityId={7} />, { server: shown(stratum("Portugal", 20, 3, 40)) });

  await screen.findByText("17 people are still missing.");
  expect(screen.queryByText(/Too few people/)).toBeNull();
});

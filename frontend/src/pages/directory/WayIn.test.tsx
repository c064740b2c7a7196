import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import type { CommunitySeen } from "./types";
import { WayIn } from "./WayIn";

const SEEN: CommunitySeen = {
  id: 7,
  name: "Iberia",
  description: "",
  organisation_name: "Kennel",
  joining: "apply",
  is_closed: false,
  questions: ["Why you?"],
  member_count: 3,
  is_met: true,
  clauses: [],
  membership: null,
  application: null,
  no_place_by: null,
};

it.each(["open", "apply"] as const)(
  "says that there is no place before anybody joins or writes an application (%s)",
  async (joining) => {
    renderPart(<WayIn of={{ ...SEEN, joining, no_place_by: "Country" }} />);

    await screen.findByText(/people with your answer to “Country” are taken/);

    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.queryByRole("button")).toBeNull();
  },
);

it("asks where there is a place", async () => {
  renderPart(<WayIn of={SEEN} />);

  await screen.findByRole("textbox", { name: /Why you/ });
  expect(screen.getByRole("button", { name: "Send the application" })).toBeTruthy();
});

it("offers nothing where the community is closed, and still says that an application waits", async () => {
  const { unmount } = renderPart(<WayIn of={{ ...SEEN, is_closed: true }} />);
  await screen.findByText(/is closed/);
  expect(screen.queryByRole("textbox")).toBeNull();
  unmount();

  const application = {
    id: 4,
    state: "submitted" as const,
    reason: "",
    created_at: "2026-03-02T09:00:00Z",
  };
  renderPart(<WayIn of={{ ...SEEN, is_closed: true, application }} />);
  await screen.findByRole("button", { name: "Withdraw the application" });
});

import { fireEvent, screen } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { json, type Sent } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
import { pageOf, PROJECT_PAGE } from "@/testing/staff";

beforeEach(() => sessionStorage.clear());

const RULE = {
  id: 3,
  title: "Gold",
  name: "Gold",
  statistic: "gold_upper_bound",
  last: 20,
  least: 5,
  operator: "below",
  threshold: null,
  effective_threshold: 0.7,
  action: "notice",
  parameters: {},
  is_on: true,
  revision: 1,
  changed_at: "2026-03-02T14:05:00Z",
  firing_count: 0,
  open_count: 0,
  last_fired_at: null,
};
const STATISTIC = {
  key: "gold_upper_bound",
  operator: "below",
  is_windowed: true,
  threshold_min: 0,
  threshold_max: 1,
};

function besideBoris() {
  let kept = RULE;
  renderApp("/p/1/rules", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/projects/1/quality-rules": () => pageOf([kept]),
      "GET /api/v1/projects/1/rule-firings": pageOf([]),
      "GET /api/v1/quality-statistics": { statistics: [STATISTIC], actions: [] },
      "PUT /api/v1/quality-rules/3": ({ body }: Sent) => {
        const { revision, name } = body as { revision: number; name: string };
        const moved = { title: "Somebody has changed this rule", status: 409, code: "rule_moved" };
        if (revision !== kept.revision) return json(moved, 409);
        kept = { ...kept, name, title: name, revision: revision + 1 };
        return kept;
      },
    },
  });
  return {
    stored: () => kept.name,
    borisSaves: () => void (kept = { ...kept, name: "Theirs", title: "Theirs", revision: 2 }),
  };
}

const name = () => screen.findByLabelText<HTMLInputElement>("Name");
const save = () => fireEvent.click(screen.getByRole("button", { name: "Save the rule" }));

it("shows that another manager changed the rule, and puts this one's over theirs when told to", async () => {
  const { stored, borisSaves } = besideBoris();
  fireEvent.click(await screen.findByRole("button", { name: "Change" }));
  fireEvent.change(await name(), { target: { value: "Mine" } });

  borisSaves();
  save();
  await screen.findByText(/^Somebody saved this meanwhile \(/);
  const written = (await name()).value;
  fireEvent.click(screen.getByText("Keep mine"));
  await expect.poll(() => screen.queryByText(/^Somebody saved this meanwhile/)).toBeNull();
  const refused = screen.queryByText("Somebody has changed this rule");
  save();

  expect([written, refused]).toEqual(["Mine", null]);
  await expect.poll(stored).toBe("Mine");
});

it("shows the rule of another manager in place of this one when told to, and refuses no more", async () => {
  const { borisSaves } = besideBoris();
  fireEvent.click(await screen.findByRole("button", { name: "Change" }));
  fireEvent.change(await name(), { target: { value: "Mine" } });

  borisSaves();
  save();
  fireEvent.click(await screen.findByText("Load theirs"));

  expect((await name()).value).toBe("Theirs");
  expect(screen.queryByText("Somebody has changed this rule")).toBeNull();
});

import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it } from "vitest";
import { json } from "@/testing/fakeServer";
import { renderPart } from "@/testing/renderPage";
import type { Clause, Community, Trait } from "./criteria";
import { CriteriaEditor } from "./CriteriaEditor";

const COUNTRY: Trait = {
  key: "country",
  name: "Country",
  question: "Which country do you live in?",
  type: "choice",
  options: [
    { key: "PT", name: "Portugal" },
    { key: "ES", name: "Spain" },
  ],
  position: 1,
  filled_by: "person",
};
const lives = (value: string[]): Clause => ({ trait: "country", operator: "in", value });
const COMMUNITY: Community = {
  id: 7,
  organisation_id: 3,
  name: "Iberia",
  description: "",
  joining: "open",
  questions: [],
  member_count: 0,
  created_at: "2026-03-02T09:00:00Z",
  closed_at: null,
  criteria: {
    number: 2,
    doors: { discover: [], preview: [], take: [[lives([])], [lives(["PT"])], [lives(["ES"])]] },
  },
};
const many = (value: number) => ({ value, is_under_10: false, is_without_own_facts: false });
const FEW = { value: null, is_under_10: true, is_without_own_facts: false };
const AUDIENCE = {
  total: many(5000),
  doors: { discover: many(5000), preview: many(5000), take: FEW },
  clauses: [
    {
      door: "take",
      index: 0,
      sentence: "lives in Portugal",
      is_counted: true,
      meeting: many(900),
      without: many(40),
    },
    {
      door: "take",
      index: 1,
      sentence: "lives in Spain",
      is_counted: true,
      meeting: many(40),
      without: many(900),
    },
  ],
  contradictions: [{ door: "take", index: 1, message: "Nobody can meet both at once." }],
};

it("says at each clause what it costs or why nobody meets it, and which keeps most people out", async () => {
  const { sent } = renderPart(
    <CriteriaEditor
      community={COMMUNITY}
      ownerId={1}
      traits={[COUNTRY]}
      onClose={() => undefined}
    />,
    { server: { "POST /api/v1/organisations/3/audience": AUDIENCE } },
  );

  await screen.findByText("Meet this: 900+. Could work without it: 40+.");
  screen.getByText("Nobody can meet both at once.");
  screen.getByText("Without “lives in Spain” 900+ could.");
  expect(sent.find(({ route }) => route.endsWith("/audience"))?.body).toEqual({
    doors: { discover: [], preview: [], take: [[lives(["PT"])], [lives(["ES"])]] },
  });
});

it("says that facts of one's own are left out of a count beside answers of people", async () => {
  const left = { ...many(900), is_without_own_facts: true };
  const [first, second] = AUDIENCE.clauses;
  renderPart(
    <CriteriaEditor
      community={COMMUNITY}
      ownerId={1}
      traits={[COUNTRY]}
      onClose={() => undefined}
    />,
    {
      server: {
        "POST /api/v1/organisations/3/audience": {
          ...AUDIENCE,
          doors: { ...AUDIENCE.doors, take: left },
          clauses: [first, { ...second, is_counted: false }],
          contradictions: [],
        },
      },
    },
  );

  await screen.findByText(/are not counted beside answers of people: the number could tell/);
  screen.getByText("Meet this: 900+. Could work without it: 40+.");
  screen.getByText("Not counted beside answers of people.");
});

it("counts again when a clause goes, and puts the next version in force", async () => {
  const user = userEvent.setup();
  const { sent } = renderPart(
    <CriteriaEditor
      community={COMMUNITY}
      ownerId={1}
      traits={[COUNTRY]}
      onClose={() => undefined}
    />,
    {
      server: {
        "POST /api/v1/organisations/3/audience": AUDIENCE,
        "PUT /api/v1/communities/7/criteria": { number: 3, doors: {} },
      },
    },
  );

  await user.click(await screen.findByRole("button", { name: "Remove clause 3" }));
  await user.click(screen.getByRole("button", { name: "Save as version 3" }));
  screen.getByText(/A clause says no value yet/);
  expect(sent.some(({ route }) => route.startsWith("PUT"))).toBe(false);
  await user.click(screen.getByRole("button", { name: "Remove clause 1" }));
  await user.click(screen.getByRole("button", { name: "Save as version 3" }));

  await waitFor(() => expect(sent.at(-1)?.route).toMatch(/audience|criteria/));
  const saved = sent.find(({ route }) => route.startsWith("PUT"));
  expect(saved?.body).toEqual({
    doors: { discover: [], preview: [], take: [[lives(["PT"])]] },
    after_number: 2,
  });
});

const AGE: Trait = { ...COUNTRY, key: "age", name: "Age", type: "number", options: [] };

function editing(clause: Clause, traits: readonly Trait[]) {
  const doors = { discover: [], preview: [], take: [[clause]] };
  return renderPart(
    <CriteriaEditor
      community={{ ...COMMUNITY, criteria: { number: 2, doors } }}
      ownerId={1}
      traits={traits}
      onClose={() => undefined}
    />,
    {
      server: {
        "POST /api/v1/organisations/3/audience": AUDIENCE,
        "PUT /api/v1/communities/7/criteria": { number: 3, doors: {} },
      },
    },
  );
}

it("takes an emptied number for a fault, and not for nought", async () => {
  const user = userEvent.setup();
  const { sent } = editing({ trait: "age", operator: ">=", value: 18 }, [AGE]);

  const age = await screen.findByRole("textbox", { name: "Value" });
  await user.clear(age);
  await user.click(screen.getByRole("button", { name: "Save as version 3" }));
  screen.getByText("Say a value");
  await user.type(age, "0");
  await user.click(screen.getByRole("button", { name: "Save as version 3" }));

  await waitFor(() => expect(sent.some(({ route }) => route.startsWith("PUT"))).toBe(true));
  const saved = sent.filter(({ route }) => route.startsWith("PUT")).map(({ body }) => body);
  expect(saved).toEqual([
    {
      doors: {
        discover: [],
        preview: [],
        take: [[{ trait: "age", operator: ">=", value: 0 }]],
      },
      after_number: 2,
    },
  ]);
});

it("asks for one of several numbers, each in a field of its own", async () => {
  const user = userEvent.setup();
  const { sent } = editing({ trait: "age", operator: "=", value: 7 }, [AGE]);

  await user.click(await screen.findByRole("combobox", { name: "Relation" }));
  await user.click(await screen.findByRole("option", { name: "is one of", hidden: true }));
  await user.click(screen.getByRole("button", { name: "Add a value" }));
  await user.type(screen.getAllByRole("textbox", { name: "Value" })[1] as HTMLElement, "9");
  await user.click(screen.getByRole("button", { name: "Save as version 3" }));

  await waitFor(() => expect(sent.some(({ route }) => route.startsWith("PUT"))).toBe(true));
  const saved = sent.find(({ route }) => route.startsWith("PUT"));
  expect(saved?.body).toMatchObject({
    doors: { take: [[{ trait: "age", operator: "in", value: [7, 9] }]] },
  });
});

it("asks for nothing but what we verified, of facts of our own alone", async () => {
  const user = userEvent.setup();
  const own = { ...AGE, key: "grade", name: "Grade", is_own: true };
  const { sent } = editing({ trait: "grade", operator: ">=", value: 3 }, [own, AGE]);

  await user.click(await screen.findByRole("combobox", { name: "Who says it" }));
  await user.click(await screen.findByRole("option", { name: "verified by us", hidden: true }));
  await user.click(screen.getByRole("button", { name: "Save as version 3" }));

  await waitFor(() => expect(sent.some(({ route }) => route.startsWith("PUT"))).toBe(true));
  const saved = sent.find(({ route }) => route.startsWith("PUT"));
  expect(saved?.body).toMatchObject({
    doors: { take: [[{ trait: "grade", operator: ">=", value: 3, source: "verified" }]] },
  });
  await user.click(screen.getByRole("combobox", { name: "Fact" }));
  await user.click(await screen.findByRole("option", { name: "Age", hidden: true }));
  expect(screen.queryByRole("combobox", { name: "Who says it" })).toBeNull();
});

it.each(["Load theirs", "Keep mine"])("refuses no more after %s", async (choice) => {
  sessionStorage.clear();
  const user = userEvent.setup();
  const criteria = (number: number, value: number) => ({
    number,
    doors: {
      discover: [],
      preview: [],
      take: [[{ trait: "age", operator: ">=" as const, value }]],
    },
  });
  let borisSaves = () => undefined as void;
  function Beside() {
    const [saved, setSaved] = useState(criteria(2, 18));
    borisSaves = () => setSaved(criteria(3, 21));
    return (
      <CriteriaEditor
        community={{ ...COMMUNITY, criteria: saved }}
        ownerId={1}
        traits={[AGE]}
        onClose={() => undefined}
      />
    );
  }
  const changed = { title: "Somebody saved", status: 409, code: "criteria_changed" };
  renderPart(<Beside />, {
    server: {
      "POST /api/v1/organisations/3/audience": AUDIENCE,
      "PUT /api/v1/communities/7/criteria": () => json(changed, 409),
    },
  });
  await user.type(await screen.findByRole("textbox", { name: "Value" }), "0");
  await user.click(screen.getByRole("button", { name: "Save as version 3" }));
  await screen.findByText("Somebody saved");

  act(borisSaves);
  await user.click(await screen.findByRole("button", { name: choice }));

  await screen.findByRole("button", { name: "Save as version 4" });
  expect(screen.queryByText("Somebody saved")).toBeNull();
});

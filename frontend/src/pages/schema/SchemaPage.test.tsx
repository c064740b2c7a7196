import { fireEvent, screen, within } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { json, type Sent } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
import { pageOf, PROJECT, PROJECT_PAGE } from "@/testing/staff";

beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined;
  sessionStorage.clear(); // what a test before left written
});

/** The answer to a schema that is put in force as the version of a number. */
const stored =
  (number: number) =>
  ({ body }: Sent) => ({ id: number, number, ...(body as { definition: object }) });

async function addLabel(number: number, name: string) {
  fireEvent.click(await screen.findByText("Add a label"));
  fireEvent.change(screen.getByLabelText(`Name of label ${number}`), { target: { value: name } });
}

const openDetails = (name: string) => fireEvent.click(screen.getByLabelText(`Details of ${name}`));

const field = (name: string) =>
  screen.getByLabelText<HTMLInputElement>(name, { selector: "input" });

/** The list under a field, by what each entry says. */
function entriesOf(name: string) {
  fireEvent.click(field(name));
  const list = document.getElementById(field(name).getAttribute("aria-controls") ?? "");
  if (list === null) throw new Error(`No list under ${name}`);
  return within(list);
}

it("offers a label the letters that nothing else needs, and says when one is needed after all", async () => {
  const { sent } = renderApp("/p/1/schema", {
    server: {
      ...PROJECT_PAGE,
      "POST /api/v1/projects/1/schema-versions": stored(1),
      "GET /api/v1/projects/1": { ...PROJECT, dataset: null },
      "GET /api/v1/projects/1/schema-versions": pageOf([]),
    },
  });
  await addLabel(1, "Sled");
  await addLabel(2, "Ski");

  fireEvent.click(entriesOf("Key of Sled").getByText("S"));
  const offered = entriesOf("Key of Ski");
  const held = ["S · Sled", "B · Box"].map((words) => offered.getByText(words).closest("[role=option]")); // prettier-ignore
  fireEvent.click(screen.getByText("Save as version 1"));
  fireEvent.click(entriesOf("How Ski is drawn").getByText("Mask"));

  expect(held.map((one) => one?.hasAttribute("data-combobox-disabled"))).toEqual([true, true]);
  expect(screen.getByText(/^Here this key is “Scissors”/)).toBeTruthy();
  await expect
    .poll(() => sent.find(({ route }) => route.startsWith("POST"))?.body)
    .toMatchObject({ definition: { labels: [{ shortcut: "s" }, { shortcut: null }] } });
});

it("puts a label under another, also one that is not saved yet, and takes it out with that one", async () => {
  const { sent } = renderApp("/p/1/schema", {
    server: {
      ...PROJECT_PAGE,
      "POST /api/v1/projects/1/schema-versions": stored(1),
      "GET /api/v1/projects/1": { ...PROJECT, dataset: null },
      "GET /api/v1/projects/1/schema-versions": pageOf([]),
    },
  });
  const saved = () => sent.filter(({ route }) => route.startsWith("POST")).map(({ body }) => body);
  await addLabel(1, "Vehicle");
  await addLabel(2, "Car");
  openDetails("Vehicle");
  openDetails("Car");

  fireEvent.click(entriesOf("What Car is part of").getByText("Vehicle"));
  const below = screen.queryByLabelText("What Vehicle is part of");
  fireEvent.click(screen.getByText("Save as version 1"));
  await expect.poll(() => saved().length).toBe(1);
  fireEvent.click(await screen.findByLabelText("Remove Vehicle"));
  fireEvent.click(await screen.findByText("Save as version 2"));

  expect(below).toBeNull();
  await expect.poll(() => saved().length).toBe(2);
  expect(saved()).toMatchObject([
    {
      definition: {
        labels: [
          { key: "vehicle", parent: null },
          { key: "car", parent: "vehicle" },
        ],
      },
    },
    { definition: { labels: [{ key: "car", parent: null }] } },
  ]);
});

it("says of a colour that is hard to tell from another label's, until another one is chosen", async () => {
  renderApp("/p/1/schema", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/projects/1": { ...PROJECT, dataset: null },
      "GET /api/v1/projects/1/schema-versions": pageOf([]),
    },
  });
  await addLabel(1, "Sled");
  await addLabel(2, "Ski");
  const before = screen.queryByText(/hard to tell/);

  fireEvent.change(field("Colour of Ski"), { target: { value: "#33c5d0" } });
  const near = screen.getAllByText(/hard to tell/).map(({ textContent }) => textContent);
  fireEvent.change(field("Colour of Ski"), { target: { value: "#a0db2c" } });

  expect(before).toBeNull();
  expect(near).toEqual([
    "This colour is hard to tell from the one of Ski. Choose another one.",
    "This colour is hard to tell from the one of Sled. Choose another one.",
  ]);
  expect(screen.queryByText(/hard to tell/)).toBeNull();
});

it("says at a name that another one has it, until it is another", async () => {
  renderApp("/p/1/schema", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/projects/1": { ...PROJECT, dataset: null },
      "GET /api/v1/projects/1/schema-versions": pageOf([]),
    },
  });
  await addLabel(1, "Sled");
  await addLabel(2, " SLED ");

  const said = screen.queryAllByText("Another one is called so already.").length;
  const wrong = field("Name of label 2").getAttribute("aria-invalid");
  fireEvent.change(field("Name of label 2"), { target: { value: "Ski" } });

  expect([said, wrong]).toEqual([1, "true"]);
  expect(screen.queryByText("Another one is called so already.")).toBeNull();
});

it("can be told to save what the server alone knows to be another thing's name", async () => {
  const moved = { title: "A name would pass", status: 409, code: "schema_names_moved" };
  const { sent } = renderApp("/p/1/schema", {
    server: {
      ...PROJECT_PAGE,
      "POST /api/v1/projects/1/schema-versions": json(moved, 409),
      "GET /api/v1/projects/1": { ...PROJECT, dataset: null },
      "GET /api/v1/projects/1/schema-versions": pageOf([]),
    },
  });
  await addLabel(1, "Sled");

  fireEvent.click(screen.getByText("Save as version 1"));
  fireEvent.click(await screen.findByLabelText("Save it all the same"));
  fireEvent.click(screen.getByText("Save as version 1"));

  const confirmed = () =>
    sent.flatMap(({ route, body }) =>
      route.startsWith("POST")
        ? [(body as { are_names_confirmed: boolean }).are_names_confirmed]
        : [],
    );
  await expect.poll(confirmed).toEqual([false, true]);
});

it("says what old answers will say, and saves a name that passes to another option when told to", async () => {
  const option = (key: string, name: string) => ({ key, name, color: "#30C7D2" });
  const options = [option("no", "No"), option("in_part", "In part")];
  const question = { key: "wet", text: "Wet?", type: "choice", required: true, options };
  const definition = { version: 1, labels: [], questions: [question] };
  const { sent } = renderApp("/p/1/schema", {
    server: {
      ...PROJECT_PAGE,
      "POST /api/v1/projects/1/schema-versions": stored(2),
      "GET /api/v1/projects/1": {
        ...PROJECT,
        dataset: null,
        schema_version: { id: 7, number: 1, definition },
      },
      "GET /api/v1/projects/1/schema-versions": pageOf([{ id: 7, number: 1, definition }]),
    },
  });
  const save = () => screen.getByRole<HTMLButtonElement>("button", { name: "Save as version 2" });
  const write = (label: string, name: string) =>
    fireEvent.change(field(label), { target: { value: name } });

  fireEvent.keyDown(await screen.findByLabelText("Option 1"), { key: "Enter" });
  write("Option 2", "Mostly");
  const plain = screen.queryByText(/answers given before/);
  write("Option 3", "Partly");
  const renamed = screen.getByText("Wet?: “In part” becomes “Partly”.");
  const maySaveRenamed = !save().disabled;
  write("Option 2", "In part");
  const maySaveMoved = !save().disabled;
  fireEvent.click(screen.getByLabelText("Save it all the same"));
  fireEvent.click(save());

  expect([plain, maySaveRenamed, maySaveMoved]).toEqual([null, true, false]);
  expect(renamed).toBeTruthy();
  await expect
    .poll(() => sent.find(({ route }) => route.startsWith("POST"))?.body)
    .toMatchObject({
      are_names_confirmed: true,
      definition: {
        questions: [
          {
            options: [
              { key: "no", name: "No" },
              { key: "in_part_2", name: "In part" },
              { key: "in_part", name: "Partly" },
            ],
          },
        ],
      },
    });
});

/** A project with a label of version 1, over which Boris saves another name as version 2. */
function besideBoris() {
  const label = (name: string) => ({ key: "sled", name, color: "#30C7D2", kind: "box" });
  const version = (number: number, name: string) => ({
    id: number,
    number,
    definition: { version: 1, labels: [label(name)], questions: [] },
    created_by: number === 1 ? "Rita" : "Boris",
    created_at: "2026-03-02T14:05:00Z",
  });
  type SentVersion = Pick<ReturnType<typeof version>, "definition"> & { after_number: number };
  const versions = [version(1, "Sled")];
  const page = renderApp("/p/1/schema", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/projects/1": () => ({ ...PROJECT, dataset: null, schema_version: versions[0] }),
      "GET /api/v1/projects/1/schema-versions": () => pageOf(versions),
      "POST /api/v1/projects/1/schema-versions": ({ body }: Sent) => {
        const { after_number, definition } = body as SentVersion;
        const changed = { title: "Somebody saved", status: 409, code: "schema_changed" };
        if (after_number !== versions[0]?.number) return json(changed, 409);
        const made = { ...version(after_number + 1, ""), definition };
        versions.unshift(made);
        return json(made, 201);
      },
    },
  });
  return {
    ...page,
    numbers: () => versions.map(({ number }) => number),
    borisSaves: () => void versions.unshift(version(2, "Sledge")),
  };
}

const nameOfLabel = () => screen.findByLabelText<HTMLInputElement>("Name of label 1");

it("keeps what is written when another manager saves meanwhile, and puts it over theirs when told to", async () => {
  const { borisSaves, numbers } = besideBoris();
  fireEvent.change(await nameOfLabel(), { target: { value: "Toboggan" } });

  borisSaves();
  fireEvent.click(screen.getByText("Save as version 2"));
  await screen.findByText(/^Boris saved this meanwhile \(.+\)$/);
  const kept = (await nameOfLabel()).value;
  const mayNotSave = screen.getByRole<HTMLButtonElement>("button", { name: "Save as version 2" });
  const saidTwice = screen.queryByText("Somebody saved");
  const isHeld = mayNotSave.disabled;
  fireEvent.click(screen.getByText("Keep mine"));
  const refused = screen.queryByText("Somebody saved");
  const after = numbers();
  fireEvent.click(await screen.findByText("Save as version 3"));

  expect([kept, isHeld, after]).toEqual(["Toboggan", true, [2, 1]]);
  expect([saidTwice, refused]).toEqual([null, null]);
  await screen.findByText("Save as version 4");
  expect(numbers()).toEqual([3, 2, 1]);
  expect((await nameOfLabel()).value).toBe("Toboggan");
  expect(screen.queryByText(/saved this meanwhile/)).toBeNull();
});

it("shows the version of another manager in place of what is written when told to", async () => {
  const { borisSaves } = besideBoris();
  fireEvent.change(await nameOfLabel(), { target: { value: "Toboggan" } });

  borisSaves();
  fireEvent.click(screen.getByText("Save as version 2"));
  fireEvent.click(await screen.findByText("Load theirs"));

  expect((await nameOfLabel()).value).toBe("Sledge");
  expect(screen.queryByText("Somebody saved")).toBeNull();
  expect(screen.getByText("Save as version 3")).toBeTruthy();
  expect(screen.queryByText(/saved this meanwhile/)).toBeNull();
});

it("has what was written after the page was left, over the version it was written over", async () => {
  const { borisSaves, router } = besideBoris();
  fireEvent.change(await nameOfLabel(), { target: { value: "Toboggan" } });

  await router.navigate({ to: "/p/$projectId/rules", params: { projectId: 1 } });
  await expect.poll(() => screen.queryByLabelText("Name of label 1")).toBeNull();
  borisSaves();
  router.history.back();

  expect((await nameOfLabel()).value).toBe("Toboggan");
  fireEvent.click(screen.getByText("Save as version 2"));
  await screen.findByText(/^Boris saved this meanwhile/);
  expect((await nameOfLabel()).value).toBe("Toboggan");
});

const SLED = {
  key: "sled",
  name: "Sled",
  color: "#30C7D2",
  kind: "box",
  max_count: 3,
  attributes: [{ key: "age", name: "Age", type: "number", required: true, options: [] }],
};
const SKI = { key: "ski", name: "Ski", color: "#A0DB2C", kind: "box" };

/** A saved schema of two labels, of which the first has details. */
function twoLabels(answer: (sent: Sent) => unknown = stored(2)) {
  const definition = { version: 1, labels: [SLED, SKI], questions: [] };
  const version = { id: 7, number: 1, definition };
  return renderApp("/p/1/schema", {
    server: {
      ...PROJECT_PAGE,
      "POST /api/v1/projects/1/schema-versions": answer,
      "GET /api/v1/projects/1": { ...PROJECT, dataset: null, schema_version: version },
      "GET /api/v1/projects/1/schema-versions": pageOf([version]),
    },
  });
}

const expanded = (name: string) =>
  screen.getByLabelText(`Details of ${name}`).getAttribute("aria-expanded");

it("shows a label as a row that says what its details hold, and keeps what was half filled in", async () => {
  twoLabels();
  const closed = await screen.findByText("at most 3 · 1 attribute");
  const before = screen.queryByLabelText("At most");

  openDetails("Sled");
  fireEvent.click(entriesOf("Counted in").getByText("Percent of the true number"));
  const saidTwice = screen.queryByText("at most 3 · 1 attribute");
  openDetails("Sled");
  const hidden = screen.getByLabelText("Counted in", { selector: "input" });
  const isHidden = hidden.closest("[hidden]") !== null;
  openDetails("Sled");

  expect(closed).toBeTruthy();
  expect([before, saidTwice, isHidden]).toEqual([null, null, true]);
  expect((hidden as HTMLInputElement).value).toBe("Percent of the true number");
  expect(hidden.closest("[hidden]")).toBeNull();
});

it("keeps a label's row open wherever the label goes", async () => {
  twoLabels();
  await screen.findByText("at most 3 · 1 attribute");
  openDetails("Sled");

  fireEvent.click(screen.getByLabelText("Move Sled down"));
  const moved = [expanded("Ski"), expanded("Sled")];
  fireEvent.click(screen.getByLabelText("Remove Ski"));

  expect(moved).toEqual(["false", "true"]);
  expect(expanded("Sled")).toBe("true");
});

it("opens the row of a label whose details are refused, and says there what is wrong", async () => {
  const message = "An attribute needs a name.";
  const errors = [{ path: "/labels/0/attributes/0/name", code: "missing", message }];
  const refused = {
    title: "This is not a label schema",
    status: 422,
    code: "wrong_schema",
    errors,
  };
  twoLabels(() => json(refused, 422));

  fireEvent.click(await screen.findByText("Save as version 2"));

  await expect.poll(() => expanded("Sled")).toBe("true");
  expect(expanded("Ski")).toBe("false");
  const row = screen.getByLabelText("Details of Sled").closest("li");
  expect(row?.textContent).toContain(message);
});

it("opens the row of a label that becomes keypoints: it has no points yet", async () => {
  twoLabels();
  await screen.findByText("at most 3 · 1 attribute");

  fireEvent.click(entriesOf("How Ski is drawn").getByText("Keypoints"));

  expect(expanded("Ski")).toBe("true");
  expect(screen.getByText("Use the 17 points of a body")).toBeTruthy();
});

import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { standInForCanvas } from "@/testing/canvas";
import { json } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
import { PROJECT, PROJECT_PAGE } from "@/testing/staff";
import "../gold/GoldItemPage";

const PICTURE = {
  id: 5,
  name: "street-7.jpg",
  width_px: 40,
  height_px: 30,
  image_url: "/7.jpg",
  thumbnail_url: "/7s.jpg",
};
const DEFINITION = {
  version: 1,
  labels: [{ key: "car", name: "Car", color: "aqua", kind: "polygon" }],
  questions: [{ key: "rain", text: "Does it rain?", type: "boolean", required: true }],
};
const referenceOf = (rain: boolean) => ({
  version: 1,
  is_nothing_here: true,
  shapes: [],
  answers: { rain },
});
const GOLD = {
  id: 3,
  item: PICTURE,
  reference: referenceOf(false),
  reference_version: 1,
  explanation: "",
  state: "active",
  state_reason: "",
  is_hidden: true,
  is_older: false,
  check_count: 0,
};

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  standInForCanvas();
  Element.prototype.scrollIntoView = () => undefined;
});

/** The known answer of a gold item is opened to be drawn anew. */
async function opened({
  rain = false,
  corrected = {},
  definition = DEFINITION,
}: { rain?: boolean; corrected?: unknown; definition?: object } = {}) {
  const gold = { ...GOLD, reference: referenceOf(rain) };
  const detail = { gold, history: [], found: [], is_rescored: true };
  const { sent } = renderApp("/p/1/gold/3", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/projects/1": {
        ...PROJECT,
        schema_version: { id: 1, number: 1, definition },
      },
      "GET /api/v1/gold-items/3": detail,
      "POST /api/v1/gold-items/3/correct": () => corrected,
    },
  });
  fireEvent.click(await screen.findByRole("button", { name: "Correct the answer" }));
  const why = await screen.findByRole("dialog");
  fireEvent.change(within(why).getByRole("textbox"), { target: { value: "Wrong" } });
  fireEvent.click(within(why).getByRole("button", { name: "Draw it anew" }));
  await screen.findByRole("application");
  return sent;
}

const isOn = (name: string) => screen.getByRole("radio", { name }).getAttribute("aria-checked");
const answer = (name: string) => fireEvent.click(screen.getByRole("radio", { name }));
const cancel = () => {
  const [button] = screen.getAllByRole("button", { name: "Cancel" });
  if (button !== undefined) fireEvent.click(button);
};
const reload = () => {
  window.dispatchEvent(new Event("pagehide"));
  cleanup();
};
const FOUND = "What you drew here before is still there.";
const isFound = () => screen.queryByText(FOUND) !== null;
const press = (...keys: readonly string[]) =>
  keys.forEach((key) =>
    act(() => void fireEvent.keyDown(screen.getByRole("application"), { key, code: key })),
  );

it.each([
  ["a reload", reload],
  ["the back button", cleanup],
])("what was drawn without a task is there after %s, until it is begun anew", async (_, leave) => {
  await opened();
  const atFirst = isFound();
  answer("Yes");

  leave();
  await opened();
  expect([atFirst, isFound(), isOn("Yes")]).toEqual([false, true, "true"]);

  fireEvent.click(screen.getByRole("button", { name: "Begin anew" }));
  const dialog = within(await screen.findByRole("dialog", { name: /Throw away/ }));
  expect(isFound()).toBe(true);
  fireEvent.click(dialog.getByRole("button", { name: "Begin anew" }));
  await waitFor(() => expect(isOn("No")).toBe("true"));
  expect(isFound()).toBe(false);
  leave();
  await opened();
  expect([isFound(), isOn("No")]).toEqual([false, "true"]);
});

it("is there after a crash of the page, its shape in hand too", async () => {
  await opened();
  answer("Yes");
  press("n", "n", "ArrowRight", "n");
  const isKept = () => Object.keys(sessionStorage).some((key) => key.includes("drawing-"));
  await waitFor(() => expect(isKept()).toBe(true), { timeout: 3000 });
  const kept = { ...sessionStorage } as Record<string, string>;
  cleanup();
  sessionStorage.clear();
  for (const [key, text] of Object.entries(kept)) sessionStorage.setItem(key, text);

  await opened();

  expect([isFound(), isOn("Yes")]).toEqual([true, "true"]);
  expect(await screen.findByRole("group", { name: "Shape in hand" })).toBeTruthy();
});

it("corners of a shape that is not whole are kept, too", async () => {
  await opened();
  answer("Yes");
  press("n", "n", "ArrowRight", "n");
  reload();
  await opened();

  cancel();

  expect(isFound()).toBe(true);
  expect(await screen.findByRole("group", { name: "Shape in hand" })).toBeTruthy();
  expect(await screen.findByText("Leave what you drew?")).toBeTruthy();
});

it("is asked about before it is thrown away, and only where something was drawn", async () => {
  await opened();
  cancel();
  await waitFor(() => expect(screen.queryByRole("application")).toBeNull());
  cleanup();

  await opened();
  answer("Yes");
  cancel();
  fireEvent.click(await screen.findByRole("button", { name: "Throw it away" }));
  await waitFor(() => expect(screen.queryByRole("application")).toBeNull());

  reload();
  await opened();
  expect([isFound(), isOn("No")]).toEqual([false, "true"]);
});

it("walks the shapes by Tab, and goes on to the next control from the last one", async () => {
  await opened();
  press("n", "n", "ArrowRight", "n", "ArrowDown", "n", "Enter", "Escape");
  const stage = screen.getByRole("application");
  stage.focus();

  press("Tab");
  const row = screen.getByRole("button", { name: /^Car.* at / }).getAttribute("aria-pressed");
  const isOnStage = document.activeElement === stage;
  press("Tab");

  expect([row, isOnStage, document.activeElement === stage]).toEqual(["true", true, false]);
});

it("says where what it was begun with is another by now", async () => {
  await opened();
  press("n", "n");
  reload();

  await opened({ rain: true });

  expect(isFound()).toBe(true);
  expect(screen.getByText(/has changed since/)).toBeTruthy();
});

it("keeps what the schema still has, and says how much it has no place for", async () => {
  await opened();
  answer("Yes");
  press("n", "n", "ArrowRight", "n", "ArrowDown", "n", "Enter", "Escape");
  press("n", "n");
  reload();

  const tree = { key: "tree", name: "Tree", color: "aqua", kind: "polygon" };
  await opened({ definition: { ...DEFINITION, labels: [tree] } });

  expect([isFound(), isOn("Yes")]).toEqual([true, "true"]);
  expect(screen.getByText(/^2 things you drew or answered are left out/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^Car/ })).toBeNull();
});

it("is kept while the server refuses it, and no more once it is saved", async () => {
  const refused = {
    title: "No",
    detail: "It does not fit.",
    status: 422,
    code: "wrong",
    errors: [],
  };
  const submit = () =>
    fireEvent.click(screen.getByRole("button", { name: /Save as the known answer/ }));
  await opened({ corrected: json(refused, 422) });
  answer("Yes");
  submit();
  await screen.findByText("It does not fit.");
  reload();

  const sent = await opened();
  const wasFound = isFound();
  submit();
  await waitFor(() => expect(screen.queryByRole("application")).toBeNull());
  reload();
  await opened();

  expect([wasFound, isFound()]).toEqual([true, false]);
  expect(sent.filter(({ route }) => route.endsWith("/correct"))).toHaveLength(1);
});

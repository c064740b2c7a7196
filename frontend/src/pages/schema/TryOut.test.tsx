import { fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { standInForCanvas } from "@/testing/canvas";
import { renderApp } from "@/testing/renderPage";
import { onScreen, WIDE } from "@/testing/screen";
import { pageOf, PROJECT, PROJECT_PAGE } from "@/testing/staff";

/** A window wide enough for the try beside the editor, and a browser that can read pictures. */
beforeEach(() => {
  standInForCanvas();
  Element.prototype.scrollIntoView = () => undefined;
  onScreen(WIDE);
  vi.spyOn(HTMLImageElement.prototype, "decode").mockResolvedValue();
  for (const side of ["naturalWidth", "naturalHeight"] as const)
    vi.spyOn(HTMLImageElement.prototype, side, "get").mockReturnValue(100);
});

const label = { key: "coin", name: "Coin", color: "#30C7D2", kind: "box", attributes: [] };
const first = { version: 1, labels: [label], questions: [] };

/** The page of a schema that is in force; saving puts the next one in force. */
function edit() {
  const versions = [{ id: 7, number: 1, definition: first as unknown }];
  const version = () => versions[0];
  return renderApp("/p/1/schema", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/projects/1": () => ({ ...PROJECT, dataset: null, schema_version: version() }),
      "GET /api/v1/projects/1/schema-versions": () => pageOf(versions),
      "POST /api/v1/projects/1/schema-versions": ({ body }: { body: unknown }) => {
        const { definition } = body as { definition: unknown };
        versions.unshift({ id: 8, number: 2, definition });
        return version();
      },
    },
  });
}

async function choose(name: string) {
  const button = await screen.findByRole("button", { name: "On a picture of this device" });
  const field = button.parentElement?.querySelector<HTMLInputElement>("input[type=file]");
  if (field == null) throw new Error("Nowhere to put a file");
  fireEvent.change(field, { target: { files: [new File(["x"], name, { type: "image/png" })] } });
  await screen.findByRole("application", { name: `Picture ${name}` });
}

const nothing = () => screen.getByRole("button", { name: "Nothing here" });
const isPressed = () => nothing().getAttribute("aria-pressed") === "true";
const whole = () => screen.queryByText(/^Nothing is missing/);

async function findWhole() {
  fireEvent.click(nothing());
  await waitFor(() => expect(isPressed()).toBe(true));
  fireEvent.click(screen.getByRole("button", { name: /^Check/ }));
  await waitFor(() => expect(whole()).not.toBeNull());
}

it("begins anew on the picture that is chosen while another is tried, also on the same one", async () => {
  edit();
  await choose("one.png");
  await findWhole();

  await choose("two.png");
  const onAnother = [isPressed(), whole()];
  await findWhole();
  await choose("two.png");

  await waitFor(() => expect(isPressed()).toBe(false));
  expect([onAnother, whole()]).toEqual([[false, null], null]);
});

it("says that nothing is missing until the schema is another one", async () => {
  edit();
  await choose("one.png");
  await findWhole();

  fireEvent.change(screen.getByLabelText("Name of label 1"), { target: { value: "Token" } });

  await waitFor(() => expect(whole()).toBeNull());
  expect(isPressed()).toBe(true);
});

it("goes on when the schema is saved, which is said", async () => {
  edit();
  await choose("one.png");
  fireEvent.change(screen.getByLabelText("Name of label 1"), { target: { value: "Token" } });
  fireEvent.click(nothing());

  fireEvent.click(screen.getByRole("button", { name: "Save as version 2" }));

  await screen.findByRole("button", { name: "Save as version 3" });
  expect(screen.getByText("Saved")).toBeTruthy();
  expect(screen.getByRole("application", { name: "Picture one.png" })).toBeTruthy();
  expect(isPressed()).toBe(true);
  fireEvent.change(screen.getByLabelText("Name of label 1"), { target: { value: "Coin" } });
  expect(screen.queryByText("Saved")).toBeNull();
});

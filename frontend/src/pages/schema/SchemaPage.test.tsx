import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { PROJECT, PROJECT_PAGE } from "@/testing/staff";

beforeEach(() => void (Element.prototype.scrollIntoView = () => undefined));

function page() {
  return renderApp("/p/1/schema", {
    server: {
      ...PROJECT_PAGE,
      "POST /api/v1/projects/1/schema-versions": { id: 1, number: 1 },
      "GET /api/v1/projects/1": { ...PROJECT, dataset: null },
    },
  });
}

async function addLabel(number: number, name: string) {
  await userEvent.click(await screen.findByRole("button", { name: "Add a label" }));
  const field = screen.getByRole("textbox", { name: `Name of label ${number}` });
  fireEvent.change(field, { target: { value: name } });
}

const keyOf = (name: string) =>
  screen.getByRole<HTMLInputElement>("combobox", { name: `Key of ${name}` });

async function choose(name: string, letter: string) {
  await userEvent.click(keyOf(name));
  await userEvent.click(await screen.findByRole("option", { name: letter }));
}

it("offers a label the letters that nothing else needs, and says when one is needed after all", async () => {
  const { sent } = page();
  await addLabel(1, "Sled");
  await addLabel(2, "Ski");

  await choose("Sled", "S");
  await userEvent.click(keyOf("Ski"));
  const held = await screen.findByRole("option", { name: "S · Sled" });
  const undo = screen.getByRole("option", { name: /^B · / });
  await userEvent.keyboard("{Escape}");
  await userEvent.click(screen.getByRole("button", { name: "Save as version 1" }));
  await userEvent.click(screen.getByRole("combobox", { name: "How Ski is drawn" }));
  await userEvent.click(await screen.findByRole("option", { name: "Mask" }));

  expect([held, undo].map((one) => one.getAttribute("aria-disabled") ?? one.dataset.comboboxDisabled)).toEqual(["true", "true"]); // prettier-ignore
  const row = keyOf("Sled").closest(".mantine-Select-root");
  expect(within(row as HTMLElement).getByText(/Here this key is “Scissors”/)).toBeTruthy();
  const saved = () => sent.find(({ route }) => route.startsWith("POST"))?.body;
  await expect
    .poll(saved)
    .toMatchObject({ definition: { labels: [{ shortcut: "s" }, { shortcut: null }] } });
});

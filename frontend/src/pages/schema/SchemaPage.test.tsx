import { fireEvent, screen, within } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { PROJECT, PROJECT_PAGE } from "@/testing/staff";

beforeEach(() => void (Element.prototype.scrollIntoView = () => undefined));

async function addLabel(number: number, name: string) {
  fireEvent.click(await screen.findByText("Add a label"));
  fireEvent.change(screen.getByLabelText(`Name of label ${number}`), { target: { value: name } });
}

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
      "POST /api/v1/projects/1/schema-versions": { id: 1, number: 1 },
      "GET /api/v1/projects/1": { ...PROJECT, dataset: null },
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

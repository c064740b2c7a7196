import { fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { CheckField, FileField, Form, SelectField, TextField } from ".";

function Order({ onSubmit }: { onSubmit: () => void }) {
  const [name, setName] = useState("");
  const [size, setSize] = useState<string | null>(null);
  return (
    <Form onSubmit={onSubmit}>
      <TextField label="Note" />
      <TextField
        label="Name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        required
      />
      <TextField label="Address" type="email" defaultValue="rita@" />
      <SelectField label="Size" data={["S", "M"]} value={size} onChange={setSize} required />
      <FileField label="Picture" accept="image/*" onChoose={() => undefined} />
      <CheckField label="I agree" required />
      <button type="submit">Send</button>
    </Form>
  );
}

const field = (name: RegExp) =>
  screen.getByLabelText<HTMLInputElement>(name, { selector: "input" });
/** What is said beside a field, as a screen reader finds it. */
const said = (name: RegExp) =>
  (field(name).getAttribute("aria-describedby") ?? "")
    .split(" ")
    .map((id) => document.getElementById(id)?.textContent ?? "")
    .join("");

it("says beside each field what is missing, in the page's language, and goes to the first", async () => {
  const onSubmit = vi.fn();
  renderPart(<Order onSubmit={onSubmit} />);

  fireEvent.click(await screen.findByText("Send"));

  expect(onSubmit).not.toHaveBeenCalled();
  expect([/Name/, /Address/, /Size/, /Picture/, /I agree/].map(said)).toEqual([
    "Fill this in.",
    "Write a whole e-mail address, such as name@example.org.",
    "Fill this in.",
    "Choose a file.",
    "Tick this box to go on.",
  ]);
  expect(said(/Note/)).toBe("");
  expect(document.activeElement).toBe(field(/Name/));
  expect(document.querySelector("form")?.noValidate).toBe(true);
});

it("says no more of a field that is mended, also of one that is chosen from a list", async () => {
  renderPart(<Order onSubmit={() => undefined} />);
  fireEvent.click(await screen.findByText("Send"));

  fireEvent.input(field(/Name/), { target: { value: "Rita" } });
  fireEvent.input(field(/Address/), { target: { value: "rita@example.org" } });
  fireEvent.click(field(/Size/));
  fireEvent.click(await screen.findByText("M"));

  expect([/Name/, /Address/, /Size/].map(said)).toEqual(["", "", ""]);
  expect(said(/Picture/)).toBe("Choose a file.");
});

it("says of a day before the first that counts that it is too early", async () => {
  renderPart(
    <Form onSubmit={() => undefined}>
      <TextField label="Last day" type="date" min="2026-11-30" defaultValue="2026-11-29" />
      <button type="submit">Send</button>
    </Form>,
  );

  await screen.findByText("Send");
  // A browser judges days by `min`; the document of tests does not.
  const validity = { valid: false, rangeUnderflow: true };
  Object.defineProperty(field(/Last day/), "validity", { value: validity });

  fireEvent.click(screen.getByText("Send"));

  expect(said(/Last day/)).toBe("This day is too early. Choose a later one.");
});

it("sends what is whole", async () => {
  const onSubmit = vi.fn();
  renderPart(
    <Form onSubmit={onSubmit}>
      <TextField label="Name" defaultValue="Rita" required />
      <button type="submit">Send</button>
    </Form>,
  );

  fireEvent.click(await screen.findByText("Send"));

  expect(onSubmit).toHaveBeenCalledOnce();
});

import { fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { EMPTY_FIELD, type FieldDraft } from "./draft";
import { RightnessFields } from "./RightnessFields";

function Shown({ first, told }: { first: FieldDraft; told: (field: FieldDraft) => void }) {
  const [field, setField] = useState(first);
  const change = (next: FieldDraft) => {
    told(next);
    setField(next);
  };
  return <RightnessFields field={field} onChange={change} />;
}

const input = (name: string) =>
  screen.getByLabelText<HTMLInputElement>(name, { selector: "input" });
const write = (text: string) =>
  fireEvent.change(input("Right when off by at most"), { target: { value: text } });

it("keeps counting in percent while the field is emptied to write another number", async () => {
  const share: FieldDraft = {
    ...EMPTY_FIELD,
    type: "number",
    tolerance: { value: 0.05, is_relative: true },
  };
  const told: (typeof share.tolerance)[] = [];
  renderPart(<Shown first={share} told={(field) => told.push(field.tolerance)} />);
  await screen.findByText("Counted in");

  write("");
  expect(input("Counted in").value).toBe("Percent of the true number");
  write("7");

  expect(told.at(0)).toBeNull();
  expect(told.at(-1)).toEqual({ value: 0.07, is_relative: true });
});

it("counts in what was chosen before a number was written", async () => {
  const exact: FieldDraft = { ...EMPTY_FIELD, type: "number" };
  const told: (typeof exact.tolerance)[] = [];
  renderPart(<Shown first={exact} told={(field) => told.push(field.tolerance)} />);
  await screen.findByText("Counted in");

  fireEvent.click(input("Counted in"));
  fireEvent.click(await screen.findByText("Percent of the true number"));
  write("150");
  fireEvent.blur(input("Right when off by at most"));
  write("20");

  expect(told.at(-1)).toEqual({ value: 0.2, is_relative: true });
});

import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { useFocusOnChange } from "./use-focus-on-change";

function Sitting({ index }: { index: number }) {
  const part = useFocusOnChange(index);
  return (
    <>
      <input aria-label="elsewhere" />
      <main ref={part} tabIndex={-1} />
    </>
  );
}

it("takes the focus along to another question, and leaves it alone on the same one", () => {
  const { rerender } = render(<Sitting index={0} />);
  const elsewhere = screen.getByLabelText("elsewhere");
  elsewhere.focus();

  rerender(<Sitting index={0} />);
  expect(document.activeElement).toBe(elsewhere);

  rerender(<Sitting index={1} />);
  expect(document.activeElement).toBe(screen.getByRole("main"));
});

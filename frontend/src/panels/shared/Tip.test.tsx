import { ActionIcon } from "@mantine/core";
import { fireEvent, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { Tip } from "./Tip";

const LABEL = "Undo Ctrl+Z";

async function shown(isDisabled = false) {
  renderPart(
    <Tip label={LABEL} isDisabled={isDisabled}>
      <ActionIcon aria-label="Undo">u</ActionIcon>
    </Tip>,
  );
  return screen.findByRole("button", { name: "Undo" });
}

const words = () => screen.queryByText(LABEL);
/** Longer than a pointer has to rest. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 400));

it("tells what is pointed at once the pointer rests, until it goes", async () => {
  const button = await shown();

  fireEvent.mouseEnter(button);
  expect(words()).toBeNull();
  await screen.findByText(LABEL);

  fireEvent.mouseLeave(button);
  expect(words()).toBeNull();
});

it("says nothing of what was only passed over", async () => {
  const button = await shown();

  fireEvent.mouseEnter(button);
  fireEvent.mouseLeave(button);
  await aWhile();

  expect(words()).toBeNull();
});

it("tells what the keyboard reaches, and Escape takes the words away", async () => {
  const button = await shown();
  vi.spyOn(button, "matches").mockReturnValue(true);

  fireEvent.focus(button);
  await screen.findByText(LABEL);

  fireEvent.keyDown(button, { key: "Escape" });
  expect(words()).toBeNull();
  expect(button.isConnected).toBe(true);
});

it("says nothing of what cannot be pressed", async () => {
  const button = await shown(true);

  fireEvent.mouseEnter(button);
  await aWhile();

  expect(words()).toBeNull();
});

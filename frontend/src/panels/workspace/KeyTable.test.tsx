import { fireEvent, screen } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { readSchema } from "@/model/schema";
import { renderPart } from "@/testing/renderPage";
import type { KeysFor } from "@/tools/key-places";
import { Workbench } from "@/tools/workbench";
import { EngineProvider } from "./engine/context";
import type { StageEngine } from "./engine/stage-engine";
import { KeyTable } from "./KeyTable";
import { readMapping } from "./stored-keys";

beforeEach(() => localStorage.clear());

const COIN = { key: "coin", name: "Coin", color: "aqua", kind: "box", shortcut: "d" };

/** Opens the keys of a place, and presses a chord for an action. */
async function change(keysFor: KeysFor, action: RegExp, pressed: KeyboardEventInit) {
  const bench = new Workbench({
    document: EMPTY_DOCUMENT,
    schema: readSchema({ version: 1, labels: [COIN], questions: [] }),
    image: { width_px: 10, height_px: 10 },
    tool: "pan",
    canEdit: true,
    keysFor,
  });
  const engine = { bench } as unknown as StageEngine; // as far as it is used
  renderPart(
    <EngineProvider value={engine}>
      <KeyTable isOpen onClose={() => undefined} />
    </EngineProvider>,
  );
  fireEvent.click(await screen.findByRole("button", { name: action }));
  fireEvent.keyDown(window, pressed);
  return screen.getByRole("status").textContent;
}

it("says whose a key is also where that one is another place's", async () => {
  const said = await change("review", /Fit/, { key: "b", code: "KeyB" });

  expect(said).toMatch(/^B .*Box/);
  expect(readMapping()).toEqual({});
});

it("gives a key of drawing to somebody who settles", async () => {
  await change("review", /Accept/, { key: "b", code: "KeyB" });
  expect(readMapping()).toEqual({ "review.accept": { key: "b" } });
});

it("does not give the key of a label away", async () => {
  const said = await change("drawing", /Fit/, { key: "d", code: "KeyD" });

  expect(said).toMatch(/Coin/);
  expect(readMapping()).toEqual({});
});

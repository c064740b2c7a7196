import { fireEvent, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { beforeEach, expect, it } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { readSchema } from "@/model/schema";
import { LayersStage } from "@/panels/workspace";
import { standInForCanvas } from "@/testing/canvas";
import { renderPart } from "@/testing/renderPage";
import { PickMenu } from "./PickMenu";

const PICTURE = { url: "/tray.jpg", alt: "tray", width_px: 400, height_px: 300 };
const SCHEMA = readSchema({ version: 1, labels: [], questions: [] });

beforeEach(() => {
  localStorage.clear();
  standInForCanvas();
});

function Page() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <LayersStage
        picture={PICTURE}
        schema={SCHEMA}
        people={[{ id: "1", name: "Heron", document: EMPTY_DOCUMENT }]}
        consensus={null}
        hasDigits
        onKey={(action) => {
          setOpen(action === "review.take");
          return true;
        }}
      />
      <PickMenu
        label="Take one"
        shortcut="review.take"
        opened={isOpen}
        onOpened={setOpen}
        choices={[{ key: "1", name: "Wren", pick: () => setOpen(false) }]}
      />
    </>
  );
}

it("opens a menu by its key as often as it is pressed: the menu does not take it for one outside", async () => {
  renderPart(<Page />);
  await screen.findByRole("application");

  const expanded = () => document.querySelector("[aria-haspopup]")?.getAttribute("aria-expanded");

  for (let time = 0; time < 2; time += 1) {
    fireEvent.keyDown(document.body, { key: "t" });
    const choice = await screen.findByRole("menuitem", { name: "Wren", hidden: true });
    expect(expanded()).toBe("true");
    fireEvent.click(choice);
    await waitFor(() => expect(expanded()).toBe("false"));
  }
});

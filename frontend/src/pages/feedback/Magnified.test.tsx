import { fireEvent, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { Magnified } from "./Magnified";

const SIZE = { width_px: 8000, height_px: 6000 };
const DOT = { minX: 4000, minY: 3000, maxX: 4100, maxY: 3100 };
const width = async () => (await screen.findByText("picture")).parentElement?.style.inlineSize;

it("is made larger and smaller by its buttons, no smaller than it is and not without end", async () => {
  renderPart(
    <Magnified size={SIZE} wanted={null}>
      <b>picture</b>
    </Magnified>,
  );
  const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

  const widths = [await width()];
  press("Smaller");
  widths.push(await width());
  for (let time = 0; time < 6; time += 1) press("Larger");
  widths.push(await width());
  press("Smaller");

  expect([...widths, await width()]).toEqual(["100%", "100%", "1600%", "800%"]);
});

it("shows a place that is asked for as large as it can be seen whole, within bounds", async () => {
  for (const [bounds, expected] of [
    [DOT, "1600%"],
    [{ minX: 0, minY: 0, maxX: 1200, maxY: 1200 }, "200%"],
    [{ minX: 0, minY: 0, maxX: 8000, maxY: 6000 }, "100%"],
  ] as const) {
    const { unmount } = renderPart(
      <Magnified size={SIZE} wanted={{ bounds, asked: 1 }}>
        <b>picture</b>
      </Magnified>,
    );
    expect(await width()).toBe(expected);
    unmount();
  }
});

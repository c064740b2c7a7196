import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { standInForCanvas } from "@/testing/canvas";
import { leased } from "@/testing/leased";
import { renderApp } from "@/testing/renderPage";
import { MANAGER } from "@/testing/staff";
import "./WorkPage";

beforeEach(() => {
  standInForCanvas();
  Element.prototype.scrollIntoView = () => undefined;
});

/** happy-dom gives a wheel no place. */
const wheelAt = (clientX: number) =>
  Object.assign(new WheelEvent("wheel", { bubbles: true, deltaY: 20 }), { clientX, clientY: 5 });

async function taskWith(secondsLeft: number) {
  const { outcome, assignment } = leased(8, "first");
  const { sent } = renderApp("/work/2", {
    server: {
      "GET /api/v1/me": MANAGER,
      "POST /api/v1/projects/2/next": {
        outcome,
        assignment: { ...assignment, lease_seconds_left: secondsLeft },
      },
      "POST /api/v1/assignments/8/heartbeat": { lease_seconds_left: 1800, extensions_left: 2 },
    },
  });
  const stage = await screen.findByRole("application");
  return { stage, asked: () => sent.filter(({ route }) => route.endsWith("/heartbeat")).length };
}

it.each([
  ["a pointer that looks for the next corner", (stage: Element) => fireEvent.pointerMove(stage)],
  ["a wheel that looks closer", (stage: Element) => fireEvent(stage, wheelAt(5))],
  ["a key of the view", (stage: Element) => fireEvent.keyDown(stage, { key: "+", code: "Equal" })],
])("%s extends the time before anything is changed, once", async (_, work) => {
  const { stage, asked } = await taskWith(500);
  const before = asked();

  act(() => void work(stage));
  await waitFor(() => expect(asked()).toBe(1));
  await act(async () => void work(stage));

  expect([before, asked()]).toEqual([0, 1]);
});

it("uses no extension while there is time", async () => {
  const { stage, asked } = await taskWith(1200);

  await act(async () => void fireEvent.pointerMove(stage));

  expect(asked()).toBe(0);
});

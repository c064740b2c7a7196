import { act, cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { keepInTab, tabKey } from "@/pages/shell/kept-in-tab";
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

it("pastes on the next picture what was copied on the one before, in one tab and one project", async () => {
  const shape = {
    id: "s1",
    kind: "box",
    label: "coin",
    geometry: { x: 10, y: 20, width: 30, height: 40 },
    attributes: {},
  };
  sessionStorage.clear();
  keepInTab(tabKey(MANAGER.id, "clipboard-2"), [shape]);
  const { stage } = await taskWith(1200);

  act(() => void fireEvent.keyDown(stage, { key: "v", code: "KeyV", ctrlKey: true }));

  expect(await screen.findByRole("button", { name: /Coin.* at 10, 20/ })).toBeTruthy();
  cleanup(); // the draft that is due goes out while there is a server
});

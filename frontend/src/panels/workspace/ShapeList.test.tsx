import { act, fireEvent, screen, within } from "@testing-library/react";
import { Profiler } from "react";
import { expect, it, vi } from "vitest";
import { EMPTY_DOCUMENT, type Shape } from "@/model/document";
import { readSchema } from "@/model/schema";
import { renderPart } from "@/testing/renderPage";
import { EngineProvider } from "./engine/context";
import { StageEngine } from "./engine/stage-engine";
import { ShapeList } from "./ShapeList";

const SCHEMA = readSchema({
  version: 1,
  labels: [{ key: "cup", name: "Cup", color: "aqua", kind: "box" }],
  questions: [],
});
const PICTURE = { url: "/many.jpg", alt: "many", width_px: 4000, height_px: 3000 };
const MANY = 2000;

const box = (index: number): Shape => ({
  id: `s${index + 1}`,
  kind: "box",
  label: "cup",
  geometry: { x: (index % 50) * 80, y: Math.floor(index / 50) * 75, width: 60, height: 60 },
  attributes: {},
  ...(index < 3 && { group_id: "g1" }),
});

/** The list of so many boxes, as they were left; `renders` counts how often it is drawn anew. */
async function listOf(count: number) {
  Element.prototype.scrollIntoView = () => undefined;
  const shapes = Array.from({ length: count }, (_, index) => box(index));
  const document = { ...EMPTY_DOCUMENT, shapes };
  const engine = new StageEngine({
    document,
    schema: SCHEMA,
    picture: PICTURE,
    tool: "select",
    canEdit: true,
  });
  engine.bench.setViewport({ width: 1000, height: 750 });
  const renders = vi.fn();
  renderPart(
    <EngineProvider value={engine}>
      <Profiler id="list" onRender={renders}>
        <ShapeList />
      </Profiler>
    </EngineProvider>,
  );
  const list = await screen.findByRole("list", { name: "Shapes" });
  const rows = () => within(list).getAllByRole("listitem");
  const placeOf = (row: HTMLElement) => Number(row.getAttribute("aria-posinset"));
  renders.mockClear();
  return { bench: engine.bench, list, rows, placeOf, renders };
}

const pointer = (phase: "down" | "move" | "up", x: number, y: number) => ({
  phase,
  pointerId: 1,
  device: "mouse" as const,
  screen: { x, y } as never, // a place of the stage is branded, and only made by the page
  button: 0,
  atMs: 0,
  shift: false,
});

it("has few rows for thousands of shapes, and says of each which it is of how many", async () => {
  const { rows, placeOf } = await listOf(MANY);

  expect(rows().length).toBeLessThan(60);
  expect(rows().map((row) => row.getAttribute("aria-setsize"))).toEqual(rows().map(() => "2000"));
  expect([placeOf(rows()[0] as HTMLElement), placeOf(rows().at(-1) as HTMLElement)]).toEqual([
    1, 2000,
  ]);
});

it("keeps all rows of a list of the usual length, and counts nothing aloud", async () => {
  const { list } = await listOf(200);

  expect(list.querySelectorAll("li")).toHaveLength(200);
  expect(list.querySelectorAll("[aria-setsize]")).toHaveLength(0);
});

it("is not drawn anew while the pointer moves, over shapes or with one of them", async () => {
  const { bench, renders } = await listOf(MANY);
  await act(async () => bench.run({ type: "choose", shapeId: "s1026" }));
  renders.mockClear();

  await act(async () => {
    for (let x = 0; x < 100; x += 1) bench.pointer(pointer("move", x * 9, 300));
    bench.pointer(pointer("down", 505, 380));
    for (let x = 0; x < 100; x += 1) bench.pointer(pointer("move", 505 + x, 380));
  });
  const whileMoving = renders.mock.calls.length;
  const wasDragging = bench.state.isGesture;
  await act(async () => bench.pointer(pointer("up", 604, 380)));

  expect([whileMoving, wasDragging]).toEqual([0, true]);
  // Let go, the shape is another one.
  expect(renders).toHaveBeenCalled();
});

it("goes to the row that is chosen on the stage, wherever it is, and marks its group", async () => {
  const { bench, rows, placeOf } = await listOf(MANY);

  await act(async () => bench.run({ type: "choose", shapeId: "s1026" }));
  const chosen = rows().filter((row) => row.dataset.chosen !== undefined);
  await act(async () => bench.run({ type: "choose", shapeId: "s2" }));
  const companions = rows().filter((row) => row.dataset.companion !== undefined);

  expect(chosen.map(placeOf)).toEqual([1026]);
  expect(companions.map(placeOf)).toEqual([1, 3]);
});

it("keeps the row that has the focus, far from what is seen, until the focus goes", async () => {
  const { bench, rows, placeOf } = await listOf(MANY);
  await act(async () => bench.run({ type: "choose", shapeId: "s1026" }));
  const row = rows().find((one) => placeOf(one) === 1026) as HTMLElement;
  const pick = within(row).getByRole("button", { name: /Cup/ });

  act(() => pick.focus());
  await act(async () => bench.run({ type: "choose", shapeId: null }));
  const isKept = pick.isConnected && document.activeElement === pick;
  act(() => pick.blur());

  expect([isKept, pick.isConnected]).toEqual([true, false]);
});

it("keeps the rows about the focus as it goes on by Tab, and as rows before it go", async () => {
  const { bench, list, rows, placeOf } = await listOf(MANY);
  await act(async () => bench.run({ type: "choose", shapeId: "s1026" }));
  const pickOf = (id: string) =>
    list.querySelector<HTMLElement>(`[data-row="${id}"] button`) as HTMLElement;
  const far = () =>
    rows()
      .map(placeOf)
      .filter((place) => place > 100 && place < 2000 - 100);
  act(() => pickOf("s1026").focus());
  await act(async () => bench.run({ type: "choose", shapeId: null }));

  const about = far();
  const next = pickOf("s1027");
  // Each as the browser gives them, with what React does in between.
  await act(async () => {
    const moved = { bubbles: true, relatedTarget: next };
    pickOf("s1026").dispatchEvent(new FocusEvent("focusout", moved));
  });
  const isThere = next.isConnected;
  await act(async () => next.focus());
  const then = far();
  await act(async () => bench.run({ type: "remove_shape", shapeId: "s10" }));

  expect([about, isThere, then]).toEqual([[1025, 1026, 1027], true, [1026, 1027, 1028]]);
  expect([far(), document.activeElement]).toEqual([[1025, 1026, 1027], next]);
});

it("follows a submitted, undone and redone change in the rows that it concerns", async () => {
  const { bench, rows, placeOf, renders } = await listOf(MANY);
  const places = () => rows().map(placeOf);
  const before = places();

  await act(async () => bench.run({ type: "remove_shape", shapeId: "s2000" }));
  const removed = places();
  await act(async () => bench.run({ type: "undo" }));
  const undone = places();
  renders.mockClear();
  await act(async () => bench.freeze(true));

  expect([removed.at(-1), undone]).toEqual([1999, before]);
  expect(renders).not.toHaveBeenCalled();
});

it("opens a row that is pressed", async () => {
  const { bench, rows } = await listOf(MANY);
  const third = rows()[2] as HTMLElement;

  fireEvent.click(within(third).getByRole("button", { name: /Cup.*in a group of 3/ }));

  expect(bench.state.chosenId).toBe("s3");
  expect(third.dataset.chosen).toBe("true");
});

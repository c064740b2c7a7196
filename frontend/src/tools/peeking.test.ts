import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT, type Shape } from "@/model/document";
import { readSchema } from "@/model/schema";
import type { Notice } from "./commands";
import { Driver } from "./driver";
import { remapped } from "./key-mapping";
import { DEFAULT_KEYS } from "./key-table";

const schemaWith = (shortcut?: string) =>
  readSchema({
    version: 1,
    labels: [
      { key: "lake", name: "Lake", color: "aqua", kind: "polygon", shortcut },
      { key: "boat", name: "Boat", color: "lime", kind: "box" },
    ],
    questions: [],
  });
const box = (id: string, x: number): Shape => ({
  id,
  kind: "box",
  label: "boat",
  geometry: { x, y: 20, width: 40, height: 40 },
  attributes: {},
});

function driver({ canEdit = true, shapes = [box("a", 20), box("b", 100)], shortcut = "" } = {}) {
  const d = new Driver(
    {
      document: { ...EMPTY_DOCUMENT, shapes },
      schema: schemaWith(shortcut === "" ? undefined : shortcut),
      image: { width_px: 400, height_px: 300 },
      tool: canEdit ? "polygon" : "browse",
      canEdit,
    },
    { width: 400, height: 300 },
  );
  const told: Notice["type"][] = [];
  d.bench.onNotice(({ type }) => told.push(type));
  return { d, told };
}
const isPeeking = (d: Driver) => d.bench.state.isPeeking;
const code = { code: "KeyQ", ctrl: false, alt: false };

describe("a look at the picture alone", () => {
  it("lasts as long as its key is held, is said once, and leaves what is in the hand", () => {
    const { d, told } = driver();
    d.click(20, 200).click(120, 200);

    d.press("Shift+q", "Shift+q", "Shift+q");
    const during = [isPeeking(d), d.bench.state.stateName];
    d.click(120, 280).release("q");

    expect(during).toEqual([true, "polygon.drawing"]);
    expect([isPeeking(d), told]).toEqual([false, ["peek_begun", "peek_over"]]);
    d.press("Enter");
    expect(d.bench.state.document.shapes).toHaveLength(3);
  });

  it("goes on without the Shift of its chord, and the letter does nothing else meanwhile", () => {
    const { d } = driver();
    const before = d.bench.state.isSnapping;

    d.bench.key({ ...code, key: "Q", shift: true });
    d.bench.keyUp({ code: "ShiftLeft", key: "Shift", shift: false, ctrl: false, alt: false });
    d.bench.key({ ...code, key: "q", shift: false });
    const during = isPeeking(d);
    d.bench.keyUp({ ...code, key: "q", shift: false });

    expect([during, isPeeking(d), d.bench.state.isSnapping]).toEqual([true, false, before]);
    d.bench.key({ ...code, key: "q", shift: false });
    expect(d.bench.state.isSnapping).toBe(!before);
  });

  it("ends when nobody hears the key go up: the window lost the focus, or Cmd went up", () => {
    const { d } = driver();

    d.press("Shift+q").bench.giveBack();
    const afterBlur = isPeeking(d);
    d.press("Shift+q").release("Meta");

    expect([afterBlur, isPeeking(d)]).toEqual([false, false]);
  });

  it("ends at its own key wherever that was moved, and not at another", () => {
    const { d } = driver();
    const keys = remapped(DEFAULT_KEYS, { "view.peek": { key: ";" } });
    d.bench.run({ type: "use_keys", keys });

    d.press(";", " ").release(" ");
    const during = isPeeking(d);
    d.release(";");

    expect([during, isPeeking(d)]).toEqual([true, false]);
  });

  it("is there where nothing can be changed", () => {
    const { d } = driver({ canEdit: false });

    d.press("Shift+q");

    expect(isPeeking(d)).toBe(true);
  });
});

describe("all shapes", () => {
  const hidden = (d: Driver) => [...d.bench.state.hiddenIds];

  it.each([true, false])("are hidden and shown by one key (editing: %s)", (canEdit) => {
    const { d, told } = driver({ canEdit });

    d.press("Shift+h");
    const first = hidden(d);
    d.press("Shift+h");

    expect([first, hidden(d), told]).toEqual([["a", "b"], [], ["all_hidden", "all_shown"]]);
  });

  it("are all hidden first where some of them are", () => {
    const { d } = driver();
    d.bench.run({ type: "toggle_hidden", shapeId: "b" });

    d.press("Shift+h");

    expect(hidden(d)).toEqual(["a", "b"]);
  });

  it("hidden, are not met by the pointer; what is drawn then is seen", () => {
    const { d } = driver();
    d.press("Shift+h", "b");
    d.drag([20, 100], [60, 140]);
    const drawn = d.bench.state.chosenId;
    d.press("Escape", "v").move(20, 40);

    expect(drawn === null || hidden(d).includes(drawn)).toBe(false);
    expect(d.bench.state.hoveredId).toBeNull();
  });

  it("of which there are none hide nothing, and nothing is said", () => {
    const { d, told } = driver({ shapes: [] });

    d.press("Shift+h");

    expect([hidden(d), told]).toEqual([[], []]);
  });
});

it.each(["shift+h", "shift+q"])("a label keeps %s as its own key", (shortcut) => {
  const { d } = driver({ shortcut });
  d.bench.run({ type: "use_label", label: "boat" });

  d.press(shortcut.replace("shift", "Shift"));

  expect(d.bench.state).toMatchObject({ labelKey: "lake", isPeeking: false });
  expect([...d.bench.state.hiddenIds]).toEqual([]);
});

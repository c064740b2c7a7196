import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { EMPTY_DOCUMENT, type AnnotationDocument } from "@/model/document";
import { maskOf } from "@/model/masks/geometry";
import { regionFrom } from "@/model/masks/region";
import { readSchema } from "@/model/schema";
import { standInForCanvas } from "@/testing/canvas";
import { renderPart } from "@/testing/renderPage";
import { storeSingleKeys } from "./stored-keys";
import { AnnotationStage, type AnnotationStageProps } from "./AnnotationStage";

const PICTURE = { url: "/tray.jpg", alt: "tray", width_px: 400, height_px: 300 };

const COINS = readSchema({
  version: 1,
  labels: [
    {
      key: "euro",
      name: "Euro",
      color: "aqua",
      kind: "box",
      attributes: [{ key: "worn", name: "Worn", type: "boolean", required: true }],
    },
    { key: "cent", name: "Cent", color: "lime", kind: "box" },
  ],
  questions: [],
});

const TEXTURES = readSchema({
  version: 1,
  labels: [],
  questions: [
    {
      key: "texture",
      text: "Which material is this?",
      type: "choice",
      required: true,
      options: [
        { key: "brick", name: "Brick" },
        { key: "grass", name: "Grass" },
      ],
    },
  ],
});

const ONE_EURO: AnnotationDocument = {
  ...EMPTY_DOCUMENT,
  shapes: [
    {
      id: "s1",
      kind: "box",
      label: "euro",
      geometry: { x: 10, y: 20, width: 30, height: 40 },
      attributes: {},
    },
  ],
};

const SKY = readSchema({
  version: 1,
  labels: [{ key: "sky", name: "Sky", color: "aqua", kind: "mask" }],
  questions: [],
});
const SQUARE = maskOf(regionFrom(10, Array<number[]>(30).fill([20, 60])));
if (SQUARE === null) throw new Error("It has pixels");
const ONE_MASK: AnnotationDocument = {
  ...EMPTY_DOCUMENT,
  shapes: [{ id: "s1", kind: "mask", label: "sky", geometry: SQUARE, attributes: {} }],
};

/** happy-dom draws nothing and measures nothing. */
beforeEach(() => {
  localStorage.clear();
  standInForCanvas();
  Element.prototype.scrollIntoView = () => undefined;
});

async function stage(props: Partial<AnnotationStageProps>) {
  const onChange = vi.fn();
  const onSubmit = vi.fn();
  renderPart(
    <AnnotationStage
      picture={PICTURE}
      schema={COINS}
      document={EMPTY_DOCUMENT}
      onChange={onChange}
      onSubmit={onSubmit}
      {...props}
    />,
  );
  await screen.findByRole("application");
  return { onChange, onSubmit };
}

const press = (key: string, code = key, init = {}) =>
  act(() => fireEvent.keyDown(screen.getByRole("application"), { key, code, ...init }));

/** A field of the chosen shape's numbers, which are loaded when they are opened. */
async function opened(name: string): Promise<HTMLElement> {
  const details = screen.getByText("Label, position and size").closest("details");
  if (details !== null) details.open = true;
  fireEvent(details as Element, new Event("toggle"));
  return screen.findByLabelText(name);
}

describe("submit", () => {
  it("goes to what is missing when pressed too early, and submits once it is answered", async () => {
    const { onSubmit } = await stage({ document: ONE_EURO });

    fireEvent.click(screen.getByRole("button", { name: /Submit/ }));
    expect(onSubmit).not.toHaveBeenCalled();
    const field = await screen.findByRole("radiogroup", { name: "Worn" });
    await waitFor(() => expect(field.contains(document.activeElement)).toBe(true));

    fireEvent.click(within(field).getByRole("radio", { name: "Yes" }));
    press("Enter", "Enter", { ctrlKey: true });

    expect(onSubmit.mock.calls).toEqual([
      [{ ...ONE_EURO, shapes: [{ ...ONE_EURO.shapes[0], attributes: { worn: true } }] }],
    ]);
  });

  it("says what else the server would refuse, at the shape, and does not send it", async () => {
    const areas = ["road", "sky"].map((key) => ({
      key,
      name: key,
      color: "aqua",
      kind: "mask",
      is_semantic: true,
    }));
    const geometry = { x: 0, y: 0, width: 2, height: 2, counts: "04" };
    const shapes = ["road", "sky"].map((label) => ({
      id: label,
      kind: "mask" as const,
      label,
      geometry,
      attributes: {},
    }));
    const { onSubmit } = await stage({
      schema: readSchema({ version: 1, labels: areas, questions: [] }),
      document: { ...EMPTY_DOCUMENT, shapes },
    });

    fireEvent.click(screen.getByRole("button", { name: /Submit/ }));

    expect(await screen.findAllByText("sky: shares pixels with another mask")).not.toEqual([]);
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it("takes Nothing here for an answer, and not beside shapes", async () => {
    const { onSubmit } = await stage({});

    fireEvent.click(screen.getByRole("button", { name: "Nothing here" }));
    fireEvent.click(screen.getByRole("button", { name: /Submit/ }));

    expect(onSubmit.mock.calls).toEqual([[{ ...EMPTY_DOCUMENT, is_nothing_here: true }]]);
  });

  it("says why there is something here", async () => {
    const { onChange } = await stage({ document: ONE_EURO });

    fireEvent.click(screen.getByRole("button", { name: "Nothing here" }));

    expect(screen.getByRole("button", { name: "You drew 1 shape" })).toBeTruthy();
    expect(onChange).not.toHaveBeenCalled();
  });
});

describe("single keys", () => {
  it.each([true, false])("are on or off as they were left: %s", async (areOn) => {
    storeSingleKeys(areOn);
    const { onChange } = await stage({ schema: TEXTURES });

    press("2", "Digit2");

    expect(onChange).toHaveBeenCalledTimes(areOn ? 1 : 0);
  });
});

describe("the ring round the stage that has the focus", () => {
  const stageElement = () => screen.getByRole("application");

  it("comes with the key that walks the shapes, not with a tool's", async () => {
    await stage({ document: ONE_EURO });
    stageElement().setPointerCapture = () => undefined;

    fireEvent.pointerDown(stageElement());
    press("b", "KeyB");
    const isPointing = "pointer" in stageElement().dataset;
    press("Tab", "Tab");

    expect([isPointing, "pointer" in stageElement().dataset]).toEqual([true, false]);
  });
});

describe("the list of shapes", () => {
  it("names each shape with its size and place, and chooses it on the stage", async () => {
    await stage({ document: ONE_EURO });
    const row = screen.getByRole("button", { name: /Euro.*at 10, 20/ });

    fireEvent.click(row);

    expect(row.getAttribute("aria-pressed")).toBe("true");
    expect(await screen.findByRole("group", { name: "Chosen shape" })).toBeTruthy();
  });

  it("changes place and size by numbers, inside the picture only", async () => {
    const { onChange } = await stage({ document: ONE_EURO });
    fireEvent.click(screen.getByRole("button", { name: /Euro.*at 10, 20/ }));
    const left = await opened("Left");

    fireEvent.change(left, { target: { value: "25" } });
    fireEvent.change(left, { target: { value: "9999" } });

    const [drawn] = onChange.mock.lastCall ?? [];
    expect(drawn.shapes[0].geometry).toEqual({ x: 25, y: 20, width: 30, height: 40 });
  });

  it("moves a mask by numbers, by whole pixels and inside the picture", async () => {
    const { onChange } = await stage({ schema: SKY, document: ONE_MASK });
    fireEvent.click(screen.getByRole("button", { name: /Sky.*at 10, 20/ }));

    fireEvent.change(await opened("Left"), { target: { value: "100" } });
    fireEvent.change(screen.getByLabelText("Top"), { target: { value: "299" } });

    const [drawn] = onChange.mock.lastCall ?? [];
    const [was] = ONE_MASK.shapes;
    expect(drawn.shapes[0].geometry).toEqual({ ...was?.geometry, x: 100 });
  });

  it("is told to a screen reader as it changes", async () => {
    await stage({ document: ONE_EURO });
    fireEvent.click(screen.getByRole("button", { name: /Euro.*at 10, 20/ }));

    press("ArrowRight");

    expect(screen.getByText("Euro now at 11, 20, 30 by 40.")).toBeTruthy();
  });

  it("is told once more when the same happens again", async () => {
    await stage({ document: ONE_EURO });
    fireEvent.click(screen.getByRole("button", { name: /Euro.*at 10, 20/ }));
    press("d", "KeyD", { ctrlKey: true });
    press("d", "KeyD", { ctrlKey: true });

    press("z", "KeyZ", { ctrlKey: true });
    const first = screen.getByText("Undone.");
    press("z", "KeyZ", { ctrlKey: true });

    expect(screen.getByText("Undone.")).not.toBe(first);
    expect(first.isConnected).toBe(false);
  });
});

describe("questions about the whole image", () => {
  it("are answered by digits", async () => {
    const { onChange } = await stage({ schema: TEXTURES });

    press("2", "Digit2");

    expect(onChange.mock.calls).toEqual([[{ ...EMPTY_DOCUMENT, answers: { texture: "grass" } }]]);
    expect(screen.getByRole("radio", { name: /Grass/ }).getAttribute("aria-checked")).toBe("true");
  });

  it("leave out what is only for shapes", async () => {
    await stage({ schema: TEXTURES });

    expect(screen.queryByRole("button", { name: "Nothing here" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Box" })).toBeNull();
  });
});

describe("keys", () => {
  it("are all in one dialog", async () => {
    await stage({});

    press("?", "Slash", { shiftKey: true });

    const dialog = await screen.findByRole("dialog", { name: "Keys" });
    const line = "New shape with the keys; then put a point down";
    expect(await within(dialog).findByText(line)).toBeTruthy();
  });

  it("of labels stand in the list and the dialog, and no action is given one of them", async () => {
    const labels = COINS.labels.map((label) =>
      label.key === "cent" ? { ...label, shortcut: "s" } : label,
    );
    await stage({ schema: { ...COINS, labels } });
    const list = screen.getByRole("button", { name: "Cent" });
    const shown = list.textContent;
    press("s", "KeyS");
    const inUse = list.getAttribute("aria-pressed");

    press("?", "Slash", { shiftKey: true });
    const dialog = await screen.findByRole("dialog", { name: "Keys" });
    fireEvent.click(within(dialog).getByRole("button", { name: /Fit the picture/ }));
    fireEvent.keyDown(window, { key: "s", code: "KeyS" });

    expect([shown, inUse]).toEqual(["CentS", "true"]);
    expect(within(dialog).getByText("Cent").closest("div")?.textContent).toBe("CentS");
    expect(within(dialog).getByRole("status").textContent).toMatch(/^S is taken by: Cent\./);
  });

  it("find a label beyond the twentieth by a part of its name", async () => {
    const labels = Array.from({ length: 30 }, (_, at) => ({
      key: `kind_${at + 1}`,
      name: `Kind ${at + 1}`,
      color: "aqua",
      kind: "box",
    }));
    await stage({ schema: readSchema({ version: 1, labels, questions: [] }) });

    press("F", "KeyF", { shiftKey: true });
    const name = await screen.findByRole("combobox", { name: "A part of its name" });
    fireEvent.change(name, { target: { value: "27" } });
    fireEvent.keyDown(name, { key: "Enter", code: "Enter" });

    const found = screen.getByRole("button", { name: "Kind 27" });
    await waitFor(() => expect(found.getAttribute("aria-pressed")).toBe("true"));
  });

  it("find an option of a question, too", async () => {
    const { onChange } = await stage({ schema: TEXTURES });

    press("F", "KeyF", { shiftKey: true });
    const name = await screen.findByRole("combobox", { name: "A part of its name" });
    fireEvent.change(name, { target: { value: "gra" } });
    fireEvent.keyDown(name, { key: "Enter", code: "Enter" });

    expect(onChange.mock.lastCall).toEqual([{ ...EMPTY_DOCUMENT, answers: { texture: "grass" } }]);
  });

  it("are left alone while somebody types", async () => {
    const { onChange } = await stage({ document: ONE_EURO });
    fireEvent.click(screen.getByRole("button", { name: /Euro.*at 10, 20/ }));

    fireEvent.keyDown(await opened("Left"), { key: "Delete", code: "Delete" });

    expect(onChange).not.toHaveBeenCalled();
  });
});

describe("the guideline of the chosen label", () => {
  const example = (id: number, label: string, caption: string) => ({
    id,
    label_key: label,
    verdict: "right" as const,
    caption,
    item: { width_px: 400, height_px: 300, image_url: "/tray.jpg" },
    document: EMPTY_DOCUMENT,
  });
  const guideline = {
    number: "1.0",
    language: "",
    original_headings: [],
    body_html: "<h1>Coins</h1><p>All of them.</p><h2>Cent</h2><p>The small ones.</p>",
    examples: [example(1, "", "Any coin"), example(2, "euro", "A euro")],
    label_colors: {},
    label_edges: {},
    questions: [],
  };

  it("has its own example before one for all, and its own part of the text, or says it has none", async () => {
    renderPart(
      <AnnotationStage
        picture={PICTURE}
        schema={COINS}
        document={EMPTY_DOCUMENT}
        guideline={guideline}
        onSubmit={() => undefined}
      />,
    );
    const shown = () =>
      ["A euro", "Any coin", "All of them.", "The small ones."].filter(
        (words) => screen.queryByText(words) !== null,
      );
    const head = () => screen.getByRole("heading", { name: /^Guideline/ }).textContent;

    await screen.findByText("A euro");
    const ofEuro = [head(), ...shown()];
    fireEvent.keyDown(screen.getByRole("application"), { key: "2", code: "Digit2" });
    const ofCent = [head(), ...shown()];

    expect(ofEuro).toEqual([
      expect.stringMatching(/^Guideline: Euro/),
      "A euro",
      "All of them.",
      "The small ones.",
    ]);
    expect(ofCent).toEqual([
      expect.stringMatching(/^Guideline: Cent/),
      "Any coin",
      "The small ones.",
    ]);
  });
});

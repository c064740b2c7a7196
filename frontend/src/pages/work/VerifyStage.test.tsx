import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { LabelVerdict } from "@/api/work";
import { EMPTY_DOCUMENT, type AnnotationDocument } from "@/model/document";
import { readSchema } from "@/model/schema";
import { keepInTab, readInTab, tabKey } from "@/pages/shell/kept-in-tab";
import { standInForCanvas } from "@/testing/canvas";
import { renderPart } from "@/testing/renderPage";
import { TaskStage } from "./TaskStage";
import { VerifyStage } from "./VerifyStage";

const PICTURE = { url: "/tray.jpg", alt: "tray", width_px: 400, height_px: 300 };
const COINS = readSchema({
  version: 1,
  labels: [{ key: "cent", name: "Cent", color: "lime", kind: "box" }],
  questions: [],
});
const ONE_CENT: AnnotationDocument = {
  ...EMPTY_DOCUMENT,
  shapes: [
    {
      id: "s1",
      kind: "box",
      label: "cent",
      geometry: { x: 10, y: 20, width: 30, height: 40 },
      attributes: {},
    },
  ],
};
const KEY = tabKey(3, "verdict-of-7");
const MARK = { x: 200, y: 150, text: "One is missing" };

/** happy-dom draws nothing and measures nothing. */
beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
  standInForCanvas();
  Element.prototype.scrollIntoView = () => undefined;
});

async function judging(document: AnnotationDocument = ONE_CENT) {
  const onVerdict = vi.fn<(verdict: LabelVerdict) => void>();
  renderPart(
    <VerifyStage
      subject={ONE_CENT}
      keptAs={KEY}
      stage={{ picture: PICTURE, schema: COINS, document }}
      onVerdict={onVerdict}
    />,
  );
  await screen.findByRole("application");
  return onVerdict;
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));

describe("a label of other people", () => {
  it("is judged by the keys that somebody chose, and shows them", async () => {
    const kept = {
      "verdict.accept": { key: "a", shift: true },
      "verdict.fix": { key: "2", ctrl: true },
    };
    localStorage.setItem("gm-keys", JSON.stringify(kept));
    const onVerdict = await judging();
    const keys = ["It is right", "Correct it", "Send it back"].map(
      (name) =>
        screen.getByRole("button", { name: new RegExp(name) }).querySelector("kbd")?.textContent,
    );

    act(
      () => void fireEvent.keyDown(screen.getByRole("application"), { key: "A", shiftKey: true }),
    );

    expect(keys).toEqual(["Shift A", "Ctrl 2", "R"]);
    expect(onVerdict).toHaveBeenCalledWith({ outcome: "accept" });
  });

  it("has what was said of it again after a reload, until it is sent", async () => {
    const note = "One is missing";
    keepInTab(KEY, { reason_code: "other", note, marks: [MARK] });
    const onVerdict = await judging();

    press(/Send it back/);

    const said = { outcome: "reject", reason_code: "other", note, marks: [MARK] };
    expect(onVerdict.mock.calls).toEqual([[said]]);
    expect(readInTab(KEY)).toBeNull();
  });

  it("is accepted by the button, and by its key", async () => {
    const onVerdict = await judging();

    press(/It is right/);
    act(() => void fireEvent.keyDown(screen.getByRole("application"), { key: "a" }));

    expect(onVerdict.mock.calls).toEqual([[{ outcome: "accept" }], [{ outcome: "accept" }]]);
  });

  it("cannot be changed while it is looked at", async () => {
    await judging();

    expect(screen.queryByRole("button", { name: /Nothing here/ })).toBeNull();
    expect(screen.queryByRole("button", { name: /^Hand it in/ })).toBeNull();
  });

  it("goes back with a reason, a note and marks that say something", async () => {
    const onVerdict = await judging();
    act(() => void fireEvent.keyDown(screen.getByRole("application"), { key: "r" }));
    press("Put a mark in the middle");

    press("Send it back");
    expect(onVerdict).not.toHaveBeenCalled();
    expect(screen.getByText(/Choose a reason/)).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText("What is wrong at mark 1?"));

    fireEvent.click(screen.getByRole("radio", { name: "Objects are not marked" }));
    fireEvent.change(screen.getByLabelText("What is wrong at mark 1?"), {
      target: { value: " One is missing " },
    });
    fireEvent.change(screen.getByLabelText("What should the author know?"), {
      target: { value: "Look at the corners." },
    });
    press("Send it back");

    expect(onVerdict).toHaveBeenCalledWith({
      outcome: "reject",
      reason_code: "missed_objects",
      note: "Look at the corners.",
      marks: [MARK],
    });
  });

  it("moves and takes away a mark by keys", async () => {
    await judging();
    press(/Send it back/);
    press("Put a mark in the middle");

    fireEvent.keyDown(screen.getByRole("button", { name: "Mark 1" }), { key: "Delete" });

    expect(screen.queryByRole("button", { name: "Mark 1" })).toBeNull();
  });

  it("begins again where a correction was left", async () => {
    await judging({ ...ONE_CENT, shapes: [...ONE_CENT.shapes, ...ONE_CENT.shapes.map(moved)] });

    expect(screen.getByRole("heading", { name: "Correct the label" })).toBeTruthy();
  });

  it("is handed in corrected, with a reason", async () => {
    const corrected = { ...ONE_CENT, shapes: ONE_CENT.shapes.map(moved) };
    const onVerdict = await judging(corrected);

    press(/Hand it in/);
    expect(onVerdict).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole("radio", { name: "A shape does not fit its object" }));
    press(/Hand it in/);

    expect(onVerdict).toHaveBeenCalledWith({
      outcome: "fix",
      reason_code: "wrong_shape",
      note: "",
      marks: [],
      document: corrected,
    });
  });
});

describe("work that came back", () => {
  it("shows why, and the marks on the picture", async () => {
    renderPart(
      <TaskStage
        ownerId={3}
        suggestion={null}
        assignment={{
          ...ASSIGNMENT,
          sent_back: { number: 1, reason_code: "missed_objects", note: "Corners.", marks: [MARK] },
        }}
        schema={COINS}
        document={ONE_CENT}
        onSubmit={vi.fn()}
      />,
    );

    await waitFor(() => expect(screen.getByText("This came back to you")).toBeTruthy());
    expect(screen.getByText("Objects are not marked")).toBeTruthy();
    expect(screen.getByText("Corners.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Mark 1: One is missing" })).toBeTruthy();
    expect(screen.getByRole("button", { name: /Nothing here/ })).toBeTruthy();
  });
});

function moved(shape: (typeof ONE_CENT.shapes)[number]) {
  return {
    ...shape,
    id: `${shape.id}-moved`,
    geometry: { x: 100, y: 100, width: 30, height: 40 },
  } as typeof shape;
}

const ASSIGNMENT = {
  id: 1,
  project_id: 1,
  project_name: "Coins",
  item: {
    id: 1,
    name: "tray",
    width_px: 400,
    height_px: 300,
    image_url: "/tray.jpg",
    levels: null,
  },
  step: "draw",
  state: "leased",
  lease_seconds_left: 1800,
  extensions_left: 3,
  price: { amount_minor: 5, currency: "EUR" },
  schema_version: { id: 1, number: 1, definition: { version: 1, labels: [], questions: [] } },
  guideline_version: { id: 1, number: "1.0" },
  draft: null,
  subject: null,
  sent_back: null,
} as const;

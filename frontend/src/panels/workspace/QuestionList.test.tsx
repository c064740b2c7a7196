import { act, fireEvent, screen } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { readSchema } from "@/model/schema";
import { standInForCanvas } from "@/testing/canvas";
import { renderPart } from "@/testing/renderPage";
import { AnnotationStage } from "./AnnotationStage";
import { SuggestionNote } from "./suggestions";

const TEXTURE = {
  key: "texture",
  text: "Which material is this?",
  type: "choice",
  required: true,
  options: [
    { key: "brick", name: "Brick" },
    { key: "grass", name: "Grass" },
  ],
} as const;
const TEXTURES = readSchema({ version: 1, labels: [], questions: [TEXTURE] });

/** happy-dom draws nothing and measures nothing. */
beforeEach(() => {
  localStorage.clear();
  standInForCanvas();
  Element.prototype.scrollIntoView = () => undefined;
});

describe("a model's answer", () => {
  const SAID = { ...EMPTY_DOCUMENT, answers: { texture: "grass" } };
  const stage = async (schema = TEXTURES, said = SAID) => {
    const onSubmit = vi.fn();
    renderPart(
      <AnnotationStage
        picture={{ url: "/wall.jpg", alt: "wall", width_px: 400, height_px: 300 }}
        schema={schema}
        document={said}
        suggested={said}
        confidences={{ shapes: {}, answers: { texture: 0.62 } }}
        aside={<SuggestionNote sourceName="A model" />}
        onSubmit={onSubmit}
      />,
    );
    await screen.findByRole("application");
    return onSubmit;
  };
  const CONFIRM = { name: "Confirm the suggestion" };

  it("is said to be the model's, and counted, until a person confirms it", async () => {
    await stage();
    screen.getByText("1 suggestion of A model. It is dashed until you change or confirm it.");
    screen.getByText(/^suggested, 62/);

    fireEvent.click(screen.getByRole("button", CONFIRM));

    expect(screen.queryByText(/^suggested/)).toBeNull();
    screen.getByText("Every suggestion of A model was changed, confirmed or removed.");
  });

  it("is a person's who came back to it by digits", async () => {
    await stage();
    const digit = (key: string) =>
      act(() => fireEvent.keyDown(screen.getByRole("application"), { key, code: `Digit${key}` }));

    digit("1");
    digit("2");

    const grass = screen.getByRole("radio", { name: /Grass/ });
    expect(grass.getAttribute("aria-checked")).toBe("true");
    expect(screen.queryByText(/^suggested/)).toBeNull();
  });

  it("stays the model's while another question is answered by a press that gives no focus", async () => {
    const two = readSchema({
      version: 1,
      labels: [],
      questions: [TEXTURE, { ...TEXTURE, key: "lining", text: "And which lining?" }],
    });
    const said = { ...EMPTY_DOCUMENT, answers: { texture: "grass", lining: "brick" } };
    await stage(two, said);

    fireEvent.click(screen.getAllByRole("radio", { name: /Brick/ })[1] as HTMLElement);

    const isSuggested = screen
      .getAllByRole("group")
      .filter((one) => one.tagName === "FIELDSET")
      .map((one) => one.dataset.suggested);
    expect(isSuggested).toEqual(["true", undefined]);
  });

  it.each(["pressing it", "its digit", "another one"])("is a person's after %s", async (way) => {
    const onSubmit = await stage();

    const name = way === "another one" ? "Brick" : "Grass";
    if (way === "its digit") {
      const key = { key: "2", code: "Digit2" };
      act(() => fireEvent.keyDown(screen.getByRole("application"), key));
    } else fireEvent.click(screen.getByRole("radio", { name: new RegExp(name) }));

    expect(screen.queryByText(/^suggested/)).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: /Submit/ }));
    expect(onSubmit.mock.calls[0]?.[0]).toMatchObject({ answers: { texture: name.toLowerCase() } });
  });
});

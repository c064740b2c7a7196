import { act, fireEvent, screen } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { readSchema } from "@/model/schema";
import { standInForCanvas } from "@/testing/canvas";
import { renderPart } from "@/testing/renderPage";
import { AnnotationStage } from "./AnnotationStage";
import { SuggestionNote } from "./suggestions";

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

/** happy-dom draws nothing and measures nothing. */
beforeEach(() => {
  localStorage.clear();
  standInForCanvas();
  Element.prototype.scrollIntoView = () => undefined;
});

describe("a model's answer", () => {
  const SAID = { ...EMPTY_DOCUMENT, answers: { texture: "grass" } };
  const stage = async () => {
    const onSubmit = vi.fn();
    renderPart(
      <AnnotationStage
        picture={{ url: "/wall.jpg", alt: "wall", width_px: 400, height_px: 300 }}
        schema={TEXTURES}
        document={SAID}
        suggested={SAID}
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

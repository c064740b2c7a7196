import { act, screen } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import type { Prompt } from "@/tools/tool";
import { renderPart } from "@/testing/renderPage";
import { EngineProvider } from "./engine/context";
import { HintLine } from "./HintLine";

const asked = vi.hoisted(() => vi.fn());
vi.mock("./PromptFigure", () => {
  asked();
  throw new TypeError("Failed to fetch dynamically imported module");
});

const [schema, document] = [{ labels: [], questions: [] }, { shapes: [] }];

async function show(prompt: Prompt) {
  const state = { stateName: "keypoints.placing", canEdit: false, refusal: null, keys: [] };
  const heard = () => () => undefined;
  const bench = {
    state: { ...state, prompt, schema, document, labelKey: null, preview: null },
    subscribe: heard,
    onNotice: heard,
  };
  renderPart(
    <EngineProvider value={{ bench } as never}>
      <HintLine />
    </EngineProvider>,
  );
  await screen.findByText(new RegExp(`${prompt.number} of ${prompt.of}`));
  await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
}

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal("reportError", () => undefined);
});

it("asks for no figure where the points have no names, or there is but one", async () => {
  await show({ name: null, number: 1, of: 3 });
  await show({ name: "Nose", number: 1, of: 1 });

  expect(asked).not.toHaveBeenCalled();
});

it("says nothing over the drawing where the figure does not come", async () => {
  await show({ name: "Nose", number: 1, of: 2 });

  expect(asked).toHaveBeenCalled();
  expect(screen.queryByRole("alert")).toBeNull();
});

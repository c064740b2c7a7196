/** Takes a person to what still needs an answer: chosen on the stage, focused in the list. */

import type { Missing } from "@/model/missing";
import { labelOf } from "@/model/schema";
import { toolFor } from "@/tools/registry";
import type { Workbench } from "@/tools/workbench";
import { questionElementId } from "./QuestionList";
import { attributeElementId } from "./ShapeDetails";

const CONTROL = "input, button, textarea";

export function goToMissing(missing: Missing, bench: Workbench): void {
  switch (missing.type) {
    case "broken":
    case "overlap":
      return choose(missing.shapeId, bench);
    case "attribute":
      choose(missing.shapeId, bench);
      return focusWhenShown(attributeElementId(missing.shapeId, missing.attribute));
    case "question":
    case "wrong_answer":
      bench.run({ type: "use_question", question: missing.question });
      return focusWhenShown(questionElementId(missing.question));
    case "too_few":
      return drawNext(missing.label, bench);
    case "too_many":
    case "too_many_overlaps":
    case "nothing_drawn":
    case "refused":
      return;
  }
}

function choose(shapeId: string, bench: Workbench): void {
  bench.run({ type: "choose", shapeId }, { type: "reveal", shapeId });
}

function drawNext(label: string, bench: Workbench): void {
  bench.run({ type: "use_label", label });
  const tool = toolFor(labelOf(bench.state.schema, label)?.kind ?? "");
  if (tool !== null) bench.run({ type: "use_tool", tool });
}

/** The list opens the shape in the next frame, and a folded panel or sheet in the one after. */
function focusWhenShown(elementId: string, framesLeft = 3): void {
  requestAnimationFrame(() => {
    const place = document.getElementById(elementId);
    const control = place?.querySelector<HTMLElement>(CONTROL);
    if (control) {
      control.focus();
      place?.scrollIntoView({ block: "nearest" });
    } else if (framesLeft > 0) focusWhenShown(elementId, framesLeft - 1);
  });
}

/** Takes a person to what still needs an answer: chosen on the stage, focused in the list. */

import type { Missing } from "@/model/missing";
import type { Workbench } from "@/tools/workbench";
import { questionElementId } from "./QuestionList";
import { attributeElementId } from "./ShapeDetails";

const CONTROL = "input, button, textarea";

export function goToMissing(missing: Missing, bench: Workbench): void {
  switch (missing.type) {
    case "attribute":
      bench.run(
        { type: "choose", shapeId: missing.shapeId },
        { type: "reveal", shapeId: missing.shapeId },
      );
      return focusWhenShown(attributeElementId(missing.shapeId, missing.attribute));
    case "question":
      bench.run({ type: "use_question", question: missing.question });
      return focusWhenShown(questionElementId(missing.question));
    case "too_few":
      bench.run({ type: "use_label", label: missing.label }, { type: "use_tool", tool: "box" });
      return;
    case "too_many":
    case "nothing_drawn":
      return;
  }
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

/** What keeps a document from being handed in: everything that the server would refuse it for. */

import type { AnnotationDocument, Shape } from "./document";
import { missingAnswers, type Missing } from "./missing";
import type { ImageSize } from "./points";
import { labelOf, type LabelSchema } from "./schema";
import { documentProblems } from "./validation/document";
import type { Problem } from "./validation/problem";

const SHAPE_PATH = /^\/shapes\/(\d+)(?:\/|$)/;
const ANSWER_PATH = /^\/answers\/([^/]+)/;

/**
 * First what the screen asks for all the time; once that is there, every other rule. Costs as much
 * as the server's own check: asked when somebody submits, not at every change.
 */
export function hindrances(
  document: AnnotationDocument,
  schema: LabelSchema,
  image: ImageSize,
): readonly Missing[] {
  const missing = missingAnswers(document, schema, image);
  if (missing.length > 0) return missing;
  return documentProblems(document, schema, image).map((problem) =>
    placed(problem, document, schema),
  );
}

/** A problem where a person finds it: at a shape, at a question, or at no one place. */
export function placed(
  { code, path }: Problem,
  { shapes }: Pick<AnnotationDocument, "shapes">,
  schema: LabelSchema,
): Missing {
  const shape = shapes[Number(SHAPE_PATH.exec(path)?.[1] ?? NaN)];
  if (shape !== undefined) return atShape(code, shape, schema);
  const key = ANSWER_PATH.exec(path)?.[1];
  const question = schema.questions.find((one) => one.key === key);
  if (question === undefined) return { type: "refused", code };
  return { type: "wrong_answer", question: question.key, text: question.text, code };
}

function atShape(code: string, { id, label }: Shape, schema: LabelSchema): Missing {
  const labelName = labelOf(schema, label)?.name ?? label;
  return { type: "broken", shapeId: id, labelName, code };
}

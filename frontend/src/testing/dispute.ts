/** A dispute for tests: three people, one shape they share, and one that only the last saw. */

import type { AnnotationDocument, Shape } from "@/model/document";
import type { Detail } from "@/pages/adjudication/types";

export function box(id: string, x: number, label = "coin"): Shape {
  const geometry = { x, y: 10, width: 20, height: 20 };
  return { id, kind: "box", label, geometry, attributes: {} };
}

function answerOf(id: number, ...shapes: Shape[]) {
  const document: AnnotationDocument = {
    version: 1,
    is_nothing_here: false,
    shapes,
    answers: {},
  };
  return { id, pseudonym: `P-${id}`, document };
}

export function detail(): Detail {
  return {
    task: {
      submissions: [
        answerOf(1, box("a", 10)),
        answerOf(2, box("b", 14)),
        answerOf(3, box("c", 16), box("d", 40)),
      ],
      result: {
        document: { version: 1, is_nothing_here: false, shapes: [box("k", 13)], answers: {} },
        provenance: {
          k: [
            { submission_id: 1, shape_id: "a", iou: 0.9 },
            { submission_id: 2, shape_id: "b", iou: 0.9 },
          ],
        },
        left_out: [
          {
            shape: box("l", 40),
            exists: 0.3,
            drawn_by: 1,
            sources: [{ submission_id: 3, shape_id: "d", iou: 1 }],
          },
        ],
      },
    },
  } as unknown as Detail;
}

import type { AnnotationDocument } from "@/model/document";
import type { Skeleton } from "@/model/schema";
import { boundsOfShape } from "@/model/shapes/registry";
import { AnnotatedPicture } from "@/panels/shared";
import { HANDLE_EDGE, HANDLE_FILL } from "@/render/palette";
import type { Difference } from "./differences";
import classes from "./Feedback.module.css";

interface ComparedPictureProps {
  src: string;
  alt: string;
  widthPx: number;
  heightPx: number;
  document: AnnotationDocument;
  /** Without it only what is marked is shown. */
  reference?: AnnotationDocument;
  differences: readonly Pick<Difference, "kind" | "number" | "shape">[];
  colorOf: (label: string) => string;
  edgesOf?: (label: string) => Skeleton["edges"] | undefined;
}

/** Own shapes over the known ones, with a number at each that differs. */
export function ComparedPicture({ differences, ...picture }: ComparedPictureProps) {
  return (
    <div className={classes.compared}>
      <AnnotatedPicture {...picture} />
      {differences.map(({ number, shape, kind }) => {
        const { minX, minY } = boundsOfShape(shape);
        return (
          <span
            key={number}
            aria-hidden
            className={classes.number}
            data-kind={kind}
            style={{
              color: HANDLE_EDGE,
              background: HANDLE_FILL,
              left: `${(100 * Math.max(0, minX)) / picture.widthPx}%`,
              top: `${(100 * Math.max(0, minY)) / picture.heightPx}%`,
            }}
          >
            {number}
          </span>
        );
      })}
    </div>
  );
}

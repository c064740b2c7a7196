import type { AnnotationDocument, Shape } from "@/model/document";
import type { Skeleton } from "@/model/schema";
import { HALO, HALO_OPACITY, HANDLE_FILL } from "@/render/palette";
import { svgPathOf } from "@/render/svg-path";
import classes from "./AnnotatedPicture.module.css";

interface AnnotatedPictureProps {
  src: string;
  /** What is drawn, in words. */
  alt: string;
  widthPx: number;
  heightPx: number;
  document: AnnotationDocument;
  /** A known answer, drawn dashed above. */
  reference?: AnnotationDocument;
  /** The colour of a label's key. */
  colorOf: (label: string) => string;
  /** The lines of a label's skeleton, where keypoints may be shown. */
  edgesOf?: (label: string) => Skeleton["edges"] | undefined;
}

/** A picture with its shapes, to look at only: examples, results, thumbnails. */
export function AnnotatedPicture(props: AnnotatedPictureProps) {
  const { src, alt, widthPx, heightPx, document, reference, colorOf } = props;
  const pathOf = (shape: Shape) => svgPathOf(shape, props.edgesOf?.(shape.label));
  return (
    <div className={classes.picture} style={{ aspectRatio: `${widthPx} / ${heightPx}` }}>
      <img src={src} alt={alt} />
      <svg viewBox={`0 0 ${widthPx} ${heightPx}`} aria-hidden>
        {document.shapes.map((shape) => (
          <g key={shape.id}>
            <path
              d={pathOf(shape)}
              className={classes.halo}
              stroke={HALO}
              strokeOpacity={HALO_OPACITY}
            />
            <path d={pathOf(shape)} className={classes.line} stroke={colorOf(shape.label)} />
          </g>
        ))}
        {reference?.shapes.map((shape) => (
          <path
            key={shape.id}
            d={pathOf(shape)}
            className={classes.reference}
            stroke={HANDLE_FILL}
          />
        ))}
      </svg>
    </div>
  );
}

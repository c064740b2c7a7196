import { IconPhoto } from "@tabler/icons-react";
import { useState } from "react";
import classes from "./ImageThumb.module.css";

interface ImageThumbProps {
  /** Null where there is no picture yet. */
  src: string | null;
  /** "" when words beside it name the picture. */
  alt: string;
  width: number;
  height?: number;
}

/** A small picture, cut to its box; a plain box with an icon where it cannot be had. */
export function ImageThumb({ src, alt, width, height = width }: ImageThumbProps) {
  const [failed, setFailed] = useState<string | null>(null);
  const size = { inlineSize: width, blockSize: height };
  if (src === null || src === failed) {
    return (
      <span className={classes.none} style={size} {...nameOf(alt)}>
        <IconPhoto size={18} stroke={1.6} aria-hidden />
      </span>
    );
  }
  return (
    <img
      className={classes.thumb}
      style={size}
      src={src}
      alt={alt}
      loading="lazy"
      decoding="async"
      onError={() => setFailed(src)}
    />
  );
}

function nameOf(alt: string) {
  return alt === "" ? { "aria-hidden": true } : { role: "img", "aria-label": alt };
}

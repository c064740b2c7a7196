/**
 * The colours of labels, the halo under their strokes and the text on their tags.
 *
 * The canvas engine and every swatch read them here; they are the same in both colour schemes.
 * The order is the order in which a new schema gives them: the smallest CIEDE2000 between any two,
 * the worst of normal, protan, deutan and tritan sight, is 13.6 for the first 5, 10.3 for 8 and
 * 8.3 for all 12.
 */
export interface LabelColour {
  readonly name: string;
  readonly hex: string;
}

export const LABEL_COLOURS: readonly LabelColour[] = [
  { name: "aqua", hex: "#30C7D2" },
  { name: "lime", hex: "#A0DB2C" },
  { name: "magenta", hex: "#F5109B" },
  { name: "violet", hex: "#A053FD" },
  { name: "sand", hex: "#F6CFB0" },
  { name: "periwinkle", hex: "#909BFB" },
  { name: "ice", hex: "#74FEFD" },
  { name: "ochre", hex: "#B79E15" },
  { name: "lemon", hex: "#F4FD74" },
  { name: "clay", hex: "#BA673F" },
  { name: "coral", hex: "#FD8994" },
  { name: "blue", hex: "#0F8BBB" },
];

/** The dark line under every stroke on a photograph, at 88 %. */
export const HALO = "#0B1110";
export const HALO_OPACITY = 0.88;
export const HALO_WIDTH_PX = 1.1;

/** Text on a tag, on every label colour. */
export const TAG_TEXT = "#0B1110";

/** Handles, the crosshair and the consensus outline. */
export const HANDLE_FILL = "#FFFFFF";
export const HANDLE_EDGE = "#0B1110";

export const STROKE_PX = 2;
export const STROKE_CHOSEN_PX = 2.5;
export const FILL_OPACITY = 0.08;
export const FILL_CHOSEN_OPACITY = 0.24;
/** Over pixels that no mask holds, where a person asks for it. */
export const UNLABELLED_OPACITY = 0.55;

/** What a label looks like: its colour, and whether colours have run out and the stroke is dashed. */
export interface LabelLook {
  readonly hex: string;
  readonly isDashed: boolean;
}

/** The look of the label at `index` of a schema, from 0. From the 13th on colours repeat, dashed. */
export function labelLook(index: number): LabelLook {
  const colour = LABEL_COLOURS[index % LABEL_COLOURS.length];
  if (colour === undefined) throw new RangeError(`A label's index is a whole number, not ${index}`);
  return { hex: colour.hex, isDashed: index >= LABEL_COLOURS.length };
}

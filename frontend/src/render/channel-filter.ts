/** A curve of tones as an SVG filter beside the picture: gamma and windows have no word in CSS. */

const NAMESPACE = "http://www.w3.org/2000/svg";
const CHANNELS = ["feFuncR", "feFuncG", "feFuncB"] as const;

let count = 0;

export class ChannelFilter {
  readonly element = document.createElementNS(NAMESPACE, "svg");
  /** As the filter of an element. */
  readonly css: string;
  private readonly channels = CHANNELS.map((name) => document.createElementNS(NAMESPACE, name));

  /** `type` is that of the transfer functions. */
  constructor(type: "gamma" | "linear") {
    count += 1;
    const id = `gm-channels-${count}`;
    this.css = `url(#${id})`;
    const filter = document.createElementNS(NAMESPACE, "filter");
    filter.id = id;
    filter.setAttribute("color-interpolation-filters", "sRGB");
    const transfer = document.createElementNS(NAMESPACE, "feComponentTransfer");
    for (const channel of this.channels) channel.setAttribute("type", type);
    transfer.append(...this.channels);
    filter.append(transfer);
    this.element.append(filter);
    this.element.setAttribute("aria-hidden", "true");
    Object.assign(this.element.style, { position: "absolute", width: "0", height: "0" });
  }

  /** Sets numbers of the function: `exponent`, or `slope` and `intercept`. */
  set(numbers: Readonly<Record<string, number>>): void {
    for (const channel of this.channels)
      for (const [name, value] of Object.entries(numbers))
        channel.setAttribute(name, String(value));
  }
}

/** Gamma as an SVG filter beside the picture: the one tone that CSS has no word for. */

const NAMESPACE = "http://www.w3.org/2000/svg";
const CHANNELS = ["feFuncR", "feFuncG", "feFuncB"] as const;

let count = 0;

export class GammaFilter {
  readonly element = document.createElementNS(NAMESPACE, "svg");
  readonly id: string;
  private readonly channels = CHANNELS.map((name) => document.createElementNS(NAMESPACE, name));

  constructor() {
    count += 1;
    this.id = `gm-gamma-${count}`;
    const filter = document.createElementNS(NAMESPACE, "filter");
    filter.id = this.id;
    filter.setAttribute("color-interpolation-filters", "sRGB");
    const transfer = document.createElementNS(NAMESPACE, "feComponentTransfer");
    for (const channel of this.channels) channel.setAttribute("type", "gamma");
    transfer.append(...this.channels);
    filter.append(transfer);
    this.element.append(filter);
    this.element.setAttribute("aria-hidden", "true");
    Object.assign(this.element.style, { position: "absolute", width: "0", height: "0" });
  }

  /** 1 shows the picture as it is; above it dark parts are lifted. */
  show(gamma: number): void {
    for (const channel of this.channels) channel.setAttribute("exponent", String(1 / gamma));
  }
}

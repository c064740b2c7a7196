/**
 * How far apart two colours are to people: CIEDE2000 of the least favourable sight, normal, protan,
 * deutan or tritan. 0 for the same colour; two labels nearer than 8 are hard to tell on a photograph.
 */

type Three = readonly [number, number, number];

/** Linear sRGB as it is seen without one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1). */
const SIGHTS: readonly (readonly [Three, Three, Three])[] = [
  [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
];
/** Linear sRGB to CIE XYZ over the white of D65. */
const TO_XYZ: readonly [Three, Three, Three] = [
  [0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339 / 1.08883, 0.119192 / 1.08883, 0.9503041 / 1.08883],
];

/** Of two colours as `#RRGGBB`; null where one is not written so. */
export function colourDistance(first: string, second: string): number | null {
  const [a, b] = [linearOf(first), linearOf(second)];
  if (a === null || b === null) return null;
  return Math.min(
    ...SIGHTS.map((sight) => ciede2000(labOf(clipped(sight, a)), labOf(clipped(sight, b)))),
  );
}

function linearOf(hex: string): Three | null {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) return null;
  const part = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

const times = (matrix: readonly [Three, Three, Three], [r, g, b]: Three): Three => {
  const [x, y, z] = matrix.map(([p, q, s]) => p * r + q * g + s * b);
  return [x ?? 0, y ?? 0, z ?? 0];
};

/** A screen shows nothing outside its own colours. */
function clipped(sight: readonly [Three, Three, Three], colour: Three): Three {
  const [r, g, b] = times(sight, colour);
  const within = (value: number) => Math.min(1, Math.max(0, value));
  return [within(r), within(g), within(b)];
}

function labOf(colour: Three): Three {
  const root = (value: number) =>
    value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116;
  const [x, y, z] = times(TO_XYZ, colour);
  return [116 * root(y) - 16, 500 * (root(x) - root(y)), 200 * (root(y) - root(z))];
}

const FAR = 25 ** 7;
const sin = (degrees: number) => Math.sin((degrees * Math.PI) / 180);
const cos = (degrees: number) => Math.cos((degrees * Math.PI) / 180);
const hueOf = (a: number, b: number) => ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;

/** Of two colours in CIE Lab (Sharma, Wu and Dalal 2005, equations 2 to 22; weights all 1). */
export function ciede2000([l1, a1, b1]: Three, [l2, a2, b2]: Three): number {
  const chroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const stretch = 1.5 - 0.5 * Math.sqrt(chroma ** 7 / (chroma ** 7 + FAR));
  const [c1, c2] = [Math.hypot(a1 * stretch, b1), Math.hypot(a2 * stretch, b2)];
  const [h1, h2] = [hueOf(a1 * stretch, b1), hueOf(a2 * stretch, b2)];
  const isGrey = c1 * c2 === 0;
  const turn = isGrey ? 0 : h2 - h1 - 360 * Math.round((h2 - h1) / 360);
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const h = isGrey ? h1 + h2 : h1 + turn / 2;
  const t =
    1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.2 * cos(4 * h - 63);
  const light = (l2 - l1) / (1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2));
  const strong = (c2 - c1) / (1 + 0.045 * c);
  const hue = (2 * Math.sqrt(c1 * c2) * sin(turn / 2)) / (1 + 0.015 * c * t);
  const around = (((h + 720) % 360) - 275) / 25;
  const mixed = -sin(60 * Math.exp(-(around ** 2))) * 2 * Math.sqrt(c ** 7 / (c ** 7 + FAR));
  return Math.sqrt(light ** 2 + strong ** 2 + hue ** 2 + mixed * strong * hue);
}

/** A few normal distributions of colour: what an object, or what lies round it, looks like. */

/** Red, green and blue of many samples, one after the other. */
export type Colours = Float64Array;

interface Component {
  readonly mean: readonly number[];
  /** The inverse of the covariance, row by row. */
  readonly inverse: readonly number[];
  /** The logarithm of its share over the root of the covariance's determinant. */
  readonly height: number;
}

export type Mixture = readonly Component[];

const COMPONENTS = 5;
const ROUNDS = 6;
/** Added to each variance, in squares of levels: a flat colour has a width too. */
const LEAST_VARIANCE = 4;

/** Means are moved to the middle of what is nearest to them, beginning with even steps of lightness. */
export function mixtureOf(colours: Colours): Mixture {
  const count = colours.length / 3;
  if (count === 0) return [];
  let means = firstMeans(colours);
  let own = new Uint8Array(count);
  for (let round = 0; round < ROUNDS; round += 1) {
    own = nearest(colours, means);
    means = means.map((mean, k) => meanOf(colours, own, k) ?? mean);
  }
  return means.flatMap((mean, k) => componentOf(colours, own, k, mean) ?? []);
}

/** Minus the logarithm of how likely the mixture is to have this colour. */
export function unlikeliness(mixture: Mixture, red: number, green: number, blue: number): number {
  let likely = 0;
  for (const { mean, inverse, height } of mixture) {
    const [r, g, b] = [red - num(mean[0]), green - num(mean[1]), blue - num(mean[2])];
    const far =
      r * (num(inverse[0]) * r + num(inverse[1]) * g + num(inverse[2]) * b) +
      g * (num(inverse[3]) * r + num(inverse[4]) * g + num(inverse[5]) * b) +
      b * (num(inverse[6]) * r + num(inverse[7]) * g + num(inverse[8]) * b);
    likely += Math.exp(height - far / 2);
  }
  return -Math.log(Math.max(likely, Number.MIN_VALUE));
}

function firstMeans(colours: Colours): number[][] {
  const places = Array.from({ length: colours.length / 3 }, (_, at) => at);
  const lightness = (at: number) => [0, 1, 2].reduce((sum, c) => sum + num(colours[3 * at + c]), 0);
  places.sort((a, b) => lightness(a) - lightness(b));
  return Array.from({ length: COMPONENTS }, (_, k) => {
    const at = num(places[Math.floor(((k + 0.5) / COMPONENTS) * places.length)]);
    return [0, 1, 2].map((channel) => num(colours[3 * at + channel]));
  });
}

function nearest(colours: Colours, means: readonly (readonly number[])[]): Uint8Array<ArrayBuffer> {
  const own = new Uint8Array(colours.length / 3);
  for (let at = 0; at < own.length; at += 1) {
    let least = Infinity;
    means.forEach((mean, k) => {
      const r = num(colours[3 * at]) - num(mean[0]);
      const g = num(colours[3 * at + 1]) - num(mean[1]);
      const b = num(colours[3 * at + 2]) - num(mean[2]);
      const far = r * r + g * g + b * b;
      if (far < least) [least, own[at]] = [far, k];
    });
  }
  return own;
}

function meanOf(colours: Colours, own: Uint8Array, k: number): number[] | null {
  const sums = [0, 0, 0];
  let count = 0;
  own.forEach((whose, at) => {
    if (whose !== k) return;
    count += 1;
    for (let c = 0; c < 3; c += 1) sums[c] = num(sums[c]) + num(colours[3 * at + c]);
  });
  return count === 0 ? null : sums.map((sum) => sum / count);
}

function componentOf(
  colours: Colours,
  own: Uint8Array,
  k: number,
  mean: readonly number[],
): Component | null {
  const sums = new Float64Array(9);
  let count = 0;
  own.forEach((whose, at) => {
    if (whose !== k) return;
    count += 1;
    for (let i = 0; i < 3; i += 1) {
      for (let j = 0; j < 3; j += 1) {
        const a = num(colours[3 * at + i]) - num(mean[i]);
        const b = num(colours[3 * at + j]) - num(mean[j]);
        sums[3 * i + j] = num(sums[3 * i + j]) + a * b;
      }
    }
  });
  if (count === 0) return null;
  const spread = Array.from(sums, (sum, at) => sum / count + (at % 4 === 0 ? LEAST_VARIANCE : 0));
  const { inverse, determinant } = inverted(spread);
  return { mean, inverse, height: Math.log(count / own.length) - Math.log(determinant) / 2 };
}

/** Of a symmetric 3 x 3 matrix whose determinant is above 0. */
function inverted(m: readonly number[]): { inverse: readonly number[]; determinant: number } {
  const [a, b, c, d, e, f, g, h, i] = m.map(num) as [
    number, number, number, number, number, number, number, number, number,
  ]; // prettier-ignore
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  const adjugate = [
    e * i - f * h, c * h - b * i, b * f - c * e,
    f * g - d * i, a * i - c * g, c * d - a * f,
    d * h - e * g, b * g - a * h, a * e - b * d,
  ]; // prettier-ignore
  return { inverse: adjugate.map((value) => value / determinant), determinant };
}

const num = (value: number | undefined): number => value ?? 0;

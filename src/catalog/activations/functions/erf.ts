/*
 * The error function in float64, which JavaScript lacks. Near zero the Maclaurin series with all
 * terms positive, `erf(x) = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1))`; further out Laplace's
 * continued fraction for 1 − erf(x), which keeps its digits where erf is almost 1.
 */
const SERIES_LIMIT = 3;
const FRACTION_TERMS = 60;

/** erf(x), to about 15 digits. */
export function erf(x: number): number {
  const size = Math.abs(x);
  return size < SERIES_LIMIT ? series(x) : Math.sign(x) * (1 - tail(size));
}

/** 1 − erf(x), without losing digits for large x. */
export function erfc(x: number): number {
  return x < SERIES_LIMIT ? 1 - erf(x) : tail(x);
}

function series(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** `e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 3⁄2/(x + …))))`, evaluated from the inside; x ≥ 3. */
function tail(x: number): number {
  let fraction = x;
  for (let n = FRACTION_TERMS; n >= 1; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

/**
 * Logarithm and exponential from the four operations alone, which IEEE 754 fixes to the last bit. Math.log and Math.exp are not fixed: the
 * V8 of Node 24 and that of workerd differ in the last digit of some values, and a file built there is asked here.
 */

const LN2 = 0.693_147_180_559_945_3;
const SQRT_HALF = 0.707_106_781_186_547_5;
/** Terms of the series: the first one left out is below 2^-53 of the sum. */
const LOG_TERMS = 12;
const EXP_TERMS = 15;
const EXPONENT_BIAS = 1023;
const EXP_LEAST = -700;
const EXP_MOST = 700;

const bits = new DataView(new ArrayBuffer(8));

/** 2 to the power of a whole number between -1022 and 1023. */
function powerOfTwo(exponent: number): number {
  bits.setUint32(0, (exponent + EXPONENT_BIAS) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** Natural logarithm of a positive normal number, right to about 1e-15. */
export function ln(x: number): number {
  bits.setFloat64(0, x);
  let exponent = ((bits.getUint32(0) >>> 20) & 0x7ff) - EXPONENT_BIAS + 1;
  let part = x * powerOfTwo(-exponent);
  if (part < SQRT_HALF) {
    part *= 2;
    exponent--;
  }
  // ln part = 2 · artanh((part - 1) / (part + 1))
  const t = (part - 1) / (part + 1);
  const square = t * t;
  let sum = 0;
  for (let i = LOG_TERMS; i >= 0; i--) sum = sum * square + 1 / (2 * i + 1);
  return 2 * t * sum + exponent * LN2;
}

/** e to the power of `x`, right to about 1e-15 of it; beyond ±700 as at ±700, so that nothing is infinite. */
export function exp(x: number): number {
  const held = Math.min(EXP_MOST, Math.max(EXP_LEAST, x));
  const exponent = Math.round(held / LN2);
  const rest = held - exponent * LN2;
  let sum = 1;
  for (let i = EXP_TERMS; i > 0; i--) sum = 1 + (sum * rest) / i;
  return sum * powerOfTwo(exponent);
}

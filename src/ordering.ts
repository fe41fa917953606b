/** How texts and ids of upstreams are ordered. Imports nothing of ours. */

const DIGITS = /^\d+$/;

/** Ids of an upstream: numbers first and by value, whatever their length; then other text by code unit. */
export function compareIds(left: string, right: string): number {
  const leftIsNumber = DIGITS.test(left);
  if (leftIsNumber !== DIGITS.test(right)) return leftIsNumber ? -1 : 1;
  return (leftIsNumber && left.length - right.length) || compareText(left, right);
}

/** Text by code unit. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

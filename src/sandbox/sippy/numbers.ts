/** How the switch prints a Double. */
import type { Decimal } from '../../money.ts';
import { double, int } from '../../wire/xmlrpc-values.ts';
import type { XmlRpcValue } from '../../wire/xmlrpc-values.ts';
import { asWholeOrNull } from './members.ts';
import type { SippySwitches } from './switchboard.ts';

/**
 * The amount as Python prints a float: no zeros at the end, at least one decimal (`0.0`, `-49.88`). The switch `doubles`
 * shows the digits of the nearest 64-bit float instead, `wholeDoubles` makes an int of what has no fraction.
 */
export function doubleOf(switches: SippySwitches, amount: Decimal): XmlRpcValue {
  const text = switches.doubles === 'binary' ? binaryDigits(amount) : amount;
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  if (short.includes('.')) return double(short);
  const whole = switches.wholeDoubles === 'int' ? asWholeOrNull(short) : null;
  return whole === null ? double(`${short}.0`) : int(whole);
}

/** 17 digits, as `repr` had before Python 2.7. Only what is shown goes through a float; the amount itself does not. */
function binaryDigits(amount: Decimal): string {
  const digits = Number(amount).toPrecision(17);
  return digits.includes('e') ? amount : digits;
}

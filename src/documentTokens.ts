/**
 * Counts the tokens of a document and its brackets inside each other, and makes nothing of them: the parser goes down into
 * brackets until its stack is full, and the lexer passes over comments without a bound.
 */

/** What was counted, up to the first bound that was passed. */
export interface TokenCount {
  /** Comments included. */
  readonly tokens: number;
  /** The most brackets that stand inside each other. */
  readonly brackets: number;
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BLANK = 0x20;
const QUOTE = 0x22;
const HASH = 0x23;
const COMMA = 0x2c;
const DOT = 0x2e;
const BACKSLASH = 0x5c;
const BYTE_ORDER_MARK = 0xfe_ff;

/** By character: what opens a bracket, what closes one, and what names and numbers go on with. */
const OPENS = 1;
const CLOSES = 2;
const GOES_ON = 3;
const kinds = new Uint8Array(128);
for (const text of '([{') kinds[text.charCodeAt(0)] = OPENS;
for (const text of ')]}') kinds[text.charCodeAt(0)] = CLOSES;
for (const text of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz')
  kinds[text.charCodeAt(0)] = GOES_ON;

/**
 * Counts until one of the two is beyond its bound. Right for every text that the lexer takes; for others there are some
 * tokens more or less than it would find before its fault.
 */
export function countTokens(text: string, maxTokens: number, maxBrackets: number): TokenCount {
  let [tokens, open, brackets, at] = [0, 0, 0, 0];
  while (at < text.length && tokens <= maxTokens && brackets <= maxBrackets) {
    const code = text.charCodeAt(at);
    if (isIgnored(code)) {
      at += 1;
      continue;
    }
    tokens += 1;
    const kind = kinds[code] ?? 0;
    if (kind === OPENS) brackets = Math.max(brackets, (open += 1));
    else if (kind === CLOSES) open -= 1;
    at = endOfToken(text, at, code);
  }
  return { tokens, brackets };
}

function isIgnored(code: number): boolean {
  return (
    code === BLANK ||
    code === COMMA ||
    code === LINE_FEED ||
    code === CARRIAGE_RETURN ||
    code === TAB ||
    code === BYTE_ORDER_MARK
  );
}

/** Where the token ends that begins at `start` with the character `code`. */
function endOfToken(text: string, start: number, code: number): number {
  if (code === QUOTE) return text.startsWith('"""', start) ? endOfBlock(text, start + 3) : endOfString(text, start + 1);
  if (code === HASH) return endOfLine(text, start);
  if (code === DOT && text.startsWith('...', start)) return start + 3;
  let at = start + 1;
  // The sign, point and exponent of a number.
  const isNumber = code === 0x2d || (code >= 0x30 && code <= 0x39);
  if (!isNumber && kinds[code] !== GOES_ON) return at;
  for (; at < text.length; at += 1) {
    const next = text.charCodeAt(at);
    if (kinds[next] !== GOES_ON && !(isNumber && (next === DOT || next === 0x2b || next === 0x2d))) break;
  }
  return at;
}

function endOfLine(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED || code === CARRIAGE_RETURN) break;
  }
  return at;
}

function endOfString(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) at += 1;
    else if (code === LINE_FEED || code === CARRIAGE_RETURN) return at;
  }
  return text.length;
}

function endOfBlock(text: string, start: number): number {
  for (let at = text.indexOf('"""', start); at !== -1; at = text.indexOf('"""', at + 3)) {
    if (at === start || text.charCodeAt(at - 1) !== BACKSLASH) return at + 3;
  }
  return text.length;
}

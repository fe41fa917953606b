import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { Lexer, Source, TokenKind } from 'graphql';
import { describe, expect, it } from 'vitest';
import { countTokens } from '../src/documentTokens.ts';

/** What the lexer of graphql-js finds, comments included; null for a text that it does not take. */
function lexed(text: string): { readonly tokens: number; readonly brackets: number } | null {
  const lexer = new Lexer(new Source(text));
  const kinds: string[] = [];
  try {
    while (lexer.advance().kind !== TokenKind.EOF);
  } catch {
    return null;
  }
  for (let token = lexer.token.prev; token !== null && token.kind !== TokenKind.SOF; token = token.prev)
    kinds.unshift(token.kind);
  let [open, brackets] = [0, 0];
  for (const kind of kinds) {
    if ('{[('.includes(kind)) brackets = Math.max(brackets, (open += 1));
    if ('}])'.includes(kind)) open -= 1;
  }
  return { tokens: kinds.length, brackets };
}

const count = (text: string, maxTokens = 1e9, maxBrackets = 1e9) => countTokens(text, maxTokens, maxBrackets);

/** True for a text that the lexer does not take, and for one of which both say the same. */
function isAlike(text: string): boolean {
  const found = lexed(text);
  return found === null || JSON.stringify(count(text)) === JSON.stringify(found);
}

describe('tokens', () => {
  it.each([
    ['', 0, 0],
    ['{ a }', 3, 1],
    ['{a(b:[-1.5e+3,2],c:{d:"x}"})}', 18, 3],
    ['# one\n{ a } # two', 5, 1],
    ['{ a(b: """x \\""" { " """) }', 8, 2],
    ['{ a(b: """""", c: "", d: "\\"") }', 14, 2],
    ['"""\\\\""" """', 1, 0],
    ['query ($a: [Int!]! = 1) @b { ...C ... on D { e } }', 25, 2],
    ['\ufeff{a}', 3, 1],
  ])('are counted with comments: %j', (text, tokens, brackets) => {
    expect(count(text)).toEqual({ tokens, brackets });
    expect(lexed(text)).toEqual({ tokens, brackets });
  });

  it('are those of the lexer in documents', () => {
    const names = readdirSync('test/e2e').filter((name) => name.endsWith('.graphql'));
    expect(names.length).toBeGreaterThan(3);
    for (const name of [...names.map((one) => `test/e2e/${one}`), 'schema/schema.graphql']) {
      const text = readFileSync(name, 'utf8');
      expect({ name, ...count(text) }).toEqual({ name, ...lexed(text) });
    }
  });

  it('are those of the lexer in every text that it takes', () => {
    const pieces =
      `{ } ( ) [ ] : ! $ & | = @ ... name _x9 -1 2.5e-3 0 , "text" "\\"{" "" """block""" """\\"""{"""`.split(' ');
    const piece = fc.constantFrom(...pieces, '"""a\n"b"""', '#{"\n', '\n', '\r\n', '\t');
    const text = fc.array(piece, { maxLength: 40 }).map((chosen) => chosen.join(' '));
    expect(fc.check(fc.property(text, isAlike), { numRuns: 2000 }).counterexample).toBeNull();
  });

  it('are not counted further than to the bound', () => {
    expect(count('a '.repeat(1000), 10)).toEqual({ tokens: 11, brackets: 0 });
    expect(count('#\n'.repeat(1000), 10)).toEqual({ tokens: 11, brackets: 0 });
    expect(count('{'.repeat(1000), 100, 5)).toEqual({ tokens: 6, brackets: 6 });
  });

  it('end with the text, whatever it is', () => {
    const hasEnd = fc.property(fc.string({ unit: 'binary' }), (text) => count(text).tokens <= text.length);
    expect(fc.check(hasEnd).counterexample).toBeNull();
  });
});

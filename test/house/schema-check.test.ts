/** The schema against that of the last release: what would break callers or other subgraphs is found, with what to do. */
import { describe, expect, it } from 'vitest';
import { breakingChanges, readSchema, type SchemaTexts } from '../../scripts/schema-check.ts';

const released = await readSchema('released');

it('the schema breaks nobody who uses the last release', async () => {
  expect(breakingChanges(released, await readSchema('current'))).toEqual([]);
});

/** A schema in which one text was replaced, in both files where it stands in both. */
function changed(from: string | RegExp, to: string): SchemaTexts {
  const api = released.api.replace(from, to);
  const subgraph = released.subgraph.replace(from, to);
  expect([api, subgraph], 'the replacement changes something').not.toEqual([released.api, released.subgraph]);
  return { api, subgraph };
}

describe('a change is found', () => {
  it.each<readonly [string, SchemaTexts, RegExp]>([
    [
      'a field that is gone',
      changed('displayName: String!', 'title: String!'),
      /^Client\.displayName was removed\. Keep it .*@deprecated/,
    ],
    [
      'a field of another type',
      changed('displayName: String!', 'displayName: [String!]!'),
      /^Client\.displayName changed type .* under another name/,
    ],
    [
      'a field that may be null',
      changed('displayName: String!', 'displayName: String'),
      /^Client\.displayName changed type/,
    ],
    [
      'a value that is gone',
      changed(/\n {2}VOIPMS\n/, '\n  VOIP\n'),
      /^VOIPMS was removed from enum type .*@deprecated/,
    ],
    [
      'an argument that is demanded',
      changed(/account\(([^)]*)\): ResellerAccount/, 'account(region: String!, $1): ResellerAccount'),
      /required arg region .* Make it optional/i,
    ],
    [
      'an input that is demanded',
      changed('input AddChargeInput {', 'input AddChargeInput {\n  region: String!'),
      /AddChargeInput.* Make it optional/,
    ],
    [
      'a lost key',
      changed('@key(fields: "account { name } upstreamId") @requiresScopes', '@requiresScopes'),
      /^Client has lost the key "account \{ name \} upstreamId".* Keep the key/,
    ],
    [
      'a value type that is not shared any more',
      changed('type Money @shareable', 'type Money'),
      /^Money is no longer @shareable/,
    ],
    [
      'a scope more',
      changed(
        'type Balance @requiresScopes(scopes: [["ledger:read"]])',
        'type Balance @requiresScopes(scopes: [["ledger:read", "clients:pii"]])',
      ),
      /^Balance now asks for the scope clients:pii/,
    ],
  ])('%s', (_what, current, message) => {
    const found = breakingChanges(released, current);
    expect(found[0]).toMatch(message);
    expect(found.every((line) => line.includes('node scripts/schema-check.ts --accept'))).toBe(true);
  });
});

describe('no change is', () => {
  const deprecated = released.api.replace(
    '  displayName: String!',
    '  displayName: String! @deprecated(reason: "Gone soon.")',
  );

  it.each<readonly [string, SchemaTexts, SchemaTexts]>([
    [
      'a field that was announced to go',
      { ...released, api: deprecated },
      changed('displayName: String!', 'title: String!'),
    ],
    ['a new field', released, changed('displayName: String!', 'displayName: String!\n  region: String')],
    ['a scope less', released, changed(/type Balance @requiresScopes\([^)]*\)/, 'type Balance @authenticated')],
  ])('%s', (_what, before, current) => {
    expect(breakingChanges(before, current)).toEqual([]);
  });
});

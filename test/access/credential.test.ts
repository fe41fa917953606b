import { describe, expect, it } from 'vitest';
import { credentialOf, MAX_CREDENTIAL_LENGTH } from '../../src/access/credential.ts';

const of = (headersDistinct: Readonly<Record<string, string[]>>) => credentialOf({ headersDistinct });
const invalid = { code: 'UNAUTHENTICATED', http: { status: 401, challenge: expect.stringMatching(/invalid_token/) } };
const two = { code: 'UNAUTHENTICATED', http: { status: 400, challenge: expect.stringMatching(/invalid_request/) } };

function refusal(headers: Readonly<Record<string, string[]>>): unknown {
  try {
    return of(headers);
  } catch (error) {
    return error;
  }
}

describe('the credential of a request', () => {
  it('is in one of two headers, or there is none', () => {
    expect(of({})).toBeNull();
    expect(of({ authorization: ['Bearer abc.def_-~+/=='] })).toBe('abc.def_-~+/==');
    expect(of({ authorization: ['bEARER   abc '] })).toBe('abc');
    expect(of({ 'x-api-key': ['abc'] })).toBe('abc');
    expect(of({ authorization: ['Bearer abc'], 'x-api-key': ['abc'] })).toBe('abc');
  });

  it.each([
    [{ authorization: ['Bearer abc'], 'x-api-key': ['abd'] }],
    [{ authorization: ['Bearer abc', 'Bearer abd'] }],
    [{ 'x-api-key': ['abc', 'abd'] }],
  ])('is not one of two: %j', (headers) => expect(refusal(headers)).toMatchObject(two));

  it.each([
    ['Basic YTpi'],
    ['Bearer'],
    ['Bearer '],
    ['Bearer a b'],
    ['Bearer ä'],
    ['abc'],
    [''],
    [`Bearer ${'a'.repeat(MAX_CREDENTIAL_LENGTH + 100)}`],
  ])('is refused as %s', (value) => expect(refusal({ authorization: [value] })).toMatchObject(invalid));

  it.each([[''], ['a b'], ['"abc"'], ['a'.repeat(MAX_CREDENTIAL_LENGTH + 1)]])('is no key: %s', (value) =>
    expect(refusal({ 'x-api-key': [value] })).toMatchObject(invalid),
  );

  it('is quoted by no refusal', () => {
    for (const headers of [{ authorization: ['Basic geheim'] }, { 'x-api-key': ['geheim eins'] }])
      expect(JSON.stringify(refusal(headers)) + String(refusal(headers))).not.toContain('geheim');
  });
});

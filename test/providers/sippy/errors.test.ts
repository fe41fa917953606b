import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../src/errors.ts';
import { errorOf, errorOfWrite } from '../../../src/providers/sippy/errors.ts';
import { int, struct } from '../../../src/wire/xmlrpc-values.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { faulty, useProvider } from './upstream.ts';

const its = useProvider();

/** Faults of sippy.md section 4 and 2: code, text, what a read and a write become, the member that it is about. */
const table: readonly (readonly [string, string, string, string, string])[] = [
  ['1', "<type 'exceptions.TypeError'>:__execute() takes exactly 4 arguments (3 given)", 'UPSTREAM_REJECTED', '=', ''],
  ['1', '<type \'exceptions.Exception\'>:method "x" is not supported', 'NOT_SUPPORTED', '=', ''],
  ['1', "<type 'exceptions.KeyError'>:'customer not found'", 'UPSTREAM_REJECTED', 'OUTCOME_UNKNOWN', ''],
  ['403', 'Account is not registered', 'UPSTREAM_REJECTED', '=', ''],
  ['410', '', 'UPSTREAM_REJECTED', '=', ''],
  ['490', 'ERROR:  value too long for type character varying(32)\n', 'INVALID_INPUT', '=', 'name'],
  ['490', 'ERROR:  duplicate key value violates unique constraint "k"\n', 'ALREADY_EXISTS', '=', ''],
  ['501', 'Fatal error', 'UPSTREAM_REJECTED', 'OUTCOME_UNKNOWN', ''],
  ['7', 'Error: no such method', 'NOT_SUPPORTED', '=', ''],
  ['404', 'Customer not found', 'NOT_FOUND', '=', 'i_customer'],
  ['404', '', 'NOT_FOUND', '=', 'i_customer'],
  ['404', 'Account not found', 'UPSTREAM_REJECTED', '=', ''],
  ['409', 'Customer with this name already exists', 'ALREADY_EXISTS', '=', 'name'],
  ['400', 'Missing mandatory parameter: amount', 'INVALID_INPUT', '=', 'amount'],
  ['400', 'Missing mandatory parameter: unheard_of', 'INVALID_INPUT', '=', ''],
  ['403', 'Permission denied', 'FORBIDDEN', '=', ''],
  ['403', 'Insufficient funds', 'INSUFFICIENT_FUNDS', '=', 'amount'],
  ['409', 'Conflict', 'UPSTREAM_REJECTED', '=', ''],
  ['', '', 'UPSTREAM_REJECTED', '=', ''],
];

describe('the faults', () => {
  const members = struct({ i_customer: int(3), name: 'x'.repeat(33), company_name: 'x' });
  const fields = { i_customer: ['clientId'], name: ['name'], amount: ['amount'] };

  it.each(table)('turn %s %j into %s, for a write %s', (code, text, ofRead, ofWrite, member) => {
    const fault = { code, text };
    const read = errorOf(fault, members, fields);
    expect(read.code).toBe(ofRead);
    expect(read.details.field).toEqual(fields[member as keyof typeof fields]);
    expect(read.details.upstreamCode).toBe(code);
    // In the message where nobody can be named by it, beside it otherwise.
    const { upstreamText } = read.details;
    expect(upstreamText ?? read.message).toContain(text);
    expect(read.message.includes(text)).toBe(upstreamText === undefined);
    const write = errorOfWrite(fault, members, fields);
    expect([write.code, write.details.upstreamCode]).toEqual([ofWrite === '=' ? ofRead : ofWrite, code]);
    expect(Object.keys(errorCodes)).toContain(write.code);
    expect(errorOf(fault, members, {}).details.field).toBeUndefined();
  });

  it('name the text that is too long only when it is one', () => {
    const fault = { code: '490', text: 'value too long for type character varying(4)' };
    expect(errorOf(fault, struct({ name: '12345', city: '1234' }), fields).details.field).toEqual(fields.name);
    expect(errorOf(fault, struct({ name: '12345', city: '12345' }), fields).details.field).toBeUndefined();
    expect(errorOf(fault, struct({ name: '1' }), fields).details.field).toBeUndefined();
  });

  it('are carried with code and text, on one line, for the owner', async () => {
    its.upstream.on('listCustomers', faulty(599, 'This is\nnot a <valid>\u0085 thing'));
    const error = await errorFrom(its.provider.capabilities.clients.list(scopeOf()));
    const details = { upstreamCode: '599', upstreamText: 'This is not a <valid> thing' };
    expect(error).toMatchObject({ code: 'UPSTREAM_REJECTED', message: 'Sippy refused with "599".', details });
  });

  it.each([
    ['Client', 'Client'],
    ['-32601', '-32601'],
    ['<script>', 'unreadable'],
    ['x'.repeat(65), 'unreadable'],
  ])('carry the code %s as %s', async (code, expected) => {
    its.upstream.on('listCustomers', faulty(code, ''));
    const error = await errorFrom(its.provider.capabilities.clients.list(scopeOf()));
    expect(error.details.upstreamCode).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../src/errors.ts';
import { errorOf, isDoubtful, meansEmpty, meansUnknownClient } from '../../../src/providers/voipms/errors.ts';
import { decimal } from '../../../src/money.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { mark, useProvider } from './upstream.ts';

const its = useProvider();

/** Documented codes that these functions can meet (voipms.md section 4), with what they must become. */
const table: readonly (readonly [string, string, string])[] = [
  ['missing_credentials', 'ACCOUNT_REFUSED', ''],
  ['invalid_credentials', 'ACCOUNT_REFUSED', ''],
  ['api_not_enabled', 'ACCOUNT_REFUSED', ''],
  ['ip_not_enabled', 'ACCOUNT_REFUSED', ''],
  ['missing_method', 'UPSTREAM_REJECTED', ''],
  ['invalid_method', 'UPSTREAM_REJECTED', ''],
  ['method_maintenance', 'UPSTREAM_UNAVAILABLE', ''],
  ['api_limit_exceeded', 'RATE_LIMITED', ''],
  ['unavailable_info', 'UPSTREAM_UNAVAILABLE', ''],
  ['tls_error', 'UPSTREAM_UNAVAILABLE', ''],
  ['missing_params', 'INVALID_INPUT', ''],
  ['missing_client', 'INVALID_INPUT', 'clientId'],
  ['invalid_client', 'NOT_FOUND', 'clientId'],
  ['no_client', 'NOT_FOUND', 'clientId'],
  ['account_with_dids', 'INVALID_INPUT', 'clientId'],
  ['missing_charge', 'INVALID_INPUT', 'amount'],
  ['invalid_charge', 'INVALID_INPUT', 'amount'],
  ['missing_payment', 'INVALID_INPUT', 'amount'],
  ['invalid_payment', 'INVALID_INPUT', 'amount'],
  ['Invalid_threshold', 'INVALID_INPUT', 'amount'],
  ['missing_description', 'INVALID_INPUT', 'description'],
  ['invalid_description', 'INVALID_INPUT', 'description'],
  ['used_description', 'ALREADY_EXISTS', 'description'],
  ['non_sufficient_funds', 'INSUFFICIENT_FUNDS', 'amount'],
  ['invalid_package', 'NOT_FOUND', 'packageId'],
  ['no_package', 'NOT_FOUND', 'packageId'],
  ['missing_from_date', 'INVALID_INPUT', 'from'],
  ['missing_to_date', 'INVALID_INPUT', 'to'],
  ['invalid_date', 'INVALID_INPUT', 'from'],
  ['invalid_date_from', 'INVALID_INPUT', 'from'],
  ['invalid_daterange', 'INVALID_INPUT', 'to'],
  ['missing_firstname', 'INVALID_INPUT', 'firstName'],
  ['invalid_firstname', 'INVALID_INPUT', 'firstName'],
  ['missing_lastname', 'INVALID_INPUT', 'lastName'],
  ['invalid_lastname', 'INVALID_INPUT', 'lastName'],
  ['missing_address', 'INVALID_INPUT', 'address.street'],
  ['invalid_address', 'INVALID_INPUT', 'address.street'],
  ['missing_city', 'INVALID_INPUT', 'address.city'],
  ['invalid_city', 'INVALID_INPUT', 'address.city'],
  ['missing_state', 'INVALID_INPUT', 'address.state'],
  ['invalid_state', 'INVALID_INPUT', 'address.state'],
  ['missing_province', 'INVALID_INPUT', 'address.state'],
  ['invalid_province', 'INVALID_INPUT', 'address.state'],
  ['missing_zip', 'INVALID_INPUT', 'address.postalCode'],
  ['invalid_zip', 'INVALID_INPUT', 'address.postalCode'],
  ['missing_country', 'INVALID_INPUT', 'address.country'],
  ['invalid_country', 'INVALID_INPUT', 'address.country'],
  ['missing_phonenumber', 'INVALID_INPUT', 'phoneNumber'],
  ['invalid_phonenumber', 'INVALID_INPUT', 'phoneNumber'],
  ['missing_email', 'INVALID_INPUT', 'email'],
  ['invalid_email', 'INVALID_INPUT', 'email'],
  ['used_email', 'ALREADY_EXISTS', 'email'],
  ['missing_email_confirm', 'INVALID_INPUT', 'emailConfirmation'],
  ['mismatch_email_confirm', 'INVALID_INPUT', 'emailConfirmation'],
  ['missing_balancemanagement', 'INVALID_INPUT', 'balanceManagement'],
  ['invalid_balancemanagement', 'INVALID_INPUT', 'balanceManagement'],
  ['missing_password', 'INVALID_INPUT', 'password'],
  ['missing_password_confirm', 'INVALID_INPUT', 'passwordConfirmation'],
  ['mismatch_password_confirm', 'INVALID_INPUT', 'passwordConfirmation'],
  ['invalid_password', 'INVALID_INPUT', 'password'],
  ['invalid_password_ilegal_characters', 'INVALID_INPUT', 'password'],
  ['invalid_password_lessthan_8characters_long', 'INVALID_INPUT', 'password'],
  ['invalid_password_missing_lowercase', 'INVALID_INPUT', 'password'],
  ['invalid_password_missing_number', 'INVALID_INPUT', 'password'],
  ['invalid_password_missing_uppercase', 'INVALID_INPUT', 'password'],
  ['used_password', 'INVALID_INPUT', 'password'],
  ['weak_password', 'INVALID_INPUT', 'password'],
];

const WRITES = ['addCharge', 'addPayment', 'setClientThreshold', 'setClient', 'signupClient', 'delClient'];

describe('the error table', () => {
  it.each(table)('turns %s into %s about "%s"', async (status, code, field) => {
    its.upstream.on('setClientThreshold', JSON.stringify({ status, message: 'The words of the upstream' }));
    const write = its.provider.capabilities.setClientThreshold!;
    const sent = write.send({ clientId: '1', amount: decimal('10'), email: null }, scopeOf(), mark);
    const error = await errorFrom(sent);
    const expected = isDoubtful(status) ? 'OUTCOME_UNKNOWN' : code;
    expect(error.code).toBe(expected);
    // A field is only named for the writes whose input has it; no write takes a package or a day.
    const named = WRITES.map((method) => errorOf(status, '', method).details.field?.join('.')).filter(Boolean);
    const nameable = field !== '' && !['packageId', 'from', 'to'].includes(field);
    expect(new Set(named)).toEqual(new Set(nameable ? [field] : []));
    expect(error.details.upstreamCode).toBe(status);
    expect(error.message).not.toContain('The words of the upstream');
    expect(errorOf(status, '', 'addCharge').code).toBe(code);
    expect(Object.keys(errorCodes)).toContain(error.code);
  });

  it.each(['did_in_use', 'invalid_dst', 'Invalid_Client', 'limit_reached', 'a.b-C_9', 'constructor', '__proto__'])(
    'carries %s with the words of the upstream beside it',
    async (status) => {
      its.upstream.on('getClients', JSON.stringify({ status, message: 'This is\nnot a <valid>\u0007 thing' }));
      const error = await errorFrom(its.provider.capabilities.clients.list(scopeOf()));
      const details = { upstreamCode: status, upstreamText: 'This is not a <valid> thing' };
      const message = `VoIP.ms refused with "${status}".`;
      expect(error).toMatchObject({ code: 'UPSTREAM_REJECTED', message, details });
    },
  );

  it('says what to do about a refused address and when to come back after the minute limit', () => {
    expect(errorOf('ip_not_enabled', '', 'addCharge').message).toMatch(/allow it in the VoIP\.ms portal/i);
    expect(errorOf('api_limit_exceeded', '', 'addCharge')).toMatchObject({
      retryable: true,
      details: { retryAfterMs: 60_000 },
    });
  });

  it.each(['<script>', 'a b', '', 'x'.repeat(65), 'é'])('does not carry %j as a code', async (status) => {
    its.upstream.on('getClients', JSON.stringify({ status, message: 7 }));
    const error = await errorFrom(its.provider.capabilities.clients.list(scopeOf()));
    expect([undefined, 'unreadable']).toContain(error.details.upstreamCode);
  });

  it('tells codes for nothing from failures that look like them', () => {
    for (const code of ['no_client', 'no_package', 'no_charges', 'no_deposits', 'no_transactions', 'no_anything']) {
      expect(meansEmpty(code)).toBe(true);
    }
    const failures = ['no_base64file', 'no_callstatus', 'no_change_billingtype', 'no_provision'];
    for (const code of [...failures, 'no_provision_update', 'no_sequences', 'none', 'NO_CLIENT']) {
      expect(meansEmpty(code)).toBe(false);
    }
    expect(['invalid_client', 'no_client', 'missing_client', undefined].map(meansUnknownClient)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

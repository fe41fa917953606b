import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../src/errors.ts';
import { isDone, refusalIn } from '../../../src/providers/logicboxes/envelope.ts';
import { errorOf } from '../../../src/providers/logicboxes/errors.ts';
import type { FunctionName } from '../../../src/providers/logicboxes/functions.ts';
import { parseJson } from '../../../src/providers/shared/json.ts';
import { forward, mailbox, mark, money, signup } from './inputs.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { fixture, refusal, useProvider } from './upstream.ts';

const its = useProvider();

const CHARGE = 'billing/add-customer-debit-note';
const FUND = 'billing/add-customer-fund';
const MODIFY = 'customers/modify';
const SIGNUP = 'customers/v2/signup';
const MAIL = 'mail/user/add';
const FORWARD = 'mail/user/add-forward-only-account';

/** Documented texts (logicboxes.md section 4), a function that meets them, and what they must become. */
const table: readonly (readonly [string, FunctionName, string, string])[] = [
  ['Required parameter missing: ns', CHARGE, 'INVALID_INPUT', ''],
  ['Required parameter missing: selling-amount', CHARGE, 'INVALID_INPUT', 'amount'],
  ['Required parameter missing: accounting-amount', CHARGE, 'INVALID_INPUT', 'accounting.amount'],
  ['Required parameter missing: conversion-rate', CHARGE, 'INVALID_INPUT', 'accounting.conversionRate'],
  ['Required parameter missing: description', FUND, 'INVALID_INPUT', 'description'],
  ['Required parameter missing: zipcode', MODIFY, 'INVALID_INPUT', 'address.postalCode'],
  ['Required parameter missing: phone-cc', SIGNUP, 'INVALID_INPUT', 'phone.countryCode'],
  ['Required parameter missing: notification-email', MAIL, 'INVALID_INPUT', 'notificationEmail'],
  ['Required parameter missing: api-key', CHARGE, 'ACCOUNT_REFUSED', ''],
  ['Feature deprecated. Please refer to KB link', MAIL, 'NOT_SUPPORTED', ''],
  ['Access Denied. You are not authorized to perform this action.', CHARGE, 'ACCOUNT_REFUSED', ''],
  ['Invalid customer-id', CHARGE, 'NOT_FOUND', 'clientId'],
  ['Invalid customer-id 31000001 given', FUND, 'NOT_FOUND', 'clientId'],
  ['Customer a@b.example not found', SIGNUP, 'NOT_FOUND', 'email'],
  ['No Entity found for Entityid : 5', FORWARD, 'NOT_FOUND', 'orderId'],
  ['No Entity found', CHARGE, 'NOT_FOUND', ''],
  ['Invalid contact-id 5', CHARGE, 'NOT_FOUND', ''],
  ["Website doesn't exist for example.com", MAIL, 'NOT_FOUND', ''],
  ['Sorry. You are not allowed to perform this action', CHARGE, 'NOT_FOUND', 'clientId'],
  ['You are not allowed to perform this action', MAIL, 'NOT_FOUND', 'orderId'],
  ['Domain already renewed.', CHARGE, 'UPSTREAM_REJECTED', ''],
  ['There is already an action pending on this Order.', MAIL, 'UPSTREAM_REJECTED', 'orderId'],
  ['You must have atleast ONE email account.', MAIL, 'UPSTREAM_REJECTED', 'orderId'],
  ['{registrantcontactid=registrantcontactid is invalid}', CHARGE, 'INVALID_INPUT', ''],
  ['{hostname=Parent DomainName is not registered by you}', MAIL, 'INVALID_INPUT', ''],
  ['{customerid=customerid is invalid, sellingamount=too high}', CHARGE, 'INVALID_INPUT', 'clientId'],
  ['{zipcode=zipcode is invalid}', SIGNUP, 'INVALID_INPUT', 'address.postalCode'],
  ['NameServer ns2.example is not a valid Nameserver', CHARGE, 'INVALID_INPUT', ''],
  ['Invalid Old IpAddress. Its not attached to Nameserver', CHARGE, 'INVALID_INPUT', ''],
  ['Privacy Protection not Purchased', CHARGE, 'UPSTREAM_REJECTED', ''],
  ['Privacy Protection Service not available.', CHARGE, 'UPSTREAM_REJECTED', ''],
  ['Same value for new and old NameServers', CHARGE, 'INVALID_INPUT', ''],
  ['Email address is already registered with us', MAIL, 'ALREADY_EXISTS', 'email'],
  ['Authentication failed', CHARGE, 'ACCOUNT_REFUSED', ''],
  ['Username already exists', SIGNUP, 'ALREADY_EXISTS', 'email'],
  ['Username already exists', MODIFY, 'ALREADY_EXISTS', 'email'],
  ['Insufficient funds', CHARGE, 'INSUFFICIENT_FUNDS', 'amount'],
  ['Insufficient funds', FUND, 'INSUFFICIENT_FUNDS', 'amount'],
  ['This method requires POST', CHARGE, 'UPSTREAM_REJECTED', ''],
];

const send: Readonly<Partial<Record<FunctionName, () => Promise<unknown>>>> = {
  [CHARGE]: () => its.can.addCharge.send(money(), scopeOf(), mark),
  [FUND]: () => its.can.addPayment.send(money(), scopeOf(), mark),
  [MODIFY]: () => its.can.updateClient.send({ clientId: '31000001' }, scopeOf(), mark),
  [SIGNUP]: () => its.can.signupLogicboxesClient.send(signup(), scopeOf(), mark),
  [MAIL]: () => its.can.addMailAccount.send(mailbox(), scopeOf(), mark),
  [FORWARD]: () => its.can.addMailForward.send(forward(), scopeOf(), mark),
};

const failure = (errorCode: string, message = '') =>
  JSON.stringify({ response: { status: 'FAILURE', message, errorCode } });

describe('the error table', () => {
  it.each(table)('turns "%s" of %s into %s about "%s"', async (text, name, code, field) => {
    its.upstream.on('customers/details-by-id', fixture('customers-details-by-id.documented'));
    its.upstream.on(name, refusal(text));
    const error = await errorFrom(send[name]!());
    expect([error.code, error.details.field?.join('.') ?? '']).toEqual([code, field]);
    expect(Object.keys(errorCodes)).toContain(error.code);
    expect(error.message).toMatch(/^[A-Z].+/);
    expect(error.details.upstreamCode).toBeUndefined();
  });

  it.each([
    ['mail-user-add.duplicate', 'ALREADY_EXISTS', 'emailaddress_unique_key_voilation'],
    ['mail-user-delete.unknown', 'NOT_FOUND', 'emailaddress_does_not_exist'],
  ])('reads the code of %s', async (name, code, upstreamCode) => {
    its.upstream.on(MAIL, fixture(name));
    expect(await errorFrom(send[MAIL]!())).toMatchObject({ code, details: { upstreamCode, field: ['email'] } });
  });

  it.each(['Something is odd', 'constructor', 'Customer not found', 'invalid', '{broken', '__proto__'])(
    'carries "%s" as it is, beside the message',
    async (text) => {
      its.upstream.on(CHARGE, refusal(`${text}\n\u0007`));
      const error = await errorFrom(send[CHARGE]!());
      expect(error).toMatchObject({
        code: 'UPSTREAM_REJECTED',
        message: 'LogicBoxes refused.',
        details: { upstreamText: text },
      });
    },
  );

  it('carries an unknown code with the words, and says when there are none', async () => {
    its.upstream.on(MAIL, failure('odd_code', 'Odd'));
    expect(await errorFrom(send[MAIL]!())).toMatchObject({
      code: 'UPSTREAM_REJECTED',
      message: 'LogicBoxes refused.',
      details: { upstreamCode: 'odd_code', upstreamText: 'Odd' },
    });
    its.upstream.on(MAIL, failure('constructor'));
    expect(await errorFrom(send[MAIL]!())).toMatchObject({ message: 'LogicBoxes refused without saying why.' });
    its.upstream.on(MAIL, failure('<script>'));
    expect((await errorFrom(send[MAIL]!())).details.upstreamCode).toBe('unreadable');
  });

  it('leaves a write in doubt whose fresh key was used before, since then it came twice', async () => {
    its.upstream.on(FUND, refusal('Transaction key already used'));
    expect(await errorFrom(send[FUND]!())).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  });

  it.each([
    '',
    'Internal Server Error',
    'java.lang.NullPointerException',
    'Request timed out',
    'Please try again later',
  ])('leaves a write in doubt that was answered with "%s"', async (text) => {
    its.upstream.on(FUND, refusal(text));
    expect(await errorFrom(send[FUND]!())).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  });

  it('tells the owner what to do about a refused address or login', async () => {
    for (const text of ['Access Denied. You are not authorized', 'Authentication failed']) {
      expect(errorOf({ text, code: '' }, { text, code: '' }, CHARGE).message).toMatch(
        /IP address .* Settings > API.* hour/,
      );
    }
    const page = { status: 403, body: '<html>', type: 'text/html' };
    its.upstream.on('customers/search', page);
    its.upstream.on(FUND, page);
    for (const sent of [its.can.clients.list(scopeOf()), send[FUND]!()]) {
      expect((await errorFrom(sent)).message).toMatch(/IP address .* Settings > API.* hour/);
    }
  });

  it('says that a pending action passes', () => {
    const words = { text: 'There is already an action pending on this Order.', code: '' };
    expect(errorOf(words, words, MAIL).retryable).toBe(true);
  });
});

describe('refusalIn', () => {
  it.each([
    ['A', 'Required parameter missing: customer-id', ''],
    ['B', 'NameServer ns2.example is not a valid Nameserver', ''],
    ['C', 'There is already an action pending on this Order.', ''],
    ['D', 'Privacy Protection not Purchased', ''],
    ['E', 'Email address is already registered with us', 'emailaddress_unique_key_voilation'],
    ['F', 'Insufficient funds', ''],
  ])('reads envelope %s', (letter, text, code) => {
    expect(refusalIn(parseJson(fixture(`any.error-${letter.toLowerCase()}`).toString()))).toEqual({ text, code });
  });

  it.each([
    ['{"status":"eRRoR","message":"m","error":"e","actionstatusdesc":"a"}', 'm'],
    ['{"status":"FAILURE","message":" ","error":"e"}', 'e'],
    ['{"status":"failed","message":["x"],"error":7}', '7'],
    ['{"status":"ERROR"}', ''],
    ['{"errorvalue":{}}', ''],
    ['{"1":{"status":"Failed","error":"x"},"2":{"status":"Failed"}}', 'x'],
  ])('reads %s as refused with "%s"', (body, text) => {
    expect(refusalIn(parseJson(body))?.text).toBe(text);
  });

  it.each([
    'customers-details-by-id.documented',
    'customers-search.documented',
    'customers-search.none',
    'billing-customer-balance.documented',
    'billing-customer-transactions-search.documented',
    'billing-customer-transactions-cancel.documented',
    'mock-products-reseller-price.documented',
    'products-reseller-price.documented',
    'mail-user-add.documented',
    'mail-user-delete.documented',
    'orders-renew.documented',
    'customers-modify.documented',
    'customers-signup.documented',
  ])('takes %s for no refusal', (name) => {
    expect(refusalIn(parseJson(fixture(name).toString()))).toBeNull();
  });

  it('takes neither a good status nor other JSON for a refusal', () => {
    for (const body of [
      '{"status":"Success","error":"x"}',
      '{"error":"x"}',
      '{"1":{"status":"Failed"},"2":{}}',
      '[]',
      '1',
    ]) {
      expect(refusalIn(parseJson(body))).toBeNull();
    }
  });
});

describe('isDone', () => {
  it.each(['true', '"TRUE"', '1', '"31000001"', '{"status":"Success"}', '{"response":{"status":"SUCCESS"}}'])(
    'takes %s for yes',
    (body) => {
      expect(isDone(parseJson(body))).toBe(true);
    },
  );

  it.each([
    'false',
    'null',
    '0',
    '-5',
    '1.5',
    '""',
    '"ok"',
    '[]',
    '{}',
    '{"status":"Pending"}',
    '{"response":{}}',
    '{"status":200}',
  ])('does not take %s for yes', (body) => {
    expect(isDone(parseJson(body))).toBe(false);
  });
});

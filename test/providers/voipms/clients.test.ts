import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { drop, fixture, login, providerAt, useProvider } from './upstream.ts';

const its = useProvider();

const john = {
  upstreamId: '561115',
  displayName: 'Consulting',
  lacks: [],
  currency: null,
  company: 'Consulting',
  firstName: 'John',
  lastName: 'Doe',
  email: 'john.doe@my-domain.com',
  phoneNumber: '5551112222',
  address: {
    street: '5491 190TH',
    city: 'OPA LOCKA',
    state: 'FLORIDA',
    postalCode: '33055',
    country: 'UNITED STATES',
  },
  status: null,
  balanceManagement: '1',
  observedAt: expect.any(Date) as Date,
};

const row = (id: string) => `{"client":"${id}","email":"c${id}@example.com","password":"x","firstname":"F"}`;

describe('the request', () => {
  it('is a POST that keeps the credentials out of the URL', async () => {
    its.upstream.on('getClients', fixture('getClients.documented'));
    await its.provider.capabilities.clients.list(scopeOf());
    expect(its.upstream.calls).toEqual([
      {
        method: 'getClients',
        url: '/api/v1/rest.php',
        verb: 'POST',
        contentType: 'application/x-www-form-urlencoded',
        parameters: {},
        credentials: [login.username, login.password, 'json'],
      },
    ]);
  });

  it.each([
    ['https://www.voip.ms/api/v1/rest.php', /must not begin with "www\."/],
    ['voip.ms', /no URL/],
    ['ftp://voip.ms/', /https/],
    ['https://user:secret-pw@voip.ms/api/v1/rest.php', /no user/],
    ['https://voip.ms/api/v1/rest.php?api_password=secret-pw', /query/],
  ])('is not made to %s', (baseUrl, message) => {
    expect(() => providerAt(baseUrl)).toThrow(message);
    expect(() => providerAt(baseUrl)).not.toThrow(/secret-pw/);
  });
});

describe('clients', () => {
  it('lists the documented client without the password', async () => {
    its.upstream.on('getClients', fixture('getClients.documented'));
    const clients = await its.provider.capabilities.clients.list(scopeOf());
    expect(clients).toEqual([john]);
    expect(JSON.stringify(clients)).not.toContain('johnspassword');
  });

  it('reads numbers, empty values and a bare object', async () => {
    its.upstream.on('getClients', fixture('getClients.numbers'));
    const [client] = await its.provider.capabilities.clients.list(scopeOf());
    expect(client).toMatchObject({ upstreamId: '561115', phoneNumber: '5551112222', company: null, lastName: null });
    expect(client).toMatchObject({ address: { street: null, postalCode: '33055' }, balanceManagement: null });
    its.upstream.on('getClients', fixture('getClients.bare-object'));
    expect(await its.provider.capabilities.clients.list(scopeOf())).toEqual([john]);
  });

  it('reads no_client as no clients, and invalid_client as a login that is no reseller', async () => {
    its.upstream.on('getClients', fixture('getClients.none'));
    expect(await its.provider.capabilities.clients.list(scopeOf())).toEqual([]);
    its.upstream.on('getClients', fixture('getClients.unknown'));
    const error = await errorFrom(its.provider.capabilities.clients.list(scopeOf()));
    expect(error).toMatchObject({ code: 'ACCOUNT_REFUSED', message: expect.stringContaining('reseller') as string });
  });

  it('reads up to three ids one by one and more with one list', async () => {
    const all = ['1', '2', '3', '4', '5'];
    its.upstream.on('getClients', ({ parameters: { client } }) =>
      client === undefined
        ? `{"status":"success","clients":[${all.map(row).join(',')}]}`
        : `{"status":"success","clients":[${row(client)}]}`,
    );
    const scope = scopeOf();
    const three = await its.provider.capabilities.clients.byIds(['1', '2', '3'], scope);
    expect([...three.keys()]).toEqual(['1', '2', '3']);
    expect(its.upstream.calls.map(({ parameters }) => parameters['client'])).toEqual(
      expect.arrayContaining(['1', '2', '3']),
    );
    expect(its.upstream.calls).toHaveLength(3);
    its.upstream.calls.length = 0;
    const more = await its.provider.capabilities.clients.byIds(['1', '2', '4', '99'], scope);
    expect([...more.keys()]).toEqual(['1', '2', '4']);
    expect(its.upstream.calls.map(({ parameters }) => parameters)).toEqual([{}]);
    expect(scope.spent).toBe(4);
  });

  it('leaves out an unknown id, an id that is none, and a row that was not asked for', async () => {
    its.upstream.on('getClients', ({ parameters: { client } }) =>
      client === '1' ? fixture('getClients.unknown') : fixture('getClients.documented'),
    );
    const found = await its.provider.capabilities.clients.byIds(['1', 'john@example.com', '', '7'], scopeOf());
    expect(found.size).toBe(0);
    expect(its.upstream.calls.map(({ parameters }) => parameters['client'])).toEqual(
      expect.arrayContaining(['1', '7']),
    );
    expect(its.upstream.calls).toHaveLength(2);
  });

  it('fails only the id whose call failed', async () => {
    its.upstream.on('getClients', ({ parameters: { client } }) =>
      client === '2' ? drop : `{"status":"success","clients":${row(client ?? '')}}`,
    );
    const found = await its.provider.capabilities.clients.byIds(['1', '2'], scopeOf());
    expect(found.get('1')).toMatchObject({ upstreamId: '1' });
    expect(found.get('2')).toBeInstanceOf(GatewayError);
    expect(found.get('2')).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('finds by e-mail only the client who has it, and never sends what would be read as an id or as all', async () => {
    its.upstream.on('getClients', fixture('getClients.documented'));
    const byEmail = (email: string) => its.provider.capabilities.clients.byEmail(email, scopeOf());
    expect(await byEmail('John.Doe@my-domain.com')).toEqual(john);
    expect(its.upstream.calls[0]?.parameters).toEqual({ client: 'John.Doe@my-domain.com' });
    expect(await byEmail('jane+doe&x=1@my-domain.com')).toBeNull();
    expect(its.upstream.calls[1]?.parameters).toEqual({ client: 'jane+doe&x=1@my-domain.com' });
    expect(await byEmail('561115')).toBeNull();
    expect(await byEmail('')).toBeNull();
    expect(its.upstream.calls).toHaveLength(2);
    its.upstream.on('getClients', fixture('getClients.unknown'));
    expect(await byEmail('a@b.example')).toBeNull();
  });
});

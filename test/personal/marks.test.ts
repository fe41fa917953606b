import { getNamedType, isLeafType, isObjectType, isInterfaceType, type GraphQLField } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildSchema } from '../../src/graphql/schema.ts';

interface Found {
  readonly coordinate: string;
  readonly field: GraphQLField<unknown, unknown>;
}

const fields = Object.values(buildSchema().getTypeMap()).flatMap((type): readonly Found[] => {
  if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) return [];
  return Object.values(type.getFields()).map((field) => ({ coordinate: `${type.name}.${field.name}`, field }));
});

function isPersonal({ extensions }: GraphQLField<unknown, unknown>): boolean {
  return extensions['personal'] === true;
}

/** Names of fields that tell who somebody is or how to reach them, and of texts in which that may stand. */
const LOOKS_PERSONAL =
  /name$|mail|phone|fax|mobile|address|street|city|^state$|postal|country|contact|company|salutation|initial|login|^c?cc$|bcc|description|reason|statement|note|^csv$|^text$|domain|forwards|^value$|^message$/i;

/** Fields that look as if they were personal and are not. */
const NOT_PERSONAL: Readonly<Record<string, string>> = {
  'ResellerAccount.name': 'Name of an account in the configuration.',
  'Country.name': 'From the list of the upstream.',
  'BalanceManagement.description': 'What an option does.',
  'BalanceManagement.value': 'Number of an option.',
  'Package.name': 'Name of a product.',
  'FreesideService.name': 'Sort of a service.',
  'FreesideAgent.name': "The reseller's own.",
  'BandParameter.name': 'What a price band allows.',
  'BandParameter.value': 'How much it allows.',
  'ReconciliationRow.note': 'A sentence of ours, with numbers and marks.',
  'UpstreamParameter.name': 'Name of a parameter.',
  'UserError.message': 'A sentence of ours. Words of the upstream are in upstreamText.',
  'InputError.message': 'As UserError.message.',
  'UpstreamError.message': 'As UserError.message.',
  'WriteWarning.message': 'A sentence of ours, with the key of the caller.',
  'AccountOutcome.message': 'A sentence of ours.',
  'ReconciliationFailure.message': 'A sentence of ours.',
  'AccountCapability.notes': 'Sentences of the documents.',
  'AccountHealth.state': 'How an account fares.',
  'AuditEntry.operationName': 'A name in a document: letters, digits and underscores.',
  'UsedOperation.operationName': 'As AuditEntry.operationName.',
  'FreesideClient.postalInvoices': 'Whether invoices go by post.',
  'LogicboxesClient.salesContactId': "Number of one of the reseller's own people.",
  'MailAccount.webmailUrl': 'Where all mailboxes of the upstream are read.',
  'Operation.state': 'How far a write has come.',
  'AccountOutcome.state': 'How far an account contributed.',
  'MailAccount.countryCode': 'Without the person a country names nobody.',
};

describe('every field of the schema', () => {
  it('that looks personal is marked so, or is known not to be', () => {
    const open = fields
      .filter(({ field }) => isLeafType(getNamedType(field.type)) && LOOKS_PERSONAL.test(field.name))
      .filter(({ field, coordinate }) => !isPersonal(field) && !Object.hasOwn(NOT_PERSONAL, coordinate));
    expect(open.map(({ coordinate }) => coordinate)).toEqual([]);
  });

  it('that is said not to be personal is there, is not marked, and looks as if it were', () => {
    const known = new Map(fields.map(({ coordinate, field }) => [coordinate, field]));
    const wrong = Object.keys(NOT_PERSONAL).filter((coordinate) => {
      const field = known.get(coordinate);
      return field === undefined || isPersonal(field) || !LOOKS_PERSONAL.test(field.name);
    });
    expect(wrong).toEqual([]);
  });

  it('that is marked is text: what cannot hold the mask cannot be masked', () => {
    const marked = fields.filter(({ field }) => isPersonal(field));
    expect(marked.length).toBeGreaterThan(50);
    expect(
      marked.filter(({ field }) => getNamedType(field.type).name !== 'String').map((one) => one.coordinate),
    ).toEqual([]);
  });
});

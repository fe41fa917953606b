/** Codes with a meaning that an upstream lists: balance management and countries. */
import type { Option } from '../providers/records.ts';
import { builder } from './builder.ts';

/** The type of `balanceManagement`, also for a client's own. */
export const BalanceManagementType = builder.objectRef<Option>('BalanceManagement');

BalanceManagementType.implement({
  requires: ['clients:read'],
  description: 'What the upstream does when the balance of a client runs out.',
  fields: (t) => ({
    value: t.string({ description: "The upstream's code, as inputs take it.", resolve: (option) => option.value }),
    description: t.string({ description: "The upstream's own words.", resolve: (option) => option.description }),
  }),
});

/** The type of `ResellerAccount.countries`. */
export const CountryType = builder.objectRef<Option>('Country');

CountryType.implement({
  requires: ['clients:read'],
  description: 'A country that the upstream takes in addresses.',
  fields: (t) => ({
    code: t.string({ description: 'ISO 3166-1 alpha-2, as inputs take it.', resolve: (country) => country.value }),
    name: t.string({ description: "The upstream's name of it.", resolve: (country) => country.description }),
  }),
});

/** The enum of capabilities and how far each write can be proven, both derived from the provider interface. */
import {
  capabilityDescriptions,
  writeDescriptions,
  type CapabilityName,
  type Delivery,
  type Provider,
  type WriteName,
} from '../providers/provider.ts';
import { builder } from './builder.ts';

/** "addCharge" as "ADD_CHARGE". */
type EnumName<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Uppercase<First> ? `_${First}` : Uppercase<First>}${EnumName<Rest>}`
  : '';

/**
 * The name of an enum value for a name of the provider interface. Enum values are their own names, without an inner
 * value behind them: compiled execution writes them as they are.
 */
function enumName<Name extends string>(name: Name): EnumName<Name> {
  return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase() as EnumName<Name>;
}

function enumValues<Name extends string>(descriptions: Readonly<Record<Name, string>>) {
  const entries = Object.entries<string>(descriptions).map(([name, description]) => [enumName(name), { description }]);
  return Object.fromEntries(entries) as Record<EnumName<Name>, { description: string }>;
}

const names = Object.keys(capabilityDescriptions) as readonly CapabilityName[];

/** What a provider may be able to do. */
export const CapabilityEnum = builder.enumType('Capability', {
  description:
    'What a provider may be able to do. A field or mutation that needs a missing one answers null or NOT_SUPPORTED.',
  values: enumValues(capabilityDescriptions),
});

/** The capabilities that are writes. */
export const OperationKindEnum = builder.enumType('OperationKind', {
  description: 'What a write does; each is a capability of the same name.',
  values: enumValues(writeDescriptions),
});

/** The enum value for a kind of write. */
export function operationKindOf(kind: WriteName): EnumName<WriteName> {
  return enumName(kind);
}

/** How far a write can be proven after a lost answer. */
export const DeliveryEnum = builder.enumType('Delivery', {
  description: 'How far a write can be proven after its answer was lost.',
  values: enumValues<Delivery>({
    repeatable: 'A second send changes nothing, so it may simply be asked for again under the same key.',
    probed: "It leaves a mark in the upstream's books and is looked for there.",
    unproven: 'Only a person can tell, by looking at the upstream.',
  }),
});

/** The enum value for how far a write can be proven. */
export function deliveryOf(delivery: Delivery): EnumName<Delivery> {
  return enumName(delivery);
}

interface AccountCapability {
  readonly capability: CapabilityName;
  readonly delivery: Delivery | null;
  readonly notes: string | null;
}

/** The type of one entry of `ResellerAccount.capabilities`. */
export const AccountCapabilityType = builder.objectRef<AccountCapability>('AccountCapability');

AccountCapabilityType.implement({
  requires: [],
  description: 'Something that works at an account.',
  fields: (t) => ({
    capability: t.field({
      type: CapabilityEnum,
      description: 'What works.',
      resolve: (entry) => enumName(entry.capability),
    }),
    delivery: t.field({
      type: DeliveryEnum,
      nullable: true,
      description: 'For a write: how far a lost answer can be settled. Null for a read.',
      resolve: (entry) => entry.delivery && deliveryOf(entry.delivery),
    }),
    notes: t.string({
      nullable: true,
      description: 'What a user must know about it at this provider; null when there is nothing special.',
      resolve: (entry) => entry.notes,
    }),
  }),
});

/** What the provider can do, in the order of the enum. */
export function capabilitiesOf(provider: Provider): readonly AccountCapability[] {
  return names.flatMap((name) => {
    const capability = provider.capabilities[name];
    if (capability === undefined) return [];
    const delivery = 'delivery' in capability ? capability.delivery : null;
    return [{ capability: name, delivery, notes: provider.notes[name] ?? null }];
  });
}

/** The enum of capabilities and how far each write can be proven, both derived from the provider interface. */
import {
  capabilityDescriptions,
  writeDescriptions,
  type CapabilityName,
  type Delivery,
  type Provider,
} from '../providers/provider.ts';
import { builder } from './builder.ts';

/** "addCharge" as "ADD_CHARGE". */
function enumName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

function enumValues<Name extends string>(descriptions: Readonly<Record<Name, string>>) {
  const entries = Object.entries<string>(descriptions).map(([name, description]) => [
    enumName(name),
    { value: name, description },
  ]);
  return Object.fromEntries(entries) as Record<string, { value: Name; description: string }>;
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

/** How far a write can be proven after a lost answer. */
export const DeliveryEnum = builder.enumType('Delivery', {
  description: 'How far a write can be proven after its answer was lost.',
  values: {
    REPEATABLE: {
      value: 'repeatable',
      description: 'A second send changes nothing, so it may simply be asked for again under a new key.',
    },
    PROBED: { value: 'probed', description: "It leaves a mark in the upstream's books and is looked for there." },
    UNPROVEN: { value: 'unproven', description: 'Only a person can tell, by looking at the upstream.' },
  } as const satisfies Record<string, { value: Delivery; description: string }>,
});

interface AccountCapability {
  readonly capability: CapabilityName;
  readonly delivery: Delivery | null;
  readonly notes: string | null;
}

/** The type of one entry of `ResellerAccount.capabilities`. */
export const AccountCapabilityType = builder.objectRef<AccountCapability>('AccountCapability');

AccountCapabilityType.implement({
  description: 'Something that works at an account.',
  fields: (t) => ({
    capability: t.field({ type: CapabilityEnum, description: 'What works.', resolve: (entry) => entry.capability }),
    delivery: t.field({
      type: DeliveryEnum,
      nullable: true,
      description: 'For a write: how far a lost answer can be settled. Null for a read.',
      resolve: (entry) => entry.delivery,
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

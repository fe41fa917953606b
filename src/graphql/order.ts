/** The direction of every order. */
import { builder } from './builder.ts';

/** Which way an order goes. */
export const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Which way an order goes.',
  values: {
    ASC: { description: 'Smallest, earliest or first in the alphabet first.' },
    DESC: { description: 'Largest, latest or last in the alphabet first.' },
  },
});

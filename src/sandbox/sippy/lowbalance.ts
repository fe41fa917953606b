/** Low-balance thresholds of customers. */
import { int } from '../../wire/xmlrpc-values.ts';
import { payerOf } from './context.ts';
import type { ApiFunction, Context } from './context.ts';
import { asBoolean, asDecimal, optionalWhole } from './members.ts';
import { doubleOf } from './numbers.ts';
import type { LowBalance } from './types.ts';

/** The settings of a sub-customer; a threshold of nil is off. The members with `br_` belong to accounts. */
export const getLowBalance: ApiFunction = (context) => {
  const { store, switches } = context;
  const settings = store.lowBalance(payerOf(context).i_customer);
  const { threshold, i_debit_credit_card } = settings;
  return {
    threshold: threshold === null ? null : doubleOf(switches, threshold),
    notify_by_email: settings.notify_by_email,
    charge_card: settings.charge_card,
    charge_amount: doubleOf(switches, settings.charge_amount),
    i_debit_credit_card: i_debit_credit_card === null ? null : int(i_debit_credit_card),
  };
};

/** Changes the settings that are given; the others stay. */
export const setLowBalance: ApiFunction = (context) => {
  const { i_customer } = payerOf(context);
  const settings = changed(context, context.store.lowBalance(i_customer));
  context.store.commit({ kind: 'lowBalance', i_customer, settings });
  return {};
};

function changed({ members }: Context, old: LowBalance): LowBalance {
  const threshold = members.get('threshold');
  const flag = (name: 'notify_by_email' | 'charge_card') => {
    const value = members.get(name) ?? null;
    return value === null ? old[name] : asBoolean(value, name);
  };
  const amount = members.get('charge_amount') ?? null;
  const card = members.has('i_debit_credit_card') ? optionalWhole(members, 'i_debit_credit_card') : undefined;
  return {
    threshold: threshold === undefined ? old.threshold : threshold === null ? null : asDecimal(threshold, 'threshold'),
    notify_by_email: flag('notify_by_email'),
    charge_card: flag('charge_card'),
    charge_amount: amount === null ? old.charge_amount : asDecimal(amount, 'charge_amount'),
    i_debit_credit_card: card === undefined ? old.i_debit_credit_card : card,
  };
}

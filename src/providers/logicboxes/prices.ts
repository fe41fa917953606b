/** The reseller's prices by bands, which the upstream shows as a preview of its real price list. */
import type { CallScope } from '../provider.ts';
import type { PriceBand, PricePlan } from '../records-logicboxes.ts';
import { asObject, asText, type Json, type JsonObject } from '../shared/json.ts';
import type { LogicboxesApi } from './api.ts';
import { mapOf, requiredMoney } from './values.ts';

/**
 * All bands: product, plan, band (logicboxes.md section 3, products reseller price). What has another form is no plan
 * with bands and is left out, since these are to be mixed with other prices one day.
 */
export async function readPriceBands(api: LogicboxesApi, scope: CallScope): Promise<readonly PricePlan[]> {
  const products = mapOf(await api.read('mock/products/reseller-price', [], scope), 'a price list');
  return objectsIn(products).flatMap(([productKey, plans]) =>
    objectsIn(plans)
      .map(([planCategory, bands]) => ({ productKey, planCategory, bands: objectsIn(bands).flatMap(toBand) }))
      .filter(({ bands }) => bands.length > 0),
  );
}

function objectsIn(object: JsonObject): readonly (readonly [string, JsonObject])[] {
  return Object.entries(object).flatMap(([key, value]) => {
    const inner = asObject(value);
    return inner === null ? [] : [[key, inner] as const];
  });
}

/** `pricing` is there only where a price is set; `default` marks the default band. */
function toBand([bandId, band]: readonly [string, JsonObject]): readonly PriceBand[] {
  const pricing = asObject(band['pricing']);
  const description = asObject(band['description']);
  if (pricing === null && description === null) return [];
  const { default: isDefault, ...parameters } = description ?? {};
  return [
    {
      bandId,
      isDefault: isDefault === true || isDefault === 'true',
      prices: Object.entries(pricing ?? {}).map(([action, amount]) => ({ action, amount: requiredMoney(amount) })),
      parameters: Object.entries(parameters).map(([name, value]) => ({ name, value: valueText(value) })),
    },
  ];
}

function valueText(value: Json): string {
  return typeof value === 'boolean' ? String(value) : (asText(value) ?? '');
}

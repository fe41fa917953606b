/** The functions of all providers. */
import type { ProviderKind } from '../../../src/providers/provider.ts';
import { freesideFunctions } from './freeside.ts';
import { logicboxesFunctions } from './logicboxes.ts';
import type { FunctionRow } from './row.ts';
import { sippyFunctions } from './sippy.ts';
import { voipmsFunctions } from './voipms.ts';

/** Rows by provider, in the order of the docs. */
export const functionsByProvider: Readonly<Record<ProviderKind, readonly FunctionRow[]>> = {
  VOIPMS: voipmsFunctions,
  SIPPY: sippyFunctions,
  FREESIDE: freesideFunctions,
  LOGICBOXES: logicboxesFunctions,
};

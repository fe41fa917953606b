/** Where the programs of the two subgraphs are. */
import { fileURLToPath } from 'node:url';

/** The gateway's command line. */
export const gatewayProgram = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** The CRM. */
export const crmProgram = fileURLToPath(new URL('crm/main.ts', import.meta.url));

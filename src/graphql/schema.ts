/** The schema: imports every noun, so that each adds its part to the builder, and builds it once. */
import type { GraphQLSchema } from 'graphql';
import { builder } from './builder.ts';
import './scalars.ts';
import './node.ts';
import './account.ts';
import './client.ts';
import './clients.ts';
import './balance.ts';
import './threshold.ts';
import './charge.ts';
import './deposit.ts';
import './package.ts';
import './portfolio.ts';
import './operation.ts';
import './operations.ts';
import './auditLog.ts';
import './ledgerOperation.ts';
import './resolveOperation.ts';
import './reconciliation.ts';
import './moneyMutations.ts';
import './profileMutations.ts';
import './signupVoipms.ts';
import './sippy.ts';
import './freeside.ts';
import './signupFreeside.ts';
import './logicboxes.ts';
import './logicboxesTransactions.ts';
import './signupLogicboxes.ts';
import './suspension.ts';
import './mail.ts';
import './signIn.ts';
import './usage.ts';
import './entities.ts';

builder.queryType({ description: 'Reading. Whatever costs upstream calls says so.' });
builder.mutationType({
  description:
    'Writing. Each field takes one `input` and answers problems in `userErrors`, all at once; top-level errors are for faults.',
});

builder.subscriptionType({ description: 'Listening, as Server-Sent Events.' });

/** Builds the schema. Does no I/O. */
export function buildSchema(): GraphQLSchema {
  return builder.toSchema({ sortSchema: true });
}

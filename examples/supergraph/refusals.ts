/** Callers who may not do everything: the subgraphs refuse them, whatever the router lets through. */
import { codesOf, same } from './equal.ts';
import type { Report } from './report.ts';
import type { Stage } from './stage.ts';

const CLIENT = 'client(account: "voipms-demo", upstreamId: "561115")';

/** What the caller who may read clients gets, and what not. */
export async function checkRefusals(report: Report, stage: Stage): Promise<void> {
  const reader = stage.world.tokens?.reader ?? '';
  await report.check(
    `${stage.name}: a caller without the scope for balances is refused them by the gateway`,
    async () => {
      await stage.sandbox.forgetCalls();
      const refused = await stage.ask(
        { query: `{ ${CLIENT} { balance { current { amount } } accountManager } }` },
        reader,
      );
      same('the client', refused.data?.['client'] ?? null, null);
      // Grafbase reads no body of an answer with status 403.
      same(
        'codes',
        [...new Set(codesOf(refused))],
        [stage.name === 'grafbase' ? 'SUBGRAPH_REQUEST_ERROR' : 'FORBIDDEN'],
      );
      same('upstream calls', (await stage.sandbox.calls())['voipms'], {});
      const { data, errors } = await stage.ask({ query: `{ ${CLIENT} { upstreamId accountManager } }` }, reader);
      same(
        'what it may read',
        { data, errors },
        {
          data: { client: { upstreamId: '561115', accountManager: 'Ada Lund' } },
          errors: undefined,
        },
      );
    },
  );
  await report.check(`${stage.name}: a caller with a wrong token gets nothing`, async () => {
    const { data, errors = [] } = await stage.ask(
      { query: `{ ${CLIENT} { upstreamId } tasks { title } }` },
      'Bearer wrong',
    );
    const got = Object.values(data ?? {}).filter((value) => value !== null);
    same('data', { got, refused: errors.length > 0 }, { got: [], refused: true });
  });
}

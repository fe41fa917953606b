import { afterAll } from 'vitest';
import { PostgresServer } from '../journal/postgres-server.ts';
import { itSurvivesKills } from './crash/suite.ts';

let server: PostgresServer | undefined;
// Registered first, so that it runs last: the gateways end before their database.
afterAll(() => server?.remove());

itSurvivesKills('PostgreSQL', 'command', async () => {
  server = await PostgresServer.start();
  return server.newDatabase();
});

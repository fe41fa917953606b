import { itSurvivesKills } from './crash/suite.ts';

itSurvivesKills('SQLite', 'schedule', async () => null);

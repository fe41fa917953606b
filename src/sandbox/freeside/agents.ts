/** Login, logout and the agent itself. */
import { AGENTS, agentByNumber } from './catalog.ts';
import { agentOf, textOf } from './context.ts';
import type { ApiFunction } from './context.ts';
import { CANNOT_RESUME, refuse } from './refusal.ts';
import type { CustomerStatus } from './status.ts';

/** Begins a session; an unknown user is told the same as a wrong password. */
export const agentLogin: ApiFunction = (context) => {
  const username = textOf(context, 'username');
  const password = textOf(context, 'password');
  if (username === '' || password === '') {
    refuse('Must specify your reseller username and password.', { session_id: '' });
  }
  const agent = AGENTS.find((candidate) => candidate.username === username && candidate.password === password);
  if (agent === undefined) refuse('Incorrect password.', { session_id: '' });
  const { sessions, now, switches } = context;
  return { error: '', session_id: sessions.begin(agent.agentnum, now, switches.sessionSeconds) };
};

/** Ends a session; any id will do, also one that is unknown or expired. */
export const agentLogout: ApiFunction = (context) => {
  const id = textOf(context, 'session_id');
  if (id === '') refuse(CANNOT_RESUME);
  context.sessions.end(id);
  return { error: '' };
};

/** Name of the agent and counts of its customers. Those that are inactive or ordered are counted nowhere. */
export const agentInfo: ApiFunction = (context) => {
  const agentnum = agentOf(context);
  const agent = agentByNumber(agentnum) ?? refuse(`unknown agentnum ${agentnum}`);
  const counts = new Map<CustomerStatus, number>();
  for (const customer of context.store.customers()) {
    if (customer.agentnum !== agentnum) continue;
    const status = context.store.status(customer);
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  const count = (status: CustomerStatus) => String(counts.get(status) ?? 0);
  return {
    error: '',
    agentnum,
    agent: agent.agent,
    num_prospect: count('prospect'),
    num_active: count('active'),
    num_susp: count('suspended'),
    num_cancel: count('cancelled'),
  };
};

import { Hono } from 'hono';
import { ProblemError } from '../../protocol/errors.js';
import type { Access } from '../access/access.js';
import { TICKET_SECONDS } from '../access/tickets.js';
import { credentialsOf } from './access-guard.js';

/** `POST /api/tickets`: a short-lived ticket for whoever shows a token, for the address of a browser's WebSocket. */
export function ticketRoutes(access: Access): Hono {
  const routes = new Hono();
  routes.post('/', (context) => {
    const identity = access.identify(credentialsOf(context));
    if (identity === undefined) {
      const message = 'Authorization: expected a token, as Bearer TOKEN, to give a ticket for';
      throw new ProblemError({ code: 'unauthorized', field: 'Authorization', message });
    }
    const { name, roles } = identity;
    return context.json({ ticket: access.tickets.issue(identity), seconds: TICKET_SECONDS, name, roles });
  });
  return routes;
}

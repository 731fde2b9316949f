import { Hono } from 'hono';
import { healthRoutes } from './health-routes.js';
import { problemAnswer } from './problem-answer.js';
import { securityHeaders } from './security-headers.js';

/** What is being waited for, as `/readyz` has it. */
const WAITING_FOR = 'what is kept on disk to be read';

/** When a browser is to ask again, s. */
const AGAIN_S = 5;

/** What is answered while the server starts, which takes a while where there is much to read. */
export function startingApp(version: string): Hono {
  const app = new Hono();
  app.use(securityHeaders());
  app.route('/', healthRoutes({ version, notReady: () => WAITING_FOR }));
  app.all('*', () => {
    const answer = problemAnswer({
      code: 'unavailable',
      message: `server: it is starting, and waits for ${WAITING_FOR}; try again in a moment`,
    });
    // A browser that shows this asks again: at a wall nobody is there to do it.
    answer.headers.set('Refresh', String(AGAIN_S));
    return answer;
  });
  return app;
}

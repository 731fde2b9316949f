import { createServer } from 'node:http';

/** What Node and a browser take at least: a server of nothing else, and a page that draws one rectangle. */
const PAGE = `<!doctype html><canvas></canvas><script>
  requestAnimationFrame(() => document.querySelector('canvas').getContext('2d').fillRect(0, 0, 9, 9));
</script>`;
const server = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(PAGE));
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`));

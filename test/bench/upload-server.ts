import { createServer } from 'node:net';
import { SAMPLE_ANSWERS } from '../../main/practice/samples.ts';

/**
 * Takes whole requests as fast as it can and answers each; says its port on a line of its own. A program by itself,
 * so that neither client shares a processor's time with it.
 */
const REPLY =
  'HTTP/1.1 200 OK\r\nX-Practice: 1\r\nContent-Type: application/json\r\n' +
  `Content-Length: ${SAMPLE_ANSWERS.success.length}\r\nConnection: close\r\n\r\n${SAMPLE_ANSWERS.success}`;

const server = createServer((socket) => {
  let head = '';
  let leftBytes: number | null = null;
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    if (leftBytes === null) {
      head += chunk.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end === -1) return;
      leftBytes = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0) - (head.length - end - 4);
    } else leftBytes -= chunk.byteLength;
    if (leftBytes <= 0) socket.end(REPLY);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? (address?.port ?? 0) : 0}\n`);
});

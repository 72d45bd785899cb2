import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A screen of its own for one test, to which displays are really plugged in and out. */
export interface Displays {
  /** For the app's environment. */
  readonly env: Readonly<Record<string, string>>;
  /** From now on this many displays stand side by side. */
  plug(count: 1 | 2): Promise<void>;
  /** The server dies at once, and every program on it loses its display. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export const DISPLAY_SIZE = { width: 1280, height: 1024 } as const;

/**
 * Xvfb has one output for ever, and Chromium counts outputs, not RandR monitors. TigerVNC's server makes outputs as
 * a viewer asks for them; the viewer here speaks just enough of RFB 3.8 (RFC 6143) to ask.
 */
export async function startDisplays(): Promise<Displays> {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-displays-'));
  const path = join(folder, 'rfb.sock');
  const size = `${DISPLAY_SIZE.width}x${DISPLAY_SIZE.height}`;
  const switches = ['-displayfd', '3', '-geometry', size, '-depth', '24', '-ac', '-nolisten', 'tcp'];
  const rfb = ['-SecurityTypes', 'None', '-rfbport', '-1', '-rfbunixpath', path];
  const server = spawn('Xtigervnc', [...switches, ...rfb], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const display = await displayNumber(server);
  const viewer = await openViewer(path);
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    viewer.close();
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  return {
    env: { DISPLAY: `:${display}` },
    plug: (count) => viewer.ask(count),
    kill: () => end('SIGKILL'),
    close: () => end('SIGTERM'),
  };
}

async function displayNumber(server: ChildProcess): Promise<string> {
  const [chunk] = (await once(server.stdio[3] as NodeJS.EventEmitter, 'data', {
    signal: AbortSignal.timeout(10_000),
  })) as [Buffer];
  return chunk.toString().trim();
}

interface Viewer {
  ask(count: number): Promise<void>;
  close(): void;
}

const NO_SECURITY = 1;
const SHARED = 1;
const EXTENDED_DESKTOP_SIZE = -308;

async function openViewer(path: string): Promise<Viewer> {
  const socket = connect(path);
  const read = reader(socket);
  await read(12);
  socket.write('RFB 003.008\n');
  const [kinds = 0] = await read(1);
  await read(kinds);
  socket.write(Buffer.of(NO_SECURITY));
  await read(4);
  socket.write(Buffer.of(SHARED));
  const init = await read(24);
  await read(init.readUInt32BE(20));
  socket.write(encodings());
  socket.write(updateRequest());
  // What the server says from here on is of no interest.
  socket.resume();
  return {
    async ask(count) {
      await new Promise<void>((sent, failed) => {
        socket.write(desktopSize(count), (error) => (error ? failed(error) : sent()));
      });
    },
    close: () => socket.destroy(),
  };
}

/** Reads exactly so many bytes. */
function reader(socket: Socket): (length: number) => Promise<Buffer> {
  return async (length) => {
    for (;;) {
      const chunk = socket.read(length) as Buffer | null;
      if (chunk !== null || length === 0) return chunk ?? Buffer.alloc(0);
      await once(socket, 'readable', { signal: AbortSignal.timeout(10_000) });
    }
  };
}

function encodings(): Buffer {
  const message = Buffer.alloc(8);
  message[0] = 2;
  message.writeUInt16BE(1, 2);
  message.writeInt32BE(EXTENDED_DESKTOP_SIZE, 4);
  return message;
}

/** One pixel: only then does the server say that it can resize. */
function updateRequest(): Buffer {
  const message = Buffer.alloc(10);
  message[0] = 3;
  message.writeUInt16BE(1, 6);
  message.writeUInt16BE(1, 8);
  return message;
}

function desktopSize(count: number): Buffer {
  const { width, height } = DISPLAY_SIZE;
  const message = Buffer.alloc(8 + 16 * count);
  message[0] = 251;
  message.writeUInt16BE(width * count, 2);
  message.writeUInt16BE(height, 4);
  message[6] = count;
  for (let index = 0; index < count; index += 1) {
    const at = 8 + 16 * index;
    message.writeUInt32BE(index + 1, at);
    message.writeUInt16BE(width * index, at + 4);
    message.writeUInt16BE(0, at + 6);
    message.writeUInt16BE(width, at + 8);
    message.writeUInt16BE(height, at + 10);
  }
  return message;
}

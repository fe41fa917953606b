/** Requests that leave in one piece. */
import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';

/**
 * The same connector, with sockets that join what is written between `cork` and `uncork` into one text. undici writes
 * head and body of a request one after the other; as one text they take one plain system call (and one TLS record)
 * instead of a gathered one, which is a twentieth of the cost of a small call (docs/decisions/speed.md).
 */
export function writingAtOnce(connector: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    connector(options, (...result) => {
      const [error, socket] = result;
      if (error === null) joinCorked(socket);
      callback(...result);
    });
}

const TEXT = Symbol('text');

/** A body as undici takes it. Plain ASCII is remembered, so that it need not be turned back into text. */
export function bodyBytes(text: string): Buffer {
  const bytes: Buffer & { [TEXT]?: string } = Buffer.from(text);
  if (bytes.length === text.length) bytes[TEXT] = text;
  return bytes;
}

function textOf(bytes: Uint8Array & { readonly [TEXT]?: string }): string | undefined {
  return bytes[TEXT];
}

function joinCorked(socket: Socket): void {
  const write = socket.write.bind(socket) as (text: string | Uint8Array, encoding?: BufferEncoding) => boolean;
  let corks = 0;
  let joined = '';
  socket.cork = () => {
    corks += 1;
  };
  socket.uncork = () => {
    corks -= 1;
    if (corks > 0 || joined === '') return;
    const text = joined;
    joined = '';
    write(text, 'latin1');
  };
  const writeOrJoin = (chunk: string | Buffer, encoding?: BufferEncoding): boolean => {
    if (corks === 0) return write(chunk, encoding);
    // Latin-1 has a character for every byte, so any bytes survive the way through text.
    joined += typeof chunk === 'string' ? chunk : (textOf(chunk) ?? chunk.toString('latin1'));
    return true;
  };
  socket.write = writeOrJoin as Socket['write'];
}

import { request } from 'node:http';

/** Bytes of one answer on the wire: status line, headers and body as sent. */
export const bytesOf = (url: string, connection: 'close' | 'keep-alive'): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { headers: { 'accept-encoding': 'br', connection } }, (answer) => {
      const { socket } = answer;
      answer.resume().once('end', () => {
        resolve(socket.bytesRead);
        socket.destroy();
      });
    });
    sent.once('error', reject);
    sent.end();
  });

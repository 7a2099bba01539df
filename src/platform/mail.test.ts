import assert from 'node:assert/strict';
import { createServer, type Server, type Socket } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { mailSender } from './mail.ts';

/** A mail server of the test's own, on loopback, that keeps what it is told. */
const letters: string[] = [];
let server: Server;
let port = 0;

const speak = (socket: Socket): void => {
  let inLetter = false;
  let letter = '';
  socket.write('220 test\r\n');
  socket.on('data', (chunk) => {
    for (const line of chunk.toString('utf8').split('\r\n').slice(0, -1)) {
      if (inLetter && line === '.') {
        inLetter = false;
        letters.push(letter);
        socket.write('250 kept\r\n');
      } else if (inLetter) letter += `${line}\n`;
      else if (/^DATA/i.test(line)) {
        inLetter = true;
        letter = '';
        socket.write('354 go on\r\n');
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
      else socket.write('250 yes\r\n');
    }
  });
};

before(async () => {
  server = createServer(speak);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
after(() => server.close());

describe('notices by mail', () => {
  const send = (): ReturnType<typeof mailSender> =>
    mailSender({ mail: { url: `smtp://127.0.0.1:${port}`, from: 'Ariane <ariane@example.lu>' } });
  test('reach the server as they are', async () => {
    assert.equal(await send()({ to: 'desk@example.lu', subject: 'Something waits', text: 'Sign in to see it.' }), true);
    assert.match(letters.join('\n'), /to: desk@example\.lu/i);
    assert.match(letters.join('\n'), /Sign in to see it\./);
  });
  test('are switched off without an address', async () => {
    assert.equal(await mailSender({ mail: { url: '', from: '' } })({ to: 'a@b.lu', subject: 's', text: 't' }), false);
  });
  test('cannot be given headers of their own', async () => {
    const notice = { to: 'a@b.lu\r\nbcc: x@y.lu', subject: 's', text: 't' };
    await assert.rejects(send()(notice), /line break/);
    await assert.rejects(send()({ ...notice, to: 'a@b.lu', subject: 's\nx: y' }), /line break/);
  });
});

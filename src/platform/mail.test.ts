import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type MailServer, mailServer } from '../../test/support/mail-server.ts';
import { mailSender } from './mail.ts';

let server: MailServer;
before(async () => {
  server = await mailServer();
});
after(() => server.close());

describe('notices by mail', () => {
  const send = (): ReturnType<typeof mailSender> =>
    mailSender({ mail: { url: server.url, from: 'Ariane <ariane@example.lu>' } });
  test('reach the server as they are', async () => {
    assert.equal(await send()({ to: 'desk@example.lu', subject: 'Something waits', text: 'Sign in to see it.' }), true);
    assert.match(server.letters.join('\n'), /to: desk@example\.lu/i);
    assert.match(server.letters.join('\n'), /Sign in to see it\./);
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

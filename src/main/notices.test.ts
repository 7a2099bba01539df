import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailServer } from '../../test/support/mail-server.ts';
import { readSettings } from '../platform/config.ts';
import { projectRoot } from '../platform/root.ts';
import { staffLanguages, wordsFor } from '../platform/words.ts';
import { readProfile } from '../profile/index.ts';
import { organisationId } from '../rooms/directory/index.ts';
import { noticeKinds } from '../rooms/referrals/index.ts';
import { noticesByMail } from './notices.ts';

const textOf = (letter: string): string => letter.slice(letter.indexOf('\n\n')).trim();

test('a notice by mail says that something waits and where to sign in, whatever it is about', async () => {
  const server = await mailServer();
  const profile = readProfile(`${projectRoot}/profiles/luxembourg`);
  const settings = { ...readSettings({}), mail: { url: server.url, from: 'Ariane <ariane@example.lu>' } };
  const reached = profile.organisations.filter(({ contacts }) => contacts.some(({ type }) => type === 'email'));
  assert.ok(reached.length > 0, 'nobody in the profile has a mail address');
  const send = noticesByMail(settings, profile);
  const kinds = noticeKinds;
  for (const { code } of reached.slice(0, 3))
    for (const kind of kinds) await send({ organisationId: organisationId(profile.id, code), staffId: null, kind });
  await server.close();
  const expected = staffLanguages
    .map((language) => wordsFor(language).t('casework.notice.text', { address: settings.casework.origin }))
    .join('\n\n');
  assert.equal(server.letters.length, Math.min(3, reached.length) * kinds.length);
  for (const letter of server.letters) assert.equal(textOf(letter), expected);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client } from 'pg';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { mailServer } from '../../test/support/mail-server.ts';
import { installForTests } from '../../test/support/personas.ts';
import { readSettings } from '../platform/config.ts';
import { systemClock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { type Database, openDatabase } from '../platform/database/index.ts';
import { projectRoot } from '../platform/root.ts';
import { staffLanguages, wordsFor } from '../platform/words.ts';
import { readProfile } from '../profile/index.ts';
import { organisationId } from '../rooms/directory/index.ts';
import { portalTasks } from '../rooms/portal/index.ts';
import { noticeKinds } from '../rooms/referrals/index.ts';
import { noticesByMail, tellOutsideByMail } from './notices.ts';

let files: TestDatabase;
let database: Database;
before(async () => {
  files = await testDatabase();
  await installForTests(files);
  database = openDatabase(files.urlFor('worker'));
});
after(async () => {
  await database.destroy();
  await files.close();
});

const textOf = (letter: string): string => letter.slice(letter.indexOf('\n\n')).trim();

test('a notice by mail says that something waits and where to sign in, whatever it is about', async () => {
  const server = await mailServer();
  const profile = readProfile(`${projectRoot}/profiles/luxembourg`);
  const settings = { ...readSettings({}), mail: { url: server.url, from: 'Ariane <ariane@example.lu>' } };
  const reached = profile.organisations.filter(({ contacts }) => contacts.some(({ type }) => type === 'email'));
  assert.ok(reached.length > 0, 'nobody in the profile has a mail address');
  const send = noticesByMail({ settings, profile, database });
  const kinds = noticeKinds;
  for (const { code } of reached.slice(0, 3))
    for (const kind of kinds) await send({ organisationId: organisationId(profile.id, code), kind });
  await server.close();
  const expected = staffLanguages
    .map((language) => wordsFor(language).t('casework.notice.text', { address: settings.casework.origin }))
    .join('\n\n');
  assert.equal(server.letters.length, Math.min(3, reached.length) * kinds.length);
  for (const letter of server.letters) assert.equal(textOf(letter), expected);
});

test('the mailbox a body gave itself goes before the public one of the profile; without either nothing is sent', async () => {
  const server = await mailServer();
  const profile = readProfile(`${projectRoot}/profiles/luxembourg`);
  const settings = { ...readSettings({}), mail: { url: server.url, from: 'Ariane <ariane@example.lu>' } };
  const isPublic = (code: string): boolean => profile.organisation(code).contacts.some(({ type }) => type === 'email');
  const idsOf = (published: boolean): readonly string[] =>
    profile.organisations
      .filter(({ code }) => isPublic(code) === published)
      .map(({ code }) => organisationId(profile.id, code));
  const [open] = idsOf(true);
  const [silent, mute] = idsOf(false);
  const administrator = new Client({ connectionString: files.administratorUrl });
  await administrator.connect();
  for (const [body, address] of [
    [open, 'first@example.lu'],
    [silent, 'second@example.lu'],
  ])
    await administrator.query('insert into directory.notice_address values ($1, $2, $3, now())', [
      ...[body, address, newId()],
    ]);
  await administrator.end();
  const send = noticesByMail({ settings, profile, database });
  for (const body of [open, silent, mute]) await send({ organisationId: body ?? '', kind: 'question_waits' });
  await server.close();
  const receivers = server.letters.map((letter) => /^To: *(.*)$/im.exec(letter)?.[1]);
  assert.deepEqual(receivers, ['first@example.lu', 'second@example.lu']);
});

test('messages of the public tell a body at once, and then together once in a quarter of an hour; a mail that failed is tried again', async () => {
  const profile = readProfile(`${projectRoot}/profiles/luxembourg`);
  const [told, other] = [newId(), newId()];
  const mails: string[] = [];
  let minutes = 100;
  let isAway = true;
  const tools = { database, profile, clock: systemClock, onCount: () => undefined, elapsed: () => minutes * 60_000 };
  const notify = portalTasks({
    ...tools,
    tellBody: async (id) => {
      if (isAway) throw new Error('the mail is away');
      mails.push(id);
    },
  })['portal:notify'];
  const message = (organisationId: string) => notify?.({ organisationId });
  await assert.rejects(async () => message(told), /away/);
  isAway = false;
  for (let count = 0; count < 50; count += 1) await message(told);
  await message(other);
  assert.deepEqual(mails, [told, other]);
  const administrator = new Client({ connectionString: files.administratorUrl });
  await administrator.connect();
  const waiting = await administrator.query<{ minutes: number }>(
    `select round(extract(epoch from run_at - now()) / 60)::integer as minutes from graphile_worker._private_jobs where key like 'portal:notify:%'`,
  );
  await administrator.end();
  assert.equal(waiting.rows.length, 1, 'what came meanwhile waits as one');
  assert.ok((waiting.rows[0]?.minutes ?? 0) > 10);
  minutes += 16;
  await message(told);
  assert.deepEqual(mails, [told, other, told]);
});

test('a body without account is told in words that ask for no sign-in; without a mailbox, or without mail, it is said that nobody was told', async () => {
  const server = await mailServer();
  const profile = readProfile(`${projectRoot}/profiles/luxembourg`);
  const settings = { ...readSettings({}), mail: { url: server.url, from: 'Ariane <ariane@example.lu>' } };
  const outside = organisationId(profile.id, 'ADEM');
  const tell = tellOutsideByMail({ settings, profile, database });
  assert.equal(await tell(outside), false);
  const administrator = new Client({ connectionString: files.administratorUrl });
  await administrator.connect();
  const row = [outside, 'desk@example.lu', newId()];
  await administrator.query('insert into directory.notice_address values ($1, $2, $3, now())', row);
  await administrator.end();
  assert.equal(await tell(outside), true);
  assert.equal(await tellOutsideByMail({ settings: readSettings({}), profile, database })(outside), false);
  await server.close();
  const expected = staffLanguages.map((language) => wordsFor(language).t('casework.notice.outside_text')).join('\n\n');
  assert.deepEqual(server.letters.map(textOf), [expected]);
  assert.ok(!expected.includes(settings.casework.origin));
});

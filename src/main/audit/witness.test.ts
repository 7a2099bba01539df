import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { chain, rawKey, type TestJournal, testJournal, vaultKey } from '../../../test/support/journal.ts';
import { environmentValue, readSettings } from '../../platform/config.ts';
import { asProgram } from '../../platform/database/index.ts';
import { refuse } from '../../platform/outcome.ts';
import { projectRoot } from '../../platform/root.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import { copyJournal } from './copy.ts';
import { storeCheckpoint } from './sign.ts';
import { readCheckpoints } from './store.ts';
import { verifyJournal } from './verify.ts';
import { addToWitness, checkWitnessFolder, readWitness } from './witness.ts';

let journal: TestJournal;
let folder: string;
before(async () => {
  journal = await testJournal();
});
beforeEach(async () => {
  await journal.mend();
  folder = mkdtempSync(join(tmpdir(), 'ariane-witness-'));
});
after(() => journal.close());

const key = rawKey(vaultKey);
const notes = () => asProgram(journal.auditor, readCheckpoints);

/** What the witness was given before anybody touched the journal. */
const witnessed = async (): Promise<void> => {
  for (const one of await notes()) addToWitness(folder, one);
};

const cutWithCheckpoints = [
  `delete from journal.event where chain = '${chain}' and seq > 8`,
  `update journal.head set seq = 8, hash = (select hash from journal.event where chain = '${chain}' and seq = 8) where chain = '${chain}'`,
  'delete from journal.checkpoint',
];

describe('a witness', () => {
  test('keeps each signed note once, in a file that nobody writes to again', async () => {
    await witnessed();
    await witnessed();
    const files = readdirSync(folder);
    assert.equal(files.length, 1);
    assert.equal(statSync(join(folder, files[0] ?? '')).mode & 0o222, 0, 'read only');
    assert.match(readFileSync(join(folder, files[0] ?? ''), 'utf8'), /^ariane journal checkpoint v1\n[^]*\nsigned /);
  });

  test('shows a tail that was cut off together with the checkpoints, which the database alone cannot', async () => {
    await witnessed();
    await journal.change(...cutWithCheckpoints);
    assert.equal((await verifyJournal(journal.auditor, key)).sound, true, 'nothing to be seen without a witness');
    const report = await verifyJournal(journal.auditor, key, { witness: readWitness(folder) ?? [] });
    assert.deepEqual(
      report.findings.map(({ kind, seq }) => [kind, seq]),
      [
        ['checkpoint', null],
        ['missing', 9],
      ],
    );
  });

  test('on paper, by the digest of a note', async () => {
    const [one] = await notes();
    const digest = createHash('sha256')
      .update(one?.note ?? '')
      .digest('hex');
    assert.equal((await verifyJournal(journal.auditor, key, { digest })).sound, true);
    await journal.change('delete from journal.checkpoint');
    assert.equal((await verifyJournal(journal.auditor, key, { digest })).sound, false);
  });

  test('is not believed when its note was changed, or signed by somebody else', async () => {
    await witnessed();
    const file = join(folder, readdirSync(folder)[0] ?? '');
    const text = readFileSync(file, 'utf8');
    chmodSync(file, 0o600);
    for (const changed of [
      text.replace(/ 12 /, ' 13 '),
      text.replace(/signed .*/, ''),
      text.replace(/signed .{44}/, `signed ${'A'.repeat(43)}=`),
    ]) {
      writeFileSync(file, changed);
      const report = await verifyJournal(journal.auditor, key, { witness: readWitness(folder) ?? [] });
      assert.ok(report.findings.some(({ kind, what }) => kind === 'checkpoint' && what.includes('of the witness')));
    }
  });

  test('gets the note after the database has it; a dead vault stops nothing', async () => {
    const [one] = await notes();
    assert.ok(one);
    const signed = { note: one.note.replace('09:00', '10:00'), signature: one.signature, publicKey: one.publicKey };
    const settings = { witness: { folder, mail: [] } };
    const vault = (answer: unknown) => ({ signCheckpoint: async () => answer }) as unknown as VaultClient;
    await storeCheckpoint({ database: journal.worker, vault: vault(signed), settings });
    assert.equal((await notes()).length, 2);
    assert.equal(readdirSync(folder).length, 1);
    await storeCheckpoint({ database: journal.worker, vault: vault(refuse('vault-down')), settings });
    assert.equal(readdirSync(folder).length, 1);
  });
});

describe('the settings of a witness', () => {
  const refused = (environment: Record<string, string>, reason: RegExp): void =>
    assert.throws(() => readSettings({ DATA_DIR: '/srv/ariane', ...environment }), reason);

  test('are refused in a sentence that says which and why', () => {
    refused({ WITNESS_DIR: 'witness' }, /WITNESS_DIR: must be a path from the root/);
    refused({ WITNESS_DIR: '/srv/ariane/witness' }, /WITNESS_DIR: lies in DATA_DIR/);
    refused({ WITNESS_MAIL: 'nobody' }, /WITNESS_MAIL: holds "nobody", which is no mail address/);
    refused({ WITNESS_MAIL: 'a@example.org' }, /WITNESS_MAIL: needs MAIL_URL and MAIL_FROM/);
    assert.throws(() => checkWitnessFolder('/nowhere/at/all'), /WITNESS_DIR: is no folder/);
    const mail = {
      MAIL_URL: 'smtp://127.0.0.1',
      MAIL_FROM: 'a@example.org',
      WITNESS_MAIL: 'b@example.org, c@example.org',
    };
    assert.deepEqual(readSettings({ ...mail, WITNESS_DIR: '/mnt/witness' }).witness, {
      ...{ folder: '/mnt/witness', mail: ['b@example.org', 'c@example.org'] },
    });
  });
});

describe('a witness on a machine of its own', () => {
  /** The command line as it is, with an empty folder for data and no database to be found. */
  const command = (...args: readonly string[]) => {
    const empty = mkdtempSync(join(tmpdir(), 'ariane-clean-'));
    const environment = { PATH: environmentValue('PATH') ?? '', DATA_DIR: empty };
    const program = ['--import', './scripts/typescript.mjs', join(projectRoot, 'src/main/cli.ts'), 'audit', ...args];
    const ran = spawnSync(process.execPath, program, { cwd: projectRoot, env: environment, encoding: 'utf8' });
    rmSync(empty, { recursive: true });
    return { code: ran.status, said: ran.stdout };
  };

  test('verifies with one public key and one command, and finds what was cut', async () => {
    await witnessed();
    const copy = join(folder, 'journal.jsonl');
    assert.equal(await copyJournal(journal.auditor, copy), 15);
    const whole = command('verify', '--journal', copy, '--witness', folder, '--key', key);
    assert.equal(whole.code, 0, whole.said);
    assert.match(whole.said, /15 events in 2 chains and 1 signed checkpoints and 1 notes of a witness/);
    await journal.change(...cutWithCheckpoints);
    const cut = join(folder, 'cut.jsonl');
    await copyJournal(journal.auditor, cut);
    const found = command('verify', '--journal', cut, '--witness', folder, '--key', key);
    assert.equal(found.code, 1);
    assert.match(found.said, new RegExp(`chain ${chain} seq 9 to 12: a signed checkpoint knows more events`));
    const other = command('verify', '--journal', copy, '--witness', folder, '--key', `${'A'.repeat(43)}=`);
    assert.equal(other.code, 1);
    assert.match(other.said, /it was signed with another key/);
  });

  test('says what is not there, and how to ask', () => {
    const { code, said } = command('verify', '--witness', '/nowhere/at/all');
    assert.equal(code, 2);
    assert.match(said, /There is nothing called \/nowhere\/at\/all/);
    assert.equal(command('verify', '--journal', '/nowhere/at/all').code, 2);
    assert.equal(command('copy').code, 2);
  });
});

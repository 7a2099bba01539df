import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chain, type TestJournal, testJournal } from '../../../test/support/journal.ts';
import type { Finding } from '../audit/finding.ts';
import { auditCommand } from './audit.ts';
import type { CommandContext } from './command.ts';

let journal: TestJournal;
before(async () => {
  journal = await testJournal();
});
after(() => journal.close());

describe('the command', () => {
  const call = async (args: readonly string[]): Promise<{ code: number; said: string }> => {
    let said = '';
    const context = { openAs: async () => journal.auditor, print: (text: string) => void (said += text) };
    const code = await auditCommand.run(args, context as unknown as CommandContext);
    return { code, said };
  };
  test('says that all is well and ends with 0', async () => {
    const { code, said } = await call(['verify']);
    assert.equal(code, 0);
    assert.match(said, /15 events in 2 chains and 1 signed checkpoints/);
    assert.match(said, /journal is whole/);
  });
  test('names chain and number of what is wrong and ends with 1', async () => {
    await journal.change(`delete from journal.event where chain = '${chain}' and seq = 4`);
    const { code, said } = await call(['verify']);
    assert.equal(code, 1);
    assert.ok(said.includes(`chain ${chain} seq 4: nothing stands there`));
    const json = JSON.parse((await call(['verify', '--json'])).said) as { sound: boolean; findings: Finding[] };
    assert.equal(json.sound, false);
    assert.deepEqual(
      json.findings.map(({ kind, seq }) => [kind, seq]),
      [['missing', 4]],
    );
  });
  test('explains itself when called wrongly', async () => {
    assert.equal((await call([])).code, 2);
    assert.equal((await call(['verify', '--key'])).code, 2);
  });
});

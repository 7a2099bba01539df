import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { makeRoom } from '../scripts/new-room.ts';
import { houseOf, readTree, report } from './architecture/engine.ts';
import { roomsInOrder } from './architecture/places.ts';
import { rules } from './architecture/rules.ts';
import { differences, readCatalogue, strayKeys } from './words/catalogues.ts';
import { missingKeys, unusedKeys, usesIn } from './words/uses.ts';
import { poorTexts } from './words/wording.ts';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'ariane-room-'));
after(() => rmSync(folder, { recursive: true }));

const room = 'lending';

/** A copy of the house's top with nothing in it but the new room; platform and profile are the real ones. */
const prepare = (): void => {
  mkdirSync(join(folder, 'src/main'), { recursive: true });
  mkdirSync(join(folder, 'src/rooms'));
  for (const name of ['src/platform', 'src/profile', 'node_modules', 'package.json', 'biome.json']) {
    symlinkSync(join(root, name), join(folder, name));
  }
  const main = `import { keepEntry } from '../rooms/${room}/index.ts';\nimport { overviewScreen } from '../rooms/${room}/screens/overview.tsx';\n`;
  writeFileSync(join(folder, 'src/main/casework.ts'), `${main}\nexport const parts = [overviewScreen, keepEntry];\n`);
  const tsconfig = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { typeRoots: [join(root, 'node_modules/@types')] },
    include: ['src/rooms', 'src/main'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
};

const tool = (name: string, ...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin', name), words, {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, said: `${stdout}${stderr}` };
};

/** The platform and profile, then the new room as if it stood among them. */
const treeWithRoom = () =>
  new Map([...readTree(root, ['src/platform', 'src/profile']), ...readTree(folder, ['src/rooms', 'src/main'])]);

describe('a new room', () => {
  prepare();
  makeRoom(folder, room);

  test('passes the rules of the house', () => {
    const house = houseOf(treeWithRoom(), [...roomsInOrder, room]);
    const isOurs = ({ path }: { path: string }) => path.startsWith(`src/rooms/${room}`);
    const found = rules.flatMap((rule) => {
      const findings = rule.check(house).filter(isOurs);
      return findings.length > 0 ? [report(rule, findings)] : [];
    });
    assert.deepEqual(found, []);
  });

  test('compiles', () => {
    const { said } = tool('tsc', '-p', '.');
    assert.deepEqual(
      said.split('\n').filter((line) => line.startsWith('src/')),
      [],
    );
  });

  test('is written as the formatter writes', () => {
    const { status, said } = tool('biome', 'format', 'src/rooms', 'words');
    assert.equal(status, 0, said);
  });

  test('passes its own tests', () => {
    const words = ['--import', join(root, 'scripts/typescript.mjs'), '--test', `src/rooms/${room}/rules.test.ts`];
    const { NODE_TEST_CONTEXT: _within, ...env } = process.env;
    const { status, stdout } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8', env });
    assert.equal(status, 0, stdout);
    assert.match(stdout, /pass 1\b/);
  });

  test('has its words in every language', () => {
    const uses = usesIn(houseOf(readTree(folder, ['src/rooms'])).sources);
    const english = readCatalogue(join(folder, 'words/en'));
    assert.deepEqual([...missingKeys(uses, english), ...unusedKeys(uses, english)], []);
    for (const language of ['en', 'fr', 'de']) {
      const catalogue = readCatalogue(join(folder, 'words', language));
      const found = [...differences(english, catalogue, language), ...poorTexts(catalogue, language)];
      assert.deepEqual([...found, ...strayKeys(join(folder, 'words', language))], []);
    }
  });

  test('is not made twice, nor under a name that is none', () => {
    assert.throws(() => makeRoom(folder, room), /already/);
    for (const name of ['', 'Two', 'two-words', '../up']) assert.throws(() => makeRoom(folder, name), /no room/);
    assert.match(readFileSync(join(folder, `src/rooms/${room}/README.md`), 'utf8'), /^# lending/);
  });
});

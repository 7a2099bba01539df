import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

const root = join(import.meta.dirname, '..');

type Locked = {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
};
type Named = Locked & { readonly name: string };
type Wanted = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;

const read = <T>(file: string): T => JSON.parse(readFileSync(join(root, file), 'utf8')) as T;

const folder = 'node_modules/';
const locked: readonly Named[] = Object.entries(
  read<{ packages: Record<string, Locked> }>('package-lock.json').packages,
)
  .filter(([path]) => path !== '')
  .map(([path, entry]) => ({ ...entry, name: path.slice(path.lastIndexOf(folder) + folder.length) }));

/** Licences that may stand in the product; OFL for fonts. */
const allowed = new Set([
  ...['MIT', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'ISC', 'MPL-2.0', '0BSD', 'BlueOak-1.0.0', 'Zlib'],
  ...['Unlicense', 'OFL-1.1'],
]);

/** Others that were looked at one by one: as free as those above. */
const lookedAt: Readonly<Record<string, string>> = {
  // Parses the options of a YAML reader that the job library's settings finder brings; the PSF's licence asks for its notice only.
  argparse: 'Python-2.0',
};

/** Whether an SPDX expression lets us: all parts of an AND, one part of an OR. */
const lets = (expression: string): boolean =>
  expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((part) => allowed.has(part.trim())));

const withoutLeave = (packages: readonly Named[]): string[] =>
  packages
    .filter(({ name, license = 'none' }) => !lets(license) && lookedAt[name] !== license)
    .map(({ name, license }) => `${name}: ${license ?? 'no licence named'}`);

const none = (found: readonly string[]) => assert.deepEqual(found, []);

describe('what is installed', () => {
  test('has a licence that the product may carry', () => none(withoutLeave(locked)));

  test('a licence that binds the product would be found', () => {
    for (const license of ['GPL-3.0-only', 'AGPL-3.0', 'MIT AND GPL-2.0-only', 'SEE LICENSE IN FILE'])
      assert.deepEqual(withoutLeave([{ name: 'planted', license }]), [`planted: ${license}`]);
    assert.deepEqual(withoutLeave([{ name: 'planted' }]), ['planted: no licence named']);
    assert.deepEqual(withoutLeave([{ name: 'planted', license: '(MIT OR GPL-2.0-only)' }]), []);
  });

  test('no exception outlives its package', () =>
    none(Object.keys(lookedAt).filter((name) => !locked.some((one) => one.name === name))));

  test('is known by its hash, and names no address of its own', () =>
    none(locked.filter(({ integrity, resolved }) => !integrity || resolved !== undefined).map(({ name }) => name)));

  test('runs no script when it is installed', () => {
    const { allowScripts } = read<{ allowScripts: Record<string, boolean> }>('package.json');
    none(Object.keys(allowScripts).filter((name) => allowScripts[name] !== false));
  });

  test('is asked for in one exact version', () => {
    const { dependencies, devDependencies, optionalDependencies } = read<Wanted>('package.json');
    const wanted = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    none(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)).map(([name]) => name));
  });
});

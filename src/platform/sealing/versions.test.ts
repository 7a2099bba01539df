import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openRows } from '../../../test/support/open-rows.ts';
import type { SealedRows } from './seal.ts';

/*
 * What each version of the format sealed, with keys made for this alone. A file here is never written anew: a new version
 * of the format gets a new file, and the old ones go on opening.
 */
const folder = join(import.meta.dirname, 'versions');

type Kept = {
  readonly rows: SealedRows;
  readonly vault: { readonly publicKey: Buffer; readonly privateKey: Buffer };
  readonly pair: { readonly publicKey: Buffer; readonly privateKey: Buffer };
  readonly organisationId: string;
  readonly opened: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

/** Bytes stand as {"base64": "…"}. */
const revive = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'base64' in value
    ? Buffer.from(String(value.base64), 'base64')
    : value;

const kept = (file: string): Kept => JSON.parse(readFileSync(join(folder, file), 'utf8'), revive) as Kept;

for (const file of readdirSync(folder))
  test(`${file.replace('.json', '')} of the format opens for ever`, async () => {
    const { rows, opened, ...keys } = kept(file);
    assert.ok(Object.keys(opened).length > 0);
    for (const [subjectId, texts] of Object.entries(opened))
      assert.deepEqual(await openRows(rows, { ...keys, subjectId }), texts);
  });

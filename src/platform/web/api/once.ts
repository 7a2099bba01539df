import { createHash } from 'node:crypto';
import { canonicalHash } from '../../canonical.ts';
import { claimForm, settleForm } from '../../database/forms-once.ts';
import { isRefusal, type Refusal, refuse } from '../../outcome.ts';
import type { Scene } from '../../scene.ts';

/** A change another system asks for, and what is sent with it. */
export type Asked = { readonly key: string; readonly address: string; readonly body: unknown };

const keyHash = (staffId: string, key: string): Buffer =>
  createHash('sha256')
    .update(JSON.stringify(['api', staffId, key]))
    .digest();

/**
 * Does once what a key stands for and gives where the made thing is; the same key with the same body leads there again and
 * does nothing, with another body it is refused. What is refused leaves no trace of its key. Kept for a day.
 */
export const onceByKey = async <Profile>(
  { tx, viewer }: Scene<Profile>,
  { key, address, body }: Asked,
  make: () => Promise<string | Refusal>,
): Promise<string | Refusal> => {
  const mark = canonicalHash([address, body]).slice(0, 32);
  const hash = keyHash(viewer.staffId, key);
  const before = await claimForm(tx, { hash, staffId: viewer.staffId });
  if (before !== null) {
    const [place = '', of] = before.split('?b=');
    return of === mark ? place : refuse('key_used_for_other_body');
  }
  const place = await make();
  if (!isRefusal(place)) await settleForm(tx, hash, `${place}?b=${mark}`);
  return place;
};

import { createHash } from 'node:crypto';
import { claimForm, settleForm } from '../../database/forms-once.ts';
import type { Transaction } from '../../database/index.ts';
import { textOf } from '../../form/raw.ts';
import type { Viewer } from '../../viewer.ts';
import type { ReceivedForm } from '../http/body.ts';

const digest = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

const saidIn = ({ raw, files }: ReceivedForm): readonly unknown[] => [
  Object.entries(raw)
    .filter(([name]) => name !== '_token')
    .sort(([one], [other]) => (one < other ? -1 : 1)),
  Object.entries(files).map(([name, list]) => [name, list.map((file) => [file.name, digest(file.bytes)])]),
];

/** What makes two sendings the same form: who, where to, the key of the page shown, and every word in it. Null without a key. */
export const formHash = (viewer: Viewer, address: string, received: ReceivedForm): Buffer | null =>
  textOf(received.raw, '_key') === ''
    ? null
    : Buffer.from(digest(JSON.stringify([viewer.staffId, address, ...saidIn(received)])), 'hex');

/** Does once what a form asks for and gives the page that follows; sent again, it only gives that page. */
export const onceFor = async <Outcome>(
  tx: Transaction,
  form: { readonly hash: Buffer | null; readonly staffId: string },
  act: () => Promise<Outcome>,
  pathOf: (outcome: Outcome) => string | null,
): Promise<Outcome | { readonly ledTo: string }> => {
  const { hash, staffId } = form;
  const before = hash === null ? null : await claimForm(tx, { hash, staffId });
  if (before !== null) return { ledTo: before };
  const outcome = await act();
  const path = pathOf(outcome);
  if (hash !== null && path !== null) await settleForm(tx, hash, path);
  return path === null ? outcome : { ledTo: path };
};

import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { VaultClient } from '../../../../platform/vault-client/index.ts';
import { hasPermit } from '../../../../platform/viewer.ts';
import type { Scene } from '../../../../profile/index.ts';
import { readWorklist, type WorklistRow } from '../../../cases/index.ts';
import { type NamedListReason, namedListReasons } from '../../facts/lists-own.ts';
import type { OpeningRefusal, ReferralRefusal } from '../../facts/refusals.ts';
import { openPersonOfCase } from './person-of-case.ts';

/** Names for one list: more would take a third of what may be opened in an hour. */
export const mostNamed = 20;

/** A case of the list; its name and birth as they were sealed, null where the viewer's body holds none that may be opened. */
export type NamedRow = { readonly row: WorklistRow; readonly identity: Readonly<Record<string, string>> | null };

/** The cases that the viewer looks after, without names: the edition that everybody may have. */
export const ownCases = async (scene: Scene): Promise<Outcome<readonly WorklistRow[], ReferralRefusal>> => {
  if (!hasPermit(scene.viewer, 'cases.list-names')) return refuse('may_not_read');
  const filter = { owner: scene.viewer.staffId, status: null, flag: null, closed: false };
  return (await readWorklist(scene, { ...filter, sort: '-opened', page: 1, size: mostNamed })).rows;
};

const isReason = (text: string): text is NamedListReason => namedListReasons.some((one) => one === text);

const namedOf = async (
  vault: VaultClient,
  scene: Scene,
  asked: { readonly row: WorklistRow; readonly purpose: string },
): Promise<Outcome<NamedRow, ReferralRefusal | OpeningRefusal>> => {
  const { row, purpose } = asked;
  const opened = await openPersonOfCase(vault, scene, { caseId: row.id, purpose, compartments: ['identity'] });
  if (!isRefusal(opened)) return { row, identity: opened.opened['identity'] ?? null };
  return opened.refused === 'nothing_to_open' ? { row, identity: null } : opened;
};

/**
 * The same cases with names, for a purpose and a reason that stand in the journal: the vault opens each, checks everything again and
 * writes its own line first. The first that it refuses ends the list, and nothing is shown.
 */
export const namedCases = async (
  vault: VaultClient,
  scene: Scene,
  asked: { readonly purpose: string; readonly reason: string },
): Promise<Outcome<readonly NamedRow[], ReferralRefusal | OpeningRefusal>> => {
  const rows = await ownCases(scene);
  if (isRefusal(rows)) return rows;
  if (!isReason(asked.reason)) return refuse('reason_missing', { field: 'reason' });
  if (!scene.viewer.purposes.includes(asked.purpose)) return refuse('purpose_missing', { field: 'purpose' });
  const named: NamedRow[] = [];
  for (const row of rows) {
    const one = await namedOf(vault, scene, { row, purpose: asked.purpose });
    if (isRefusal(one)) return one;
    named.push(one);
  }
  return named;
};

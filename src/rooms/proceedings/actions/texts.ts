import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { Scene } from '../../../profile/index.ts';
import { type Opened, openIdentity, sealedFields } from '../../identity/index.ts';
import { mayRead } from '../access.ts';
import { type Suspect, suspectsOf } from '../store/index.ts';
import { caseSeen, type Result } from './acting.ts';
import { readInquiry } from './read-inquiry.ts';

/** What is opened of a suspect. */
export type SuspectTexts = {
  readonly name: string | null;
  readonly aliases: string | null;
  readonly address: string | null;
  readonly number: string | null;
};

export type OpenSuspects = {
  readonly criminalCaseId: Uuid;
  readonly reference: string;
  readonly suspects: readonly (Suspect & { readonly texts: SuspectTexts })[];
};

const textsOf = (opened: Opened): SuspectTexts => {
  const texts: Readonly<Record<string, string>> = opened['identity'] ?? {};
  const text = (field: string): string | null => texts[field] ?? null;
  return { name: text('name'), aliases: text('aliases'), address: text('address'), number: text('number') };
};

const nothing: SuspectTexts = { name: null, aliases: null, address: null, number: null };

const told = (code: string): 'vault_down' | 'vault_refused' =>
  code === 'unavailable' ? 'vault_down' : 'vault_refused';

/** Opens the names of a case's suspects. The vault checks purpose and key of each and writes its journal line first. */
export const openSuspects = async (
  scene: Scene,
  vault: VaultClient,
  criminalCaseId: Uuid,
  purpose: string,
): Result<OpenSuspects> => {
  const may = mayRead(scene.viewer);
  if (isRefusal(may)) return may;
  const seen = await caseSeen(scene, { criminalCaseId, version: null });
  if (isRefusal(seen)) return seen;
  const all = await suspectsOf(scene.tx, criminalCaseId);
  const sealed = new Set(
    (
      await sealedFields(
        scene,
        all.map(({ id }) => id),
      )
    ).map(({ subjectId }) => subjectId),
  );
  const suspects: OpenSuspects['suspects'][number][] = [];
  for (const suspect of all) {
    const asked = { subjectId: suspect.id, compartments: ['identity'] as const, purpose };
    const opened = sealed.has(suspect.id) ? await openIdentity(vault, scene.viewer, asked) : {};
    if (isRefusal(opened)) return refuse(told(opened.refused));
    suspects.push({ ...suspect, texts: sealed.has(suspect.id) ? textsOf(opened) : nothing });
  }
  return { criminalCaseId, reference: seen.reference, suspects };
};

/** One text of an inquiry: what it is about (`facts`, `measure` …), under which number of the case, where it has one. */
export type OpenText = {
  readonly field: string;
  readonly about: string;
  readonly label: string | null;
  readonly text: string;
};

export type OpenWords = {
  readonly criminalCaseId: Uuid;
  readonly reference: string;
  readonly texts: readonly OpenText[];
};

/** The number of everything of an inquiry that has sealed words, by its id. */
const labelsOf = async (scene: Scene, criminalCaseId: Uuid): Promise<ReadonlyMap<Uuid, string>> => {
  const { measures, requests, exhibits, exchanges, nodes } = await readInquiry(scene, criminalCaseId);
  const lists = { M: measures, R: requests, E: exhibits, '': exchanges, N: nodes };
  return new Map(
    Object.entries(lists).flatMap(([letter, list]) =>
      list.map(({ id, number }): [Uuid, string] => [id, `${letter}${number}`]),
    ),
  );
};

const textOf = (labels: ReadonlyMap<Uuid, string>, [field, text]: readonly [string, string]): OpenText => {
  const [about = field, id] = field.split('.');
  return { field, about, label: id === undefined ? null : (labels.get(id) ?? null), text };
};

/** Opens the words of an inquiry. A court holds no key to them. */
export const openWords = async (
  scene: Scene,
  vault: VaultClient,
  criminalCaseId: Uuid,
  purpose: string,
): Result<OpenWords> => {
  const seen = await caseSeen(scene, { criminalCaseId, version: null });
  if (isRefusal(seen)) return seen;
  const asked = { subjectId: criminalCaseId, compartments: ['investigation'] as const, purpose };
  const opened = await openIdentity(vault, scene.viewer, asked);
  if (isRefusal(opened)) return refuse(told(opened.refused));
  const labels = await labelsOf(scene, criminalCaseId);
  const texts = Object.entries(opened['investigation'] ?? {}).map((one) => textOf(labels, one));
  return { criminalCaseId, reference: seen.reference, texts };
};

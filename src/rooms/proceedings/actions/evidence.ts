import type { PlainDate } from '../../../platform/clock.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { idOfBody } from '../../directory/index.ts';
import type { CustodyEvent, ExhibitOrigin } from '../facts/index.ts';
import { custodyIsOver, readFingerprint } from '../rules/index.ts';
import {
  type CustodyLink,
  custodyOf,
  type Exhibit,
  exhibitsOf,
  insertCustody,
  insertExhibit,
  type StoredLink,
} from '../store/index.ts';
import { ownBody, type Result, tell, today } from './acting.ts';
import { custodyBreak, custodyHash } from './custody.ts';
import { inquiryOf, type Noted, sealWords, writtenBy } from './inquiry.ts';

export type ExhibitInput = {
  readonly exhibit_kind: string;
  readonly exhibit_origin: string;
  readonly taken_on: PlainDate;
  readonly amount?: number | undefined;
  readonly exhibit_fingerprint?: string | undefined;
  readonly exhibit_text: string;
  readonly exhibit_serial?: string | undefined;
};

const withHash = (link: CustodyLink) => ({ ...link, hash: custodyHash(link) });

/** What was typed of an exhibit, as it is kept. */
const factsOf = (input: ExhibitInput) => {
  const typed = input.exhibit_fingerprint?.trim() ?? '';
  const fingerprint = typed === '' ? null : readFingerprint(typed);
  if (typed !== '' && fingerprint === null) return refuse('fingerprint_wrong', { field: 'exhibit_fingerprint' });
  return {
    ...{ kind: input.exhibit_kind, origin: input.exhibit_origin as ExhibitOrigin, takenOn: input.taken_on },
    cents: input.amount === undefined ? null : Math.round(input.amount * 100),
    fingerprint: fingerprint === null ? null : Buffer.from(fingerprint, 'hex'),
  };
};

/** Enters an exhibit; its chain of custody begins with the body that enters it. */
export const addExhibit = async (scene: Scene, criminalCaseId: Uuid, input: ExhibitInput): Result<Noted> => {
  const seen = await inquiryOf(scene, criminalCaseId);
  if (isRefusal(seen)) return seen;
  if (input.taken_on > today(scene)) return refuse('day_ahead', { field: 'taken_on' });
  const facts = factsOf(input);
  if (isRefusal(facts)) return facts;
  const id = newId();
  const written = writtenBy(scene, criminalCaseId);
  await insertExhibit(scene.tx, { ...written, ...facts, id });
  const holder = ownBody(scene);
  const first = { exhibit: id, number: 1, event: 'taken' as const, holder, on: facts.takenOn, by: written.by };
  await insertCustody(scene.tx, written, withHash({ ...first, previous: null }));
  const { exhibit_text: text, exhibit_serial: serial } = input;
  await sealWords(scene, criminalCaseId, { [`exhibit.${id}`]: text, [`serial.${id}`]: serial });
  tell(scene, seen, {
    type: 'proceedings.exhibit_added',
    data: { exhibit: facts.kind, exhibit_origin: facts.origin, on: facts.takenOn },
  });
  return { criminalCaseId };
};

export type CustodyInput = {
  readonly custody_event: string;
  readonly custody_holder?: string | undefined;
  readonly happened_on: PlainDate;
};

type Chained = { readonly chain: readonly StoredLink[]; readonly last: StoredLink };

const chainOf = async (scene: Scene, it: { criminalCaseId: Uuid; exhibitId: Uuid }): Result<Chained> => {
  const chain = (await custodyOf(scene.tx, it.criminalCaseId)).filter(({ exhibitId }) => exhibitId === it.exhibitId);
  const last = chain.at(-1);
  return last === undefined ? refuse('exhibit_unknown') : { chain, last };
};

/** Who holds it after this: whom it was handed to, else who held it. */
const holderAfter = ({ profile }: Scene, last: StoredLink, input: CustodyInput) => {
  if (input.custody_event !== 'handed_over') return last.holder;
  return input.custody_holder === undefined
    ? refuse('holder_needed', { field: 'custody_holder' })
    : idOfBody(profile, input.custody_holder);
};

/** Adds a link to the chain of custody of an exhibit. Nothing follows once it was returned or destroyed. */
export const addCustody = async (
  scene: Scene,
  it: { readonly criminalCaseId: Uuid; readonly exhibitId: Uuid },
  input: CustodyInput,
): Result<Noted> => {
  const seen = await inquiryOf(scene, it.criminalCaseId);
  if (isRefusal(seen)) return seen;
  const chained = await chainOf(scene, it);
  if (isRefusal(chained)) return chained;
  const { last } = chained;
  if (custodyIsOver(last.event)) return refuse('custody_over');
  if (input.happened_on > today(scene)) return refuse('day_ahead', { field: 'happened_on' });
  if (input.happened_on < last.on) return refuse('before_held', { field: 'happened_on' });
  const holder = holderAfter(scene, last, input);
  if (isRefusal(holder)) return holder;
  const written = writtenBy(scene, it.criminalCaseId);
  const event = input.custody_event as CustodyEvent;
  const link = { exhibit: it.exhibitId, number: last.number + 1, event, holder, on: input.happened_on, by: written.by };
  const wrote = await insertCustody(scene.tx, written, withHash({ ...link, previous: last.hash }));
  if (!wrote) return refuse('changed_meanwhile');
  tell(scene, seen, { type: 'proceedings.custody_changed', data: { custody_event: event, on: input.happened_on } });
  return { criminalCaseId: it.criminalCaseId };
};

/** An exhibit with its chain, and the number of the link at which it breaks. */
export type Kept = Exhibit & { readonly chain: readonly StoredLink[]; readonly breaksAt: number | null };

/** The exhibits of a case with their chains, each counted again. */
export const readEvidence = async (scene: Scene, criminalCaseId: Uuid): Promise<readonly Kept[]> => {
  const links = await custodyOf(scene.tx, criminalCaseId);
  return (await exhibitsOf(scene.tx, criminalCaseId)).map((exhibit) => {
    const chain = links.filter(({ exhibitId }) => exhibitId === exhibit.id);
    return { ...exhibit, chain, breaksAt: custodyBreak(chain) };
  });
};
